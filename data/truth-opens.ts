import type { Database } from "./database";
import { standingGold } from "./standing-gold";

/** Condition of a statement: somebody has the behaviour pass of a trace before them. A second copy for somebody who had the trace already is never claimed, so nothing waits for it. */
export const behaviourUnderWay = (project: string, trace: string): string => `EXISTS (SELECT FROM "assignment" b LEFT JOIN "round" w ON w."project_id" = b."project_id" AND w."id" = b."round_id"
    WHERE b."project_id" = ${project} AND b."trace_id" = ${trace} AND b."pass" = 'behaviour' AND b."status" IN ('open', 'claimed') AND w."closed_at" IS NULL
      AND NOT (b."status" = 'open' AND EXISTS (SELECT FROM "assignment" d WHERE d."project_id" = ${project} AND d."trace_id" = b."trace_id" AND d."claimed_by" = b."membership_id" AND d."pass" = 'behaviour' AND d."status" IN ('submitted', 'skipped'))))`;

/** Condition of a statement: the behaviour pass of a trace is adjudicated, where two or more finished it, so that all judge the same spans. */
export const behaviourSettled = (project: string, trace: string): string => `(EXISTS (SELECT FROM ${standingGold(project, trace, "'behaviour'")} g WHERE g."status" = 'submitted')
    OR (SELECT count(DISTINCT l."layer") FROM "annotation" l WHERE l."project_id" = ${project} AND l."trace_id" = ${trace} AND l."pass" = 'behaviour' AND l."status" = 'submitted' AND l."layer" LIKE 'annotator:%') < 2)`;

/** Items of the truth pass that nobody can claim yet, by what they wait for. */
export interface TruthWaiting {
  readonly round: string;
  /** The behaviour pass of their trace is not over. */
  readonly behaviour: number;
  /** It is over, two or more finished it, and nobody has adjudicated it. */
  readonly adjudication: number;
}

/** In every open round of the truth pass. @param membershipId only what this member could get; null: everybody's */
export const truthWaiting = (db: Database, projectId: string, membershipId: string | null): Promise<TruthWaiting[]> =>
  db.query<TruthWaiting>(
    `SELECT x."round", count(*) FILTER (WHERE x."under_way") AS behaviour, count(*) FILTER (WHERE NOT x."under_way" AND NOT ${behaviourSettled("$1", 'x."trace_id"')}) AS adjudication
     FROM (SELECT a."round_id" AS round, a."trace_id", ${behaviourUnderWay("$1", 'a."trace_id"')} AS under_way FROM "assignment" a JOIN "round" r ON r."project_id" = a."project_id" AND r."id" = a."round_id"
       WHERE a."project_id" = $1 AND a."pass" = 'truth' AND a."status" = 'open' AND a."asks_again" IS NULL AND r."closed_at" IS NULL AND ($2::text IS NULL OR a."membership_id" = $2 OR a."membership_id" IS NULL)
         AND NOT EXISTS (SELECT FROM "assignment" o WHERE o."project_id" = $1 AND o."trace_id" = a."trace_id" AND o."claimed_by" = $2 AND o."pass" = 'truth' AND o."status" IN ('submitted', 'skipped'))) x
     GROUP BY x."round"`, [projectId, membershipId]);
