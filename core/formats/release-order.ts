import type { Relation } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import type { Codebook } from "../codebook/codebook";
import type { RecordedAnnotation } from "./trace-record";

/** The one order of an annotation's parts in every release, however its log and its storage ordered them:
 *  spans by field, start, end, id; relations by source span, then id; attributes and answers as the codebook lists them, then by key. */
export function inReleaseOrder(annotation: RecordedAnnotation, codebook: Codebook): RecordedAnnotation {
  const attributeOrder = new Map(codebook.labels.map((label) => [label.key, label.attributes.map((attribute) => attribute.key)]));
  const spans = annotation.spans
    .map((span): Span => ({ ...span, attributes: keysInOrder(span.attributes, attributeOrder.get(span.label) ?? []) }))
    .sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start || a.end - b.end || byCodeUnits(a.id, b.id));
  const place = new Map(spans.map((span, index) => [span.id, index]));
  const relations = [...annotation.relations].sort((a: Relation, b: Relation) => (place.get(a.from) ?? spans.length) - (place.get(b.from) ?? spans.length) || byCodeUnits(a.id, b.id));
  return { ...annotation, spans, relations, answers: keysInOrder(annotation.answers, codebook.questions.map((question) => question.key)) };
}

function keysInOrder<Value>(record: Readonly<Record<string, Value>>, order: readonly string[]): Record<string, Value> {
  const rank = (key: string): number => { const at = order.indexOf(key); return at < 0 ? order.length : at; };
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => rank(a) - rank(b) || byCodeUnits(a, b)));
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
