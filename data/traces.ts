import type { Field } from "@/core/annotation/span";
import type { CodePoint, OffsetMap } from "@/core/text/offset";
import { offsetMap } from "@/core/text/offset";
import type { Database } from "./database";
import type { StoredTrace } from "./stored-trace";

/** A trace with its texts, as imported: immutable, so it may be kept in memory. `tokens` alone comes later, from a job. */
export interface TraceText extends StoredTrace {
  readonly prompt: string;
  /** In code points. */
  readonly promptLength: number;
  /** Of the CoT under o200k_base without excluded ranges; null until counted. */
  readonly tokens: number | null;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly trainingSeed: number | null;
  /** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of each stored text. */
  readonly sha256: { readonly prompt: string; readonly cot: string; readonly answer: string | null };
  readonly importId: string | null;
  readonly createdAt: Date;
}

/** `segmenter` of steps that the file brought. */
export const KNOWN_STEPS = "file";

/** From the cache, or null: the project has no such trace. */
export async function traceById(db: Database, projectId: string, id: string): Promise<TraceText | null> {
  return (await cachedTrace(db, projectId, id))?.trace ?? null;
}

/** Offset maps of the three fields; a missing answer is the empty text. Kept with the texts: scanning a million characters at every save would be felt. */
export async function offsetsOfTrace(db: Database, projectId: string, id: string): Promise<Readonly<Record<Field, OffsetMap>> | null> {
  return (await cachedTrace(db, projectId, id))?.offsets ?? null;
}

async function cachedTrace(db: Database, projectId: string, id: string): Promise<{ readonly trace: TraceText; readonly offsets: Readonly<Record<Field, OffsetMap>> } | null> {
  const key = `${projectId} ${id}`;
  const cached = db.caches.traces.get(key);
  if (cached) return cached;
  const [row] = await db.query<TraceRecord>(`SELECT ${TRACE_COLUMNS} ${TRACE_TABLES} WHERE t."project_id" = $1 AND t."id" = $2`, [projectId, id]);
  if (!row) return null;
  const trace = toTrace(row);
  const entry = { trace, offsets: { prompt: offsetMap(trace.prompt), cot: offsetMap(trace.cot), answer: offsetMap(trace.answer ?? "") } };
  // Two bytes a character at most, plus the positions of astral characters and steps.
  const { prompt, cot, answer } = entry.offsets;
  db.caches.traces.set(key, entry, 2 * (trace.prompt.length + trace.cot.length + (trace.answer?.length ?? 0) + (trace.source?.length ?? 0))
    + 8 * (prompt.astral.length + cot.astral.length + answer.astral.length + trace.stepEnds.length));
  return entry;
}

/** Columns and tables of a whole trace; `t`, `p` and `r` are trace, prompt and run. */
export const TRACE_COLUMNS = `t."id", t."external_id", p."text" AS prompt, t."cot", t."answer", t."prompt_length", t."cot_length", t."answer_length", t."step_ends", t."segmenter", t."excluded",
  t."truncated", t."repairs", t."tokens", t."reference_answer", t."correct", r."model", r."checkpoint", r."step", r."training_seed", t."sample", t."dataset", t."language", t."reward", t."kl",
  t."decoding", t."metadata", t."source", t."prompt_sha256", t."cot_sha256", t."answer_sha256", t."import_id", t."created_at"`;
export const TRACE_TABLES = `FROM "trace" t JOIN "prompt" p ON p."project_id" = t."project_id" AND p."sha256" = t."prompt_sha256" JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"`;

/** A row as the database names its columns. */
export type TraceRecord = Omit<TraceText, "externalId" | "promptLength" | "cotLength" | "answerLength" | "stepEnds" | "referenceAnswer" | "trainingSeed" | "sha256" | "importId" | "createdAt"> & {
  readonly external_id: string;
  readonly prompt_length: number;
  readonly cot_length: number;
  readonly answer_length: number;
  readonly step_ends: readonly CodePoint[];
  readonly reference_answer: string | null;
  readonly training_seed: number | null;
  readonly prompt_sha256: string;
  readonly cot_sha256: string;
  readonly answer_sha256: string | null;
  readonly import_id: string | null;
  readonly created_at: Date;
};

export const toTrace = (row: TraceRecord): TraceText => ({
  id: row.id, externalId: row.external_id, prompt: row.prompt, cot: row.cot, answer: row.answer, promptLength: row.prompt_length, cotLength: row.cot_length, answerLength: row.answer_length,
  stepEnds: row.step_ends, segmenter: row.segmenter, excluded: row.excluded, truncated: row.truncated, repairs: row.repairs, tokens: row.tokens,
  referenceAnswer: row.reference_answer, correct: row.correct, model: row.model, checkpoint: row.checkpoint, step: row.step, trainingSeed: row.training_seed, sample: row.sample,
  dataset: row.dataset, language: row.language, reward: row.reward, kl: row.kl, decoding: row.decoding, metadata: row.metadata, source: row.source,
  sha256: { prompt: row.prompt_sha256, cot: row.cot_sha256, answer: row.answer_sha256 }, importId: row.import_id, createdAt: row.created_at,
});
