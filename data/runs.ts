import { createHash } from "node:crypto";
import type { Database } from "./database";

/** What a trace was sampled from. "" where the import names no model or checkpoint. */
export interface RunFacts {
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly trainingSeed: number | null;
}

export interface Run extends RunFacts {
  readonly id: string;
  /** Number of traces. */
  readonly traces: number;
}

/** The id of a run within its project: made of what it is, so that a bulk insert needs no look-up. */
export const runId = ({ model, checkpoint, step, trainingSeed }: RunFacts): string =>
  createHash("sha256").update(JSON.stringify([model, checkpoint, step, trainingSeed])).digest("hex").slice(0, 32);

/** Every run with its number of traces, by model, then step. */
export const runs = (db: Database, projectId: string): Promise<Run[]> =>
  db.query<Run>(
    `SELECT r."id", r."model", r."checkpoint", r."step", r."training_seed" AS "trainingSeed",
       (SELECT count(*) FROM "trace" t WHERE t."project_id" = r."project_id" AND t."run_id" = r."id") AS traces
     FROM "run" r WHERE r."project_id" = $1 ORDER BY r."model", r."step" NULLS FIRST, r."checkpoint", r."training_seed" NULLS FIRST`, [projectId]);
