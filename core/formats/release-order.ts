import type { Relation } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import type { Codebook } from "../codebook/codebook";
import type { RecordedAnnotation } from "./trace-record";

/** The one order of an annotation's parts in every release, however its log and its storage ordered them:
 *  spans by field, start, end, id; relations by source span, then id; attributes and answers as the codebook lists them, then by key. */
export function inReleaseOrder(annotation: RecordedAnnotation, codebook: Codebook): RecordedAnnotation {
  const { attributes, questions } = keyOrders(codebook);
  const spans = annotation.spans
    .map((span): Span => { const sorted = keysInOrder(span.attributes, attributes.get(span.label) ?? []); return sorted === span.attributes ? span : { ...span, attributes: sorted }; })
    .sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start || a.end - b.end || byCodeUnits(a.id, b.id));
  return { ...annotation, spans, relations: relationsInOrder(annotation.relations, spans), answers: keysInOrder(annotation.answers, questions) };
}

function relationsInOrder(relations: readonly Relation[], spans: readonly Span[]): readonly Relation[] {
  if (relations.length < 2) return relations;
  const place = new Map(spans.map((span, index) => [span.id, index]));
  return relations.toSorted((a, b) => (place.get(a.from) ?? spans.length) - (place.get(b.from) ?? spans.length) || byCodeUnits(a.id, b.id));
}

interface KeyOrders {
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly questions: readonly string[];
}

/** The orders that a codebook gives, made once for all its annotations. */
function keyOrders(codebook: Codebook): KeyOrders {
  const held = KEY_ORDERS.get(codebook);
  if (held) return held;
  const made = { attributes: new Map(codebook.labels.map((label) => [label.key, label.attributes.map((attribute) => attribute.key)])), questions: codebook.questions.map((question) => question.key) };
  KEY_ORDERS.set(codebook, made);
  return made;
}
const KEY_ORDERS = new WeakMap<Codebook, KeyOrders>();

function keysInOrder<Value>(record: Readonly<Record<string, Value>>, order: readonly string[]): Readonly<Record<string, Value>> {
  const entries = Object.entries(record);
  if (entries.length < 2) return record;
  const rank = (key: string): number => { const at = order.indexOf(key); return at < 0 ? order.length : at; };
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b) || byCodeUnits(a, b)));
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
