import { isAnchor, isSpanTarget } from "../annotation/relation";
import type { Relation, RelationTarget } from "../annotation/relation";
import type { Field, Span } from "../annotation/span";
import type { OffsetMap, Range } from "../text/offset";
import { offsetMap, toUtf16 } from "../text/offset";
import type { FieldRange, RecordedAnnotation, TraceFacts } from "./trace-record";

export const NATIVE_FORMAT = "switchback-trace/1";

/** One trace of a release with its annotations: the record of contract.md, which `writeNativeLine` turns into one line of traces.jsonl. */
export interface ReleaseTrace extends TraceFacts {
  /** The external id. */
  readonly id: string;
  /** Step ends of the CoT where the file brought them; absent where the segmenter made them. */
  readonly knownSteps?: readonly number[];
  /** Lower-case hexadecimal SHA-256 of the UTF-8 of each stored text. */
  readonly textSha256: { readonly prompt: string; readonly cot: string; readonly answer?: string };
  readonly annotations: readonly RecordedAnnotation[];
}

export type TraceOffsets = Readonly<Partial<Record<Field, OffsetMap>>>;

/** Offset maps of a trace's fields; a missing answer has none. The latest are kept: the writers of a release ask for them in turn, trace by trace.
 *  Not in a WeakMap: that is emptied only when the whole heap is looked through, and holds every text until then. */
export function offsetsOf(trace: { readonly prompt: string; readonly cot: string; readonly answer?: string }): TraceOffsets {
  if (latest?.trace === trace) return latest.offsets;
  const offsets = { prompt: offsetMap(trace.prompt), cot: offsetMap(trace.cot), ...(trace.answer === undefined ? {} : { answer: offsetMap(trace.answer) }) };
  latest = { trace, offsets };
  return offsets;
}
let latest: { readonly trace: object; readonly offsets: TraceOffsets } | null = null;

/** A piece of a line: JSON, or a text that is yet to become a JSON string. */
export type LinePart = string | { readonly text: string };

/** The record as one line, without the line feed. */
export const writeNativeLine = (trace: ReleaseTrace): string => nativeLine(trace).map((part) => (typeof part === "string" ? part : JSON.stringify(part.text))).join("");

/** The record in pieces, without the line feed: fixed key order, absent values left out, offsets in both units.
 *  @throws RangeError for an offset outside its text: nothing like that is ever stored */
export function nativeLine(trace: ReleaseTrace): LinePart[] {
  const offsets = trace.annotations.length > 0 ? offsetsOf(trace) : {};
  const { decoding } = trace;
  return parts([
    ["format", text(NATIVE_FORMAT)], ["id", text(trace.id)], ["prompt", { text: trace.prompt }], ["cot", { text: trace.cot }], ["answer", trace.answer === undefined ? undefined : { text: trace.answer }],
    ["reference_answer", text(trace.referenceAnswer)], ["correct", plain(trace.correct)], ["model", text(trace.model)],
    ["checkpoint", trace.checkpoint && record([["name", text(trace.checkpoint.name)], ["step", plain(trace.checkpoint.step)]])],
    ["sample", plain(trace.sample)], ["dataset", text(trace.dataset)], ["language", text(trace.language)], ["reward", plain(trace.reward)], ["kl", plain(trace.kl)],
    ["training_seed", plain(trace.trainingSeed)], ["temperature", plain(decoding.temperature)], ["top_p", plain(decoding.topP)], ["max_tokens", plain(decoding.maxTokens)],
    ["seed", plain(decoding.seed)], ["template_sha256", text(decoding.templateSha256)], ["finish_reason", text(decoding.finishReason)],
    ["metadata", trace.metadata],
    ["truncated", trace.truncated ? "true" : undefined], ["repairs", trace.repairs > 0 ? plain(trace.repairs) : undefined],
    ["excluded", trace.excluded.length > 0 ? list(trace.excluded, (range) => record([...rangeMembers(range), ["reason", text(range.reason)]])) : undefined],
    ["steps", trace.knownSteps && list(trace.knownSteps, String)], ["source", trace.source === undefined ? undefined : { text: trace.source }],
    ["text_sha256", record([["prompt", text(trace.textSha256.prompt)], ["cot", text(trace.textSha256.cot)], ["answer", text(trace.textSha256.answer)]])],
    ["annotations", list(trace.annotations, (annotation) => annotationJson(annotation, offsets))],
  ]);
}

