import type { ExcludedRange } from "@/core/formats/trace-record";
import type { FoldRecord } from "@/core/annotation/serialize";
import { toFold } from "@/core/annotation/serialize";
import type { Pass } from "@/core/annotation/annotation";
import { importedDifficulty } from "@/core/emergence/difficulty";
import type { TraceToMark } from "@/core/emergence/mark-trace";
import type { Decoding } from "@/core/formats/trace-record";
import { refreshed } from "./annotations";
import type { Database } from "./database";
import { emergenceFilterParameters, emergenceFilterSql } from "./emergence-filter";
import type { EmergenceFilter } from "./emergence-filter";
import { readingsOf } from "./readings";

/** What of a trace does not depend on a layer. `t` of the checkpoint is its step, else its place by name. */
export type TraceFacts = Omit<TraceToMark, "spans" | "relations" | "answers" | "coverage" | "truthShown" | "weight" | "checkpoint"> & { readonly runId: string };

interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly run_id: string;
  readonly sample: number;
  readonly correct: boolean | null;
  readonly truncated: boolean;
  readonly reward: number | null;
  readonly kl: number | null;
  readonly cot: string;
  readonly step_ends: readonly number[];
  readonly excluded: readonly ExcludedRange[];
  readonly decoding: Decoding;
  readonly metadata: string;
}

/** Texts and facts of traces, for measuring; prompts are named by their content. */
export async function factsOfTraces(db: Database, projectId: string, ids: readonly string[]): Promise<TraceFacts[]> {
  const rows = await db.query<Row>(
    `SELECT t."id", t."prompt_sha256" AS prompt, t."run_id", t."sample", t."correct", t."truncated", t."reward", t."kl", t."cot", t."step_ends", t."excluded", t."decoding", t."metadata"
     FROM "trace" t WHERE t."project_id" = $1 AND t."id" = ANY ($2::text[])`, [projectId, ids]);
  return rows.map((row) => ({
    id: row.id, prompt: row.prompt, runId: row.run_id, sample: row.sample, correct: row.correct, truncated: row.truncated, reward: row.reward, kl: row.kl, cot: row.cot,
    stepEnds: row.step_ends, excluded: row.excluded, decoding: settings(row.decoding), difficulty: importedDifficulty(row.metadata),
  }));
}

/** The settings that a sampler was given; the seed and how a trace ended are not settings. */
const settings = ({ temperature, topP, maxTokens, templateSha256 }: Decoding): string => JSON.stringify([temperature ?? null, topP ?? null, maxTokens ?? null, templateSha256 ?? null]);

/** Ids of a model's traces with their runs, by id; only those that the filter takes. */
export const tracesOfModel = (db: Database, projectId: string, model: string, filter: EmergenceFilter = {}): Promise<{ readonly id: string; readonly runId: string }[]> =>
  db.query(`SELECT t."id", t."run_id" AS "runId" FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" WHERE t."project_id" = $1 AND r."model" = $2 AND ${emergenceFilterSql(3)} ORDER BY t."id"`, [projectId, model, ...emergenceFilterParameters(filter)]);

/** A finished annotation as measuring needs it. */
export interface FinishedFold {
  readonly pass: Pass;
  readonly fold: FoldRecord;
  /** Of the chain of thought; null: not recorded. */
  readonly coverage: readonly { readonly start: number; readonly end: number }[] | null;
}

/** Folds of annotations by id, with what was read of the chain of thought. */
export async function finishedFolds(db: Database, projectId: string, ids: readonly string[]): Promise<ReadonlyMap<string, FinishedFold>> {
  const [rows, readings] = await Promise.all([
    db.query<{ id: string; pass: Pass; revision: number; fold_revision: number; fold: string | null }>(
      `SELECT a."id", a."pass", a."revision", a."fold_revision", a."fold" FROM "annotation" a WHERE a."project_id" = $1 AND a."id" = ANY ($2::text[])`, [projectId, ids]),
    readingsOf(db, projectId, ids),
  ]);
  const folds = new Map<string, FinishedFold>();
  for (const row of rows) {
    const fold = row.fold !== null && row.fold_revision === row.revision ? (JSON.parse(row.fold) as FoldRecord) : await currentFold(db, projectId, row.id);
    const read = readings.get(row.id)?.coverage ?? null;
    folds.set(row.id, { pass: row.pass, fold, coverage: read && read.filter(({ field }) => field === "cot").map(({ start, end }) => ({ start, end })) });
  }
  return folds;
}

async function currentFold(db: Database, projectId: string, id: string): Promise<FoldRecord> {
  const held = await refreshed(db, projectId, id);
  if (!held) throw new Error(`annotation ${id} went away while it was read`);
  return toFold(held.annotation);
}
