import type { Database } from "./database";

/** Whose open items go to whom; null is the pool. */
export interface Reassign {
  readonly roundId: string;
  readonly from: string | null;
  readonly to: string | null;
  /** What was skipped is opened again as well. */
  readonly skipped: boolean;
  readonly now: Date;
}

/** Moves open items of a round (claims whose lease ran out are open), and answers how many. One of a trace that the other has already in the same pass stays where it is, and what somebody is asked about again goes to nobody else. */
export async function reassign(db: Database, projectId: string, { roundId, from, to, skipped, now }: Reassign): Promise<number> {
  const moved = await db.query(
    `UPDATE "assignment" a SET "membership_id" = $4, "status" = 'open', "claimed_by" = NULL, "claimed_at" = NULL, "lease_until" = NULL, "prefetched" = false, "finished_at" = NULL, "reason" = NULL
     WHERE a."project_id" = $1 AND a."round_id" = $2 AND a."kind" <> 'qualification'
       AND (a."membership_id" = $3 OR ($3::text IS NULL AND a."membership_id" IS NULL))
       AND (a."status" = 'open' OR (a."status" = 'claimed' AND a."lease_until" <= $6::timestamptz) OR ($5::boolean AND a."status" = 'skipped'))
       AND CASE WHEN a."asks_again" IS NOT NULL THEN a."membership_id" = $4 ELSE $4::text IS NULL OR NOT EXISTS (SELECT FROM "assignment" o WHERE o."project_id" = $1 AND o."trace_id" = a."trace_id" AND o."pass" = a."pass" AND o."id" <> a."id" AND o."status" <> 'withdrawn' AND (o."membership_id" = $4 OR o."claimed_by" = $4)) END
     RETURNING a."id"`, [projectId, roundId, from, to, skipped, now]);
  return moved.length;
}
