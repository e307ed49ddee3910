import { writeAblations } from "./ablation-writer";
import { writeBrat } from "./brat-writer";
import { CONLL_TOKENIZER, writeConll } from "./conll";
import { CSV_ESCAPING } from "./csv-text";
import type { LeftOut } from "./left-out";
import type { ReleaseFacts } from "./manifest";
import type { ReleaseTrace } from "./native-record";
import { writeNative } from "./native-writer";
import { writeAnswersParquet, writeRelationsParquet, writeSpansParquet, writeTracesParquet } from "./parquet-tables";
import type { ReleaseFormat } from "./release-formats";
import { writeRewardSignals } from "./reward-writer";
import { writeSpansCsv } from "./spans-csv";
import { writeDoccano, writeLabelStudio, writeProdigy, writeW3c } from "./tool-writers";
import { writeTracesCsv } from "./traces-csv";
import { writeBehaviours, writeChatSft, writePrmSteps } from "./training-writers";

/** What a writer is told beside the rows. */
export interface WriterContext {
  /** Labels that get a column: those of every codebook version in the release, in their order. */
  readonly labels: readonly string[];
  readonly seed: number;
  /** Share of the steps and digits that ablations change; absent: a third. */
  readonly ablationShare?: number;
}

/** One file of a release that is written while the rows pass by. */
export interface ReleaseWriter {
  readonly path: string;
  readonly contentType: string;
  /** What one row of it is; absent where counting means nothing. */
  readonly rows?: keyof ReleaseFacts["counts"];
  /** What a reader of the manifest must know. */
  readonly notes?: readonly string[];
  /** Same rows and context, same bytes; counts in `leftOut` what the format cannot hold. */
  readonly write: (rows: AsyncIterable<ReleaseTrace>, context: WriterContext, leftOut: LeftOut) => AsyncIterable<Uint8Array>;
}

const JSONL = "application/x-ndjson";
const CSV = "text/csv; charset=utf-8";
const PARQUET = "application/vnd.apache.parquet";
const CODE_POINTS = "offsets are code points, half-open";

/** The files of each format. `analysis` is written from counts when the rows have passed (analysis-files.ts). */
export const RELEASE_WRITERS: Readonly<Record<ReleaseFormat, readonly ReleaseWriter[]>> = {
  jsonl: [{ path: "traces.jsonl", contentType: JSONL, rows: "traces", write: writeNative }],
  parquet: [
    { path: "data/traces-00000-of-00001.parquet", contentType: PARQUET, rows: "traces", write: writeTracesParquet },
    { path: "data/spans-00000-of-00001.parquet", contentType: PARQUET, rows: "spans", write: writeSpansParquet },
    { path: "data/relations-00000-of-00001.parquet", contentType: PARQUET, rows: "relations", write: writeRelationsParquet },
    { path: "data/answers-00000-of-00001.parquet", contentType: PARQUET, rows: "answers", write: writeAnswersParquet },
  ],
  csv: [
    { path: "spans.csv", contentType: CSV, rows: "spans", notes: [CSV_ESCAPING], write: (rows, _context, leftOut) => writeSpansCsv(rows, leftOut) },
    { path: "traces.csv", contentType: CSV, rows: "traces", notes: [CSV_ESCAPING, "empty and absent are the same"], write: (rows, _context, leftOut) => writeTracesCsv(rows, leftOut) },
  ],
  conll: [{ path: "tokens.conll", contentType: "text/plain; charset=utf-8", notes: [`tokenizer ${CONLL_TOKENIZER}; one column a label; spans take whole tokens`], write: (rows, { labels }, leftOut) => writeConll(rows, labels, leftOut) }],
  "label-studio": [{ path: "label-studio.json", contentType: "application/json", rows: "traces", notes: [CODE_POINTS], write: (rows, _context, leftOut) => writeLabelStudio(rows, leftOut) }],
  doccano: [{ path: "doccano.jsonl", contentType: JSONL, rows: "annotations", notes: [CODE_POINTS], write: (rows, _context, leftOut) => writeDoccano(rows, leftOut) }],
  brat: [{ path: "brat.zip", contentType: "application/zip", rows: "annotations", notes: [CODE_POINTS, "one folder a layer, one file pair a trace"], write: (rows, _context, leftOut) => writeBrat(rows, leftOut) }],
  prodigy: [{ path: "prodigy.jsonl", contentType: JSONL, rows: "annotations", notes: [CODE_POINTS], write: (rows, _context, leftOut) => writeProdigy(rows, leftOut) }],
  w3c: [{ path: "web-annotations.jsonld", contentType: "application/ld+json", rows: "spans", notes: [CODE_POINTS], write: (rows, _context, leftOut) => writeW3c(rows, leftOut) }],
  "prm-steps": [{ path: "prm-steps.jsonl", contentType: JSONL, rows: "annotations", write: (rows, _context, leftOut) => writePrmSteps(rows, leftOut) }],
  "chat-sft": [{ path: "chat-sft.jsonl", contentType: JSONL, rows: "traces", write: (rows, _context, leftOut) => writeChatSft(rows, leftOut) }],
  behaviours: [{ path: "behaviours.csv", contentType: CSV, rows: "annotations", notes: [CSV_ESCAPING], write: (rows, { labels }, leftOut) => writeBehaviours(rows, labels, leftOut) }],
  ablations: [{ path: "ablations.jsonl", contentType: JSONL, rows: "traces", notes: ["each variant beside its original, with what was changed where, in code points of the original", "each variant names its share; the seed of the release and the trace's id make the draws"], write: writeAblations }],
  "reward-signals": [{ path: "reward-signals.csv", contentType: CSV, notes: [CSV_ESCAPING, "signals stand apart and are never mixed"], write: (rows, _context, leftOut) => writeRewardSignals(rows, leftOut) }],
  analysis: [],
};
