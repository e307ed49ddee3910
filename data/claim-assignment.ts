import type { Assignment } from "./assignments";
import type { Database } from "./database";
import { isUniqueViolation } from "./database";
import { behaviourSettled, behaviourUnderWay } from "./truth-opens";

export interface Claim {
  readonly membershipId: string;
  /** Left out: any round. */
  readonly roundId?: string;
  /** One ahead of the live claim; it becomes the live one when it is asked for without this. */
  readonly prefetch?: boolean;
  readonly leaseUntil: Date;
  readonly now: Date;
}

/** The next assignment for a member: the claim that they hold already, else the one fetched ahead, else one whose lease ran out, else the first of those meant for them, else the first of those for anybody
 *  whose prompt they have not had in the last items, as their round has it, where one is near; never a second copy of a trace that they have in the same pass, unless they are asked about it again. One statement: rows that others are claiming at this moment are passed over, and no two get the same. null: nothing left. */
export async function claimAssignment(db: Database, projectId: string, { membershipId, roundId, prefetch = false, leaseUntil, now }: Claim): Promise<Assignment | null> {
  // A claim can be lost between choosing and taking (the same member twice at once, a lease that ran out just now), and a row that was passed over can be free again: choose again.
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const [assignment] = await db.query<Assignment>(CLAIM, [projectId, membershipId, roundId ?? null, now, prefetch, leaseUntil]);
      if (assignment) return assignment;
      if ((await db.query(LEFT, [projectId, membershipId, roundId ?? null, now])).length === 0) return null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
  return null;
}

/** What may be claimed of `a`, beside status and owner: its round is open, its member has qualified where the round asks for it, and of a truth pass only traces whose behaviour pass is over and settled.
 *  What a new codebook version asks again was given out before: none of that stands in its way. */
const FITS = `a."project_id" = $1 AND ($3::text IS NULL OR a."round_id" = $3) AND (a."asks_again" IS NOT NULL OR (
  NOT EXISTS (SELECT FROM "round" r WHERE r."project_id" = a."project_id" AND r."id" = a."round_id" AND (r."closed_at" IS NOT NULL
    OR (r."pass_mark" IS NOT NULL AND a."kind" <> 'qualification' AND NOT EXISTS (SELECT FROM "qualification" q WHERE q."project_id" = $1 AND q."round_id" = r."id" AND q."membership_id" = $2 AND q."passed"))))
  AND (a."pass" <> 'truth' OR (NOT ${behaviourUnderWay("$1", 'a."trace_id"')} AND ${behaviourSettled("$1", 'a."trace_id"')}))
  AND NOT EXISTS (SELECT FROM "assignment" o WHERE o."project_id" = $1 AND o."trace_id" = a."trace_id" AND o."claimed_by" = $2 AND o."pass" = a."pass" AND o."id" <> a."id" AND o."status" IN ('claimed', 'submitted', 'skipped'))))`;
const EXPIRED = `a."status" = 'claimed' AND a."lease_until" <= $4::timestamptz AND (a."membership_id" = $2 OR a."membership_id" IS NULL)`;
const OWN = `a."status" = 'open' AND a."membership_id" = $2`;
const POOL = `a."status" = 'open' AND a."membership_id" IS NULL`;

// One step for each kind, in order of preference, each served by an index of its own and run only when those before found nothing.
const step = (name: string, condition: string, before: readonly string[]): string => `${name} AS MATERIALIZED (
    SELECT a."id", a."round_id", a."trace_id", a."position" FROM "assignment" a WHERE ${before.map((earlier) => `NOT EXISTS (SELECT FROM ${earlier})`).join(" AND ")} AND ${condition} AND ${FITS}
    ORDER BY a."position", a."id" LIMIT 1 FOR UPDATE OF a SKIP LOCKED)`;

/** How many places behind the first of a pool an item is looked for whose prompt is rested. Where few prompts fill the pool there may be none, and the search must end. */
const NEAR = 200;

