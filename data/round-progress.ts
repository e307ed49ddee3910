import type { AssignmentStatus } from "./assignments";
import type { Database } from "./database";

export type RoundProgress = Readonly<Record<AssignmentStatus, number>>;
const NONE: RoundProgress = { open: 0, claimed: 0, submitted: 0, skipped: 0, withdrawn: 0 };

/** Assignments by status, of every round of the project by id. A lease that ran out counts as open, as the queue has it. */
export async function roundProgress(db: Database, projectId: string, now: Date): Promise<ReadonlyMap<string, RoundProgress>> {
  const rows = await db.query<{ round: string; status: AssignmentStatus; count: number }>(
    `SELECT "round_id" AS round, CASE WHEN "status" = 'claimed' AND "lease_until" <= $2::timestamptz THEN 'open' ELSE "status" END AS status, count(*) AS count
     FROM "assignment" WHERE "project_id" = $1 AND "round_id" IS NOT NULL GROUP BY 1, 2`, [projectId, now]);
  const progress = new Map<string, RoundProgress>();
  for (const { round, status, count } of rows) progress.set(round, { ...(progress.get(round) ?? NONE), [status]: count });
  return progress;
}