/** An annotation as it stands inside the record. */
function annotationJson(annotation: RecordedAnnotation, offsets: TraceOffsets): string {
  return record([
    ["id", text(annotation.id)], ["layer", text(annotation.layer)], ["annotator", text(annotation.annotator)], ["round", text(annotation.round)], ["assignment", text(annotation.assignment)],
    ["pass", text(annotation.pass)], ["codebook", record([["key", text(annotation.codebook.key)], ["version", plain(annotation.codebook.version)]])],
    ["status", text(annotation.status)], ["flagged", plain(annotation.flagged)], ["flag_comment", annotation.flagComment === "" ? undefined : text(annotation.flagComment)],
    ["empty", plain(annotation.empty)], ["revision", plain(annotation.revision)],
    ["spans", list(annotation.spans, (span) => spanJson(span, offsets))],
    ["relations", list(annotation.relations, (relation) => relationJson(relation, offsets))],
    ["answers", JSON.stringify(annotation.answers)],
    ["coverage", annotation.coverage && list(annotation.coverage, (range) => record(rangeMembers(range)))],
    ["active_seconds", plain(annotation.activeSeconds)], ["submitted_at", text(annotation.submittedAt)],
  ]);
}

function spanJson(span: Span, offsets: TraceOffsets): string {
  const { provenance } = span;
  return record([
    ["id", text(span.id)], ["field", text(span.field)], ["label", text(span.label)], ...bothUnits(span, span.field, offsets), ["quote", text(span.quote)],
    ["attributes", JSON.stringify(span.attributes)], ["certainty", text(span.certainty)], ["note", text(span.note)],
    ["provenance", record([["origin", text(provenance.origin)], ["source", text(provenance.source)], ["source_ids", provenance.sourceIds && list(provenance.sourceIds, (id) => JSON.stringify(id))]])],
  ]);
}

const relationJson = (relation: Relation, offsets: TraceOffsets): string =>
  record([["id", text(relation.id)], ["type", text(relation.type)], ["from", text(relation.from)], ["to", targetJson(relation.to, offsets)]]);

function targetJson(target: RelationTarget, offsets: TraceOffsets): string {
  if (isSpanTarget(target)) return record([["span", text(target.span)]]);
  if (isAnchor(target)) return record([["field", text(target.field)], ...bothUnits(target, target.field, offsets), ["quote", text(target.quote)]]);
  return '{"prompt":true}';
}

type Member<Value extends LinePart = string> = readonly [string, Value | undefined];

function bothUnits(range: Range, field: Field, offsets: TraceOffsets): Member[] {
  const map = offsets[field];
  if (!map) throw new RangeError(`a range on "${field}", which the trace does not have`);
  return [["start", plain(range.start)], ["end", plain(range.end)], ["start_utf16", plain(toUtf16(map, range.start))], ["end_utf16", plain(toUtf16(map, range.end))]];
}

const rangeMembers = (range: FieldRange): Member[] => [["field", text(range.field)], ["start", plain(range.start)], ["end", plain(range.end)]];
const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : JSON.stringify(value));
const plain = (value: number | boolean | undefined): string | undefined => (value === undefined ? undefined : JSON.stringify(value));
const list = <Item>(items: readonly Item[], write: (item: Item) => string): string => `[${items.map(write).join(",")}]`;

/** An object in pieces; pieces of JSON that follow each other are one. */
function parts(members: readonly Member<LinePart>[]): LinePart[] {
  const made: LinePart[] = [];
  let json = "{";
  for (const [key, value] of members) {
    if (value === undefined) continue;
    json += `${made.length > 0 || json.length > 1 ? "," : ""}"${key}":`;
    if (typeof value === "string") json += value;
    else {
      made.push(json, value);
      json = "";
    }
  }
  return [...made, `${json}}`];
}

function record(members: readonly Member[]): string {
  let out = "{";
  for (const [key, value] of members) if (value !== undefined) out += `${out.length > 1 ? "," : ""}"${key}":${value}`;
  return `${out}}`;
}
