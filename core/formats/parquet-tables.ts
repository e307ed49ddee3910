import { isAnchor, isSpanTarget } from "../annotation/relation";
import type { Relation } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { toUtf16 } from "../text/offset";
import type { ReleaseTrace, TraceOffsets } from "./native-record";
import { offsetsOf } from "./native-record";
import type { ParquetColumn, ParquetTable, ParquetValue } from "./parquet-write";
import { writeParquet } from "./parquet-write";
import type { RecordedAnnotation } from "./trace-record";

/** data/traces-*.parquet: one row a trace, without its annotations. */
export const writeTracesParquet = (rows: AsyncIterable<ReleaseTrace>): AsyncIterable<Uint8Array> => writeParquet(TRACES_TABLE, each(rows, (trace) => [trace]));
/** data/spans-*.parquet: one row a span of every annotation. */
export const writeSpansParquet = (rows: AsyncIterable<ReleaseTrace>): AsyncIterable<Uint8Array> => writeParquet(SPANS_TABLE, each(rows, spanRows));
/** data/relations-*.parquet: one row a relation. */
export const writeRelationsParquet = (rows: AsyncIterable<ReleaseTrace>): AsyncIterable<Uint8Array> => writeParquet(RELATIONS_TABLE, each(rows, relationRows));
/** data/answers-*.parquet: one row an answered trace question. */
export const writeAnswersParquet = (rows: AsyncIterable<ReleaseTrace>): AsyncIterable<Uint8Array> => writeParquet(ANSWERS_TABLE, each(rows, answerRows));

type Type = ParquetColumn<never>["type"];
const required = <Row>(name: string, type: Type, of: (row: Row) => ParquetValue): ParquetColumn<Row> => ({ name, type, of, required: true });
const optional = <Row>(name: string, type: Type, of: (row: Row) => ParquetValue): ParquetColumn<Row> => ({ name, type, of, required: false });
const long = <Row>(column: ParquetColumn<Row>): ParquetColumn<Row> => ({ ...column, long: true });

export const TRACES_TABLE: ParquetTable<ReleaseTrace> = [
  required("id", "STRING", (trace) => trace.id), long(required("prompt", "STRING", (trace) => trace.prompt)), long(required("cot", "STRING", (trace) => trace.cot)), long(optional("answer", "STRING", (trace) => trace.answer)),
  long(optional("reference_answer", "STRING", (trace) => trace.referenceAnswer)), optional("correct", "BOOLEAN", (trace) => trace.correct), optional("model", "STRING", (trace) => trace.model),
  optional("checkpoint", "STRING", (trace) => trace.checkpoint?.name), optional("step", "INT64", (trace) => trace.checkpoint?.step), optional("sample", "INT64", (trace) => trace.sample),
  optional("dataset", "STRING", (trace) => trace.dataset), optional("language", "STRING", (trace) => trace.language), optional("reward", "DOUBLE", (trace) => trace.reward), optional("kl", "DOUBLE", (trace) => trace.kl),
  optional("training_seed", "INT64", (trace) => trace.trainingSeed), optional("temperature", "DOUBLE", (trace) => trace.decoding.temperature), optional("top_p", "DOUBLE", (trace) => trace.decoding.topP),
  optional("max_tokens", "INT64", (trace) => trace.decoding.maxTokens), optional("seed", "INT64", (trace) => trace.decoding.seed), optional("template_sha256", "STRING", (trace) => trace.decoding.templateSha256),
  optional("finish_reason", "STRING", (trace) => trace.decoding.finishReason), long(required("metadata", "STRING", (trace) => trace.metadata)), required("truncated", "BOOLEAN", (trace) => trace.truncated),
  required("repairs", "INT32", (trace) => trace.repairs), required("excluded", "STRING", (trace) => JSON.stringify(trace.excluded)),
  required("cot_length", "INT32", (trace) => offsetsOf(trace).cot!.length), required("prompt_sha256", "STRING", (trace) => trace.textSha256.prompt), required("cot_sha256", "STRING", (trace) => trace.textSha256.cot),
  optional("answer_sha256", "STRING", (trace) => trace.textSha256.answer), required("annotations", "INT32", (trace) => trace.annotations.length),
];

/** A part of an annotation with what stands around it. */
interface Within {
  readonly trace: ReleaseTrace;
  readonly annotation: RecordedAnnotation;
}
interface Placed extends Within { readonly offsets: TraceOffsets }
interface SpanRow extends Placed { readonly span: Span }
interface RelationRow extends Placed { readonly relation: Relation; readonly spans: ReadonlyMap<string, Span> }
interface AnswerRow extends Within { readonly question: string; readonly value: string | number | boolean }

