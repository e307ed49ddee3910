import { ANNOTATION_STATUSES, PASSES } from "../annotation/annotation";
import type { Answer } from "../annotation/annotation";
import type { Relation, RelationTarget } from "../annotation/relation";
import { CERTAINTIES, FIELDS, SPAN_ORIGINS } from "../annotation/span";
import type { Field, Provenance, Span } from "../annotation/span";
import type { Range } from "../text/offset";
import { codePoint, sliceRange } from "../text/offset";
import { shortened } from "../text/shortened";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import type { TraceOffsets } from "./native-record";
import type { Said } from "./said";
import { inEnglish, said } from "./said";
import type { ExcludedRange, FieldRange, RecordedAnnotation } from "./trace-record";

/** A record that is not what its format says; becomes a row error. */
export class Malformed extends Error {
  override readonly name = "Malformed";
  constructor(readonly said: Said) { super(inEnglish(said)); }
}

/** Reads one nested annotation of a native record; snake_case keys, offsets in code points.
 *  @throws Malformed where a value has the wrong type, an offset lies outside its text, or a quote is not its slice */
export function readAnnotation(value: JsonValue, offsets: TraceOffsets): RecordedAnnotation {
  const annotation = object(value, "annotation");
  const id = string(annotation, "id");
  const codebook = object(member(annotation, "codebook"), `annotation ${id}: codebook`);
  const coverage = member(annotation, "coverage");
  const ranges = coverage === undefined ? undefined : listOf(coverage, "coverage").map((range) => readFieldRange(range, offsets));
  const spans = listOf(member(annotation, "spans") ?? [], "spans").map((span) => readSpan(span, offsets));
  const relations = listOf(member(annotation, "relations") ?? [], "relations").map((relation) => readRelation(relation, offsets));
  distinct(spans, `annotation ${id}: span`);
  distinct(relations, `annotation ${id}: relation`);
  return {
    id, layer: string(annotation, "layer"), ...optional("annotator", optionalString(annotation, "annotator")), ...optional("round", optionalString(annotation, "round")),
    ...optional("assignment", optionalString(annotation, "assignment")), pass: oneOf(PASSES, member(annotation, "pass") ?? "behaviour", "pass"),
    codebook: { key: string(codebook, "key"), version: whole(codebook, "version") },
    status: oneOf(ANNOTATION_STATUSES, member(annotation, "status") ?? "submitted", "status"), flagged: member(annotation, "flagged") === true,
    flagComment: optionalString(annotation, "flag_comment") ?? "", empty: member(annotation, "empty") === true,
    revision: member(annotation, "revision") === undefined ? 0 : whole(annotation, "revision"), spans, relations,
    answers: readAnswers(member(annotation, "answers") ?? {}), ...optional("coverage", ranges),
    ...optional("activeSeconds", optionalNumber(annotation, "active_seconds")), ...optional("submittedAt", optionalString(annotation, "submitted_at")),
  };
}

/** Reads `excluded` of a native record. @throws Malformed */
export const readExcluded = (value: JsonValue, offsets: TraceOffsets): readonly ExcludedRange[] =>
  listOf(value, "excluded").map((range) => ({ ...readFieldRange(range, offsets), reason: string(object(range, "excluded"), "reason") }));

function readSpan(value: JsonValue, offsets: TraceOffsets): Span {
  const span = object(value, "span");
  const id = string(span, "id");
  const { range, quote } = readQuoted(span, `span ${id}`, offsets);
  const attributes = Object.entries(object(member(span, "attributes") ?? {}, `span ${id}: attributes`));
  for (const [key, chosen] of attributes) if (typeof chosen !== "string") throw new Malformed(said("not-a-string", { what: `span ${id}: attribute "${key}"` }));
  return {
    id, ...range, label: string(span, "label"), quote, attributes: Object.fromEntries(attributes) as Record<string, string>,
    certainty: oneOf(CERTAINTIES, member(span, "certainty") ?? "sure", "certainty"), note: optionalString(span, "note") ?? "",
    provenance: readProvenance(member(span, "provenance") ?? { origin: "imported" }),
  };
}