/** Whether the prompt of `a` is among the last that the member was given. */
const TOO_SOON = `EXISTS (SELECT FROM "trace" t JOIN given g ON g."prompt" = t."prompt_sha256" WHERE t."project_id" = $1 AND t."id" = a."trace_id"
  AND g."ago" <= (SELECT r."prompt_gap" FROM "round" r WHERE r."project_id" = $1 AND r."id" = a."round_id"))`;

const GIVEN = `given AS (SELECT t."prompt_sha256" AS "prompt", i."ago" FROM (
    SELECT o."trace_id", row_number() OVER (ORDER BY o."claimed_at" DESC) AS "ago" FROM "assignment" o WHERE o."project_id" = $1 AND o."claimed_by" = $2 ORDER BY o."claimed_at" DESC
    LIMIT (SELECT max(r."prompt_gap") FROM "round" r WHERE r."project_id" = $1 AND r."closed_at" IS NULL)) i
  JOIN "trace" t ON t."project_id" = $1 AND t."id" = i."trace_id")`;

// The last condition judges the row anew after waiting for its lock. It is a CASE so that no index of a status offers itself: without statistics the planner would read every open row through it.
const CLAIM = `WITH kept AS MATERIALIZED (
    SELECT "id" FROM "assignment" WHERE "project_id" = $1 AND "claimed_by" = $2 AND "status" = 'claimed' AND ($3::text IS NULL OR "round_id" = $3) AND ("prefetched" OR NOT $5::boolean)
    ORDER BY "prefetched", "id" LIMIT 1),
  ${step("expired", EXPIRED, ["kept"])},
  ${step("own", OWN, ["kept", "expired"])},
  ${step("pool", POOL, ["kept", "expired", "own"])},
  ${GIVEN},
  rested AS MATERIALIZED (
    SELECT a."id" FROM "assignment" a WHERE EXISTS (SELECT FROM pool a WHERE ${TOO_SOON}) AND ${POOL} AND ${FITS}
      AND a."position" BETWEEN (SELECT "position" FROM pool) AND (SELECT "position" FROM pool) + ${NEAR} AND NOT ${TOO_SOON}
    ORDER BY a."position", a."id" LIMIT 1 FOR UPDATE OF a SKIP LOCKED),
  chosen AS (SELECT "id" FROM kept UNION ALL SELECT "id" FROM expired UNION ALL SELECT "id" FROM own UNION ALL SELECT "id" FROM rested UNION ALL SELECT "id" FROM pool)
  UPDATE "assignment" a SET "status" = 'claimed', "claimed_by" = $2, "prefetched" = $5::boolean, "lease_until" = $6::timestamptz,
    "claimed_at" = CASE WHEN a."claimed_by" = $2 THEN coalesce(a."claimed_at", $4::timestamptz) ELSE $4::timestamptz END
  WHERE a."project_id" = $1 AND a."id" = (SELECT "id" FROM chosen LIMIT 1)
    AND CASE a."status" WHEN 'open' THEN true WHEN 'claimed' THEN a."claimed_by" = $2 OR a."lease_until" <= $4::timestamptz ELSE false END
  RETURNING a."id", a."round_id" AS "roundId", a."trace_id" AS "traceId", a."membership_id" AS "membershipId", a."claimed_by" AS "claimedBy", a."pass", a."kind", a."status", a."position", a."stratum",
    a."inclusion_probability" AS "inclusionProbability", a."suggestions_shown" AS "suggestionsShown", a."window_start" AS "windowStart", a."window_end" AS "windowEnd", a."prefetched", a."lease_until" AS "leaseUntil", a."claimed_at" AS "claimedAt", a."finished_at" AS "finishedAt", a."reason", a."asks_again" AS "asksAgain"`;

const LEFT = `SELECT FROM "assignment" a WHERE (${EXPIRED} OR ${OWN} OR ${POOL}) AND ${FITS} LIMIT 1`;
