import type { Assignment } from "./assignments";
import { toAssignment } from "./assignments";
import type { Database } from "./database";
import { isUniqueViolation } from "./database";

export interface Claim {
  readonly membershipId: string;
  /** Left out: any round. */
  readonly roundId?: string;
  /** One ahead of the live claim; it becomes the live one when it is asked for without this. */
  readonly prefetch?: boolean;
  readonly leaseUntil: Date;
  readonly now: Date;
}

/** The next assignment for a member: the claim that they hold already, else the one fetched ahead, else the first in the queue that is meant for them or for anybody,
 *  whose trace they do not have in the same pass yet. One statement; rows that others are claiming at this moment are passed over, and no two get the same. null: nothing left. */
export async function claimAssignment(db: Database, projectId: string, { membershipId, roundId, prefetch = false, leaseUntil, now }: Claim): Promise<Assignment | null> {
  // A claim can be lost between choosing and taking (the same member twice at once, a lease that ran out just now): choose again.
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const [row] = await db.query<{ id: string | null; chosen: boolean }>(CLAIM, [projectId, membershipId, roundId ?? null, prefetch, leaseUntil, now]);
      if (row?.id) {
        const taken = await db.prisma.assignment.findUnique({ where: { projectId_id: { projectId, id: row.id } } });
        return taken && toAssignment(taken);
      }
      if (!row?.chosen && !(await somethingLeft(db, projectId, membershipId, roundId, now))) return null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
  return null;
}

/** Rows that the statement passed over because somebody held them in that moment may be free again in the next. */
async function somethingLeft(db: Database, projectId: string, membershipId: string, roundId: string | undefined, now: Date): Promise<boolean> {
  return (await db.query(`SELECT FROM "assignment" a WHERE ${FREE} LIMIT 1`, [projectId, membershipId, roundId ?? null, now])).length > 0;
}

const free = (now: string): string => `a."project_id" = $1 AND ($3::text IS NULL OR a."round_id" = $3) AND (a."membership_id" = $2 OR a."membership_id" IS NULL)
  AND (a."status" = 'open' OR (a."status" = 'claimed' AND a."lease_until" <= ${now}::timestamptz))
  AND NOT EXISTS (SELECT FROM "round" r WHERE r."project_id" = a."project_id" AND r."id" = a."round_id" AND r."closed_at" IS NOT NULL)
  AND NOT EXISTS (SELECT FROM "assignment" o WHERE o."project_id" = $1 AND o."claimed_by" = $2 AND o."trace_id" = a."trace_id" AND o."pass" = a."pass" AND o."id" <> a."id" AND o."status" IN ('claimed', 'submitted', 'skipped'))`;
const FREE = free("$4");

const CLAIM = `WITH kept AS (
    SELECT "id" FROM "assignment" WHERE "project_id" = $1 AND "claimed_by" = $2 AND "status" = 'claimed' AND ($3::text IS NULL OR "round_id" = $3) AND ("prefetched" OR NOT $4::boolean)
    ORDER BY "prefetched", "id" LIMIT 1),
  next AS (
    SELECT a."id" FROM "assignment" a WHERE NOT EXISTS (SELECT FROM kept) AND ${free("$6")}
    ORDER BY a."position", a."id" LIMIT 1 FOR UPDATE OF a SKIP LOCKED),
  chosen AS (SELECT "id" FROM kept UNION ALL SELECT "id" FROM next),
  taken AS (
    UPDATE "assignment" a SET "status" = 'claimed', "claimed_by" = $2, "prefetched" = $4::boolean, "lease_until" = $5::timestamptz,
      "claimed_at" = CASE WHEN a."claimed_by" = $2 THEN coalesce(a."claimed_at", $6::timestamptz) ELSE $6::timestamptz END
    FROM chosen c WHERE a."project_id" = $1 AND a."id" = c."id"
      AND (a."status" = 'open' OR (a."status" = 'claimed' AND (a."claimed_by" = $2 OR a."lease_until" <= $6::timestamptz)))
    RETURNING a."id")
  SELECT (SELECT "id" FROM taken) AS id, EXISTS (SELECT FROM chosen) AS chosen`;