function readRelation(value: JsonValue, offsets: TraceOffsets): Relation {
  const relation = object(value, "relation");
  const id = string(relation, "id");
  return { id, type: string(relation, "type"), from: string(relation, "from"), to: readTarget(object(member(relation, "to"), `relation ${id}: to`), `relation ${id}`, offsets) };
}

function readTarget(target: JsonObject, where: string, offsets: TraceOffsets): RelationTarget {
  if (Object.hasOwn(target, "span")) return { span: string(target, "span") };
  if (member(target, "prompt") === true) return { prompt: true };
  const { range, quote } = readQuoted(target, where, offsets);
  return { ...range, quote };
}

/** A range with its quote; the quote must be the slice, and without one the slice is taken. */
function readQuoted(value: JsonObject, where: string, offsets: TraceOffsets): { readonly range: FieldRange; readonly quote: string } {
  const range = readFieldRange(value, offsets, where);
  const slice = sliceRange(offsets[range.field]!, range);
  const quote = optionalString(value, "quote") ?? slice;
  if (quote !== slice) throw new Malformed(said("other-quote", { where, quote: shorten(quote), field: range.field, start: range.start, end: range.end, slice: shorten(slice) }));
  return { range, quote };
}

function readFieldRange(value: JsonValue, offsets: TraceOffsets, where = "range"): FieldRange {
  const range = object(value, where);
  const field: Field = oneOf(FIELDS, member(range, "field") ?? "cot", "field");
  const map = offsets[field];
  if (!map) throw new Malformed(said("no-such-field", { where, field }));
  return { field, ...readRange(range, map.length, where) };
}

function readRange(range: JsonObject, length: number, where: string): Range {
  const start = whole(range, "start");
  const end = whole(range, "end");
  if (start > end || end > length) throw new Malformed(said("outside", { where, start, end, length }));
  return { start: codePoint(start), end: codePoint(end) };
}

function readProvenance(value: JsonValue): Provenance {
  const provenance = object(value, "provenance");
  const ids = member(provenance, "source_ids");
  return {
    origin: oneOf(SPAN_ORIGINS, member(provenance, "origin") ?? "imported", "origin"), ...optional("source", optionalString(provenance, "source")),
    ...optional("sourceIds", ids === undefined ? undefined : listOf(ids, "source_ids").map((id) => { if (typeof id !== "string") throw new Malformed(said("not-a-string", { what: "source_ids[]" })); return id; })),
  };
}

function readAnswers(value: JsonValue): Record<string, Exclude<Answer, null>> {
  const answers = Object.entries(object(value, "answers"));
  for (const [key, answer] of answers) if (typeof answer === "object") throw new Malformed(said("not-a-value", { what: `answers: "${key}"` }));
  return Object.fromEntries(answers) as Record<string, Exclude<Answer, null>>;
}

function distinct(items: readonly { readonly id: string }[], what: string): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new Malformed(said("twice", { what, id }));
    seen.add(id);
  }
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } => (value === undefined ? {} : { [key]: value } as { readonly [K in Key]?: Value });

function object(value: JsonValue | undefined, what: string): JsonObject {
  if (!isObject(value)) throw new Malformed(said("not-an-object", { what }));
  return value;
}

function listOf(value: JsonValue, what: string): readonly JsonValue[] {
  if (!isList(value)) throw new Malformed(said("not-a-list", { what }));
  return value;
}

function string(from: JsonObject, key: string): string {
  const value = member(from, key);
  if (typeof value !== "string") throw new Malformed(said("not-a-string", { what: `"${key}"` }));
  return value;
}

function optionalString(from: JsonObject, key: string): string | undefined {
  const value = member(from, key);
  return value === undefined || value === null ? undefined : string(from, key);
}

function optionalNumber(from: JsonObject, key: string): number | undefined {
  const value = member(from, key);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number") throw new Malformed(said("not-a-number", { what: `"${key}"` }));
  return value;
}

function whole(from: JsonObject, key: string): number {
  const value = member(from, key);
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw new Malformed(said("not-a-whole-number", { what: `"${key}"` }));
  return value;
}

function oneOf<Value extends string>(values: readonly Value[], value: JsonValue, what: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new Malformed(said("none-of", { what, value: JSON.stringify(value), values: values.join(", ") }));
  return found;
}

const shorten = (quote: string): string => JSON.stringify(shortened(quote));
