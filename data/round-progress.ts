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

/** How far one person is in one round; a pool's open items belong to nobody. */
export interface PersonProgress {
  readonly round: string;
  readonly membershipId: string | null;
  readonly total: number;
  readonly submitted: number;
  readonly skipped: number;
}

export const progressByPerson = (db: Database, projectId: string): Promise<PersonProgress[]> =>
  db.query<PersonProgress>(
    `SELECT "round_id" AS round, coalesce("claimed_by", "membership_id") AS "membershipId", count(*) AS total, count(*) FILTER (WHERE "status" = 'submitted') AS submitted, count(*) FILTER (WHERE "status" = 'skipped') AS skipped
     FROM "assignment" WHERE "project_id" = $1 AND "round_id" IS NOT NULL AND "status" <> 'withdrawn' GROUP BY 1, 2 ORDER BY 1, 2`, [projectId]);