const around = <Row extends Within>(): ParquetColumn<Row>[] => [
  required("trace_id", "STRING", ({ trace }) => trace.id), required("annotation_id", "STRING", ({ annotation }) => annotation.id), required("layer", "STRING", ({ annotation }) => annotation.layer),
  optional("annotator", "STRING", ({ annotation }) => annotation.annotator), optional("round", "STRING", ({ annotation }) => annotation.round), required("pass", "STRING", ({ annotation }) => annotation.pass),
  required("codebook", "STRING", ({ annotation }) => annotation.codebook.key), required("codebook_version", "INT32", ({ annotation }) => annotation.codebook.version),
];

export const SPANS_TABLE: ParquetTable<SpanRow> = [
  ...around<SpanRow>(), required("span_id", "STRING", ({ span }) => span.id), required("field", "STRING", ({ span }) => span.field), required("label", "STRING", ({ span }) => span.label),
  required("start", "INT32", ({ span }) => span.start), required("end", "INT32", ({ span }) => span.end),
  required("start_utf16", "INT32", ({ span, offsets }) => toUtf16(offsets[span.field]!, span.start)), required("end_utf16", "INT32", ({ span, offsets }) => toUtf16(offsets[span.field]!, span.end)),
  required("quote", "STRING", ({ span }) => span.quote), required("attributes", "STRING", ({ span }) => JSON.stringify(span.attributes)), required("certainty", "STRING", ({ span }) => span.certainty),
  required("note", "STRING", ({ span }) => span.note), required("origin", "STRING", ({ span }) => span.provenance.origin), optional("source", "STRING", ({ span }) => span.provenance.source),
  optional("text_sha256", "STRING", ({ span, trace }) => trace.textSha256[span.field]),
];

const anchorOf = ({ relation: { to } }: RelationRow) => (isAnchor(to) ? to : undefined);
const targetSpan = ({ relation: { to }, spans }: RelationRow): Span | undefined => (isSpanTarget(to) ? spans.get(to.span) : undefined);
const anchorUtf16 = (row: RelationRow, end: "start" | "end"): number | undefined => { const anchor = anchorOf(row); return anchor && toUtf16(row.offsets[anchor.field]!, anchor[end]); };

export const RELATIONS_TABLE: ParquetTable<RelationRow> = [
  ...around<RelationRow>(), required("relation_id", "STRING", ({ relation }) => relation.id), required("type", "STRING", ({ relation }) => relation.type),
  required("from_span", "STRING", ({ relation }) => relation.from), optional("from_label", "STRING", ({ relation, spans }) => spans.get(relation.from)?.label),
  required("target", "STRING", ({ relation: { to } }) => (isSpanTarget(to) ? "span" : isAnchor(to) ? "anchor" : "prompt")),
  optional("to_span", "STRING", ({ relation: { to } }) => (isSpanTarget(to) ? to.span : undefined)), optional("to_label", "STRING", (row) => targetSpan(row)?.label),
  optional("to_field", "STRING", (row) => anchorOf(row)?.field), optional("to_start", "INT32", (row) => anchorOf(row)?.start), optional("to_end", "INT32", (row) => anchorOf(row)?.end),
  optional("to_start_utf16", "INT32", (row) => anchorUtf16(row, "start")), optional("to_end_utf16", "INT32", (row) => anchorUtf16(row, "end")), optional("to_quote", "STRING", (row) => anchorOf(row)?.quote),
];

export const ANSWERS_TABLE: ParquetTable<AnswerRow> = [
  ...around<AnswerRow>(), required("question", "STRING", ({ question }) => question), required("value", "STRING", ({ value }) => String(value)),
  optional("value_number", "DOUBLE", ({ value }) => (typeof value === "number" ? value : undefined)), optional("value_boolean", "BOOLEAN", ({ value }) => (typeof value === "boolean" ? value : undefined)),
];

async function* each<Row>(traces: AsyncIterable<ReleaseTrace>, rowsOf: (trace: ReleaseTrace) => readonly Row[]): AsyncGenerator<readonly Row[]> {
  for await (const trace of traces) yield rowsOf(trace);
}

function spanRows(trace: ReleaseTrace): SpanRow[] {
  if (trace.annotations.length === 0) return [];
  const offsets = offsetsOf(trace);
  return trace.annotations.flatMap((annotation) => annotation.spans.map((span) => ({ trace, annotation, offsets, span })));
}

function relationRows(trace: ReleaseTrace): RelationRow[] {
  return trace.annotations.flatMap((annotation) => {
    if (annotation.relations.length === 0) return [];
    const offsets = offsetsOf(trace);
    const spans = new Map(annotation.spans.map((span) => [span.id, span]));
    return annotation.relations.map((relation) => ({ trace, annotation, offsets, relation, spans }));
  });
}

const answerRows = (trace: ReleaseTrace): AnswerRow[] => trace.annotations.flatMap((annotation) => Object.entries(annotation.answers).map(([question, value]) => ({ trace, annotation, question, value })));
