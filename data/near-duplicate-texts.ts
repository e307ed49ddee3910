import type { Queryable } from "./database";

/** A trace as the near-duplicate report needs it. */
export interface TraceToCompare {
  readonly id: string;
  readonly externalId: string;
  readonly cot: string;
  readonly prompt: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
}

/** Traces by id, after `after` ("" at first). `prompt` is the prompt's SHA-256. */
export const tracesToCompare = (db: Queryable, projectId: string, after: string, limit: number): Promise<TraceToCompare[]> =>
  db.query(`SELECT t."id", t."external_id" AS "externalId", t."cot", t."prompt_sha256" AS prompt, r."model", r."checkpoint", r."step" FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
    WHERE t."project_id" = $1 AND t."id" > $2 ORDER BY t."id" LIMIT $3::int`, [projectId, after, limit]);

/** Prompts by SHA-256, after `after`, with the number of their traces. */
export const promptsToCompare = (db: Queryable, projectId: string, after: string, limit: number): Promise<{ readonly sha256: string; readonly text: string; readonly traces: number }[]> =>
  db.query(`SELECT p."sha256", p."text", (SELECT count(*) FROM "trace" t WHERE t."project_id" = p."project_id" AND t."prompt_sha256" = p."sha256") AS traces FROM "prompt" p WHERE p."project_id" = $1 AND p."sha256" > $2 ORDER BY p."sha256" LIMIT $3::int`, [projectId, after, limit]);

/** The newest job of a kind in a project with what it noted, finished or not. */
export async function newestJob(db: Queryable, projectId: string, kind: string): Promise<{ readonly id: string; readonly state: string; readonly progress: Readonly<Record<string, unknown>>; readonly error: string | null; readonly createdAt: Date; readonly finishedAt: Date | null } | null> {
  const [row] = await db.query<{ id: string; state: string; progress: Readonly<Record<string, unknown>>; error: string | null; createdAt: Date; finishedAt: Date | null }>(
    `SELECT "id", "state", "progress", "error", "created_at" AS "createdAt", "finished_at" AS "finishedAt" FROM "job" WHERE "project_id" = $1 AND "kind" = $2 ORDER BY "created_at" DESC, "id" DESC LIMIT 1`, [projectId, kind]);
  return row ?? null;
}
