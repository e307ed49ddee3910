import type { Pass } from "@/core/annotation/annotation";
import { emptyAnnotation } from "@/core/annotation/annotation";
import type { GoldScore, ScoredItem } from "@/core/rounds/gold-score";
import { goldScore, qualifies } from "@/core/rounds/gold-score";
import { refreshed } from "./annotations";
import type { Database } from "./database";

/** How somebody did on a round's qualification set. */
export interface Qualification {
  readonly roundId: string;
  readonly membershipId: string;
  /** null: nothing to find and nothing found. */
  readonly f1: number | null;
  readonly passed: boolean;
  readonly at: Date;
}

/** Judges a member's qualification sets that are done with and not judged yet, and answers how many it judged. Until then, and below the pass mark, the rest of the round cannot be claimed. */
export async function settleQualifications(db: Database, projectId: string, membershipId: string, now: Date): Promise<number> {
  const waiting = await db.query<{ round: string; pass: Pass; mark: number; trace: string; open: boolean }>(
    `SELECT r."id" AS round, r."pass", r."pass_mark" AS mark, a."trace_id" AS trace,
       a."status" IN ('open', 'claimed') AND NOT EXISTS (SELECT FROM "assignment" o WHERE o."project_id" = $1 AND o."trace_id" = a."trace_id" AND o."claimed_by" = $2 AND o."pass" = a."pass" AND o."id" <> a."id" AND o."status" IN ('submitted', 'skipped')) AS open
     FROM "round" r JOIN "assignment" a ON a."project_id" = r."project_id" AND a."round_id" = r."id"
     WHERE r."project_id" = $1 AND r."pass_mark" IS NOT NULL AND r."closed_at" IS NULL AND a."membership_id" = $2 AND a."kind" = 'qualification' AND a."status" <> 'withdrawn'
       AND NOT EXISTS (SELECT FROM "qualification" q WHERE q."project_id" = r."project_id" AND q."round_id" = r."id" AND q."membership_id" = $2)`, [projectId, membershipId]);
  const byRound = groupByRound(waiting);
  let judged = 0;
  for (const [round, items] of byRound) {
    if (items.some(({ open }) => open)) continue;
    const { pass, mark } = items[0]!;
    const score = await scoreOn(db, projectId, membershipId, pass, items.map(({ trace }) => trace));
    await db.query(`INSERT INTO "qualification" ("project_id", "round_id", "membership_id", "f1", "passed", "at") VALUES ($1, $2, $3, $4::float8, $5::boolean, $6::timestamptz) ON CONFLICT DO NOTHING`,
      [projectId, round, membershipId, score.f1, qualifies(score, mark), now]);
    judged++;
  }
  return judged;
}

export const qualifications = (db: Database, projectId: string): Promise<Qualification[]> =>
  db.query<Qualification>(`SELECT "round_id" AS "roundId", "membership_id" AS "membershipId", "f1", "passed", "at" FROM "qualification" WHERE "project_id" = $1 ORDER BY "at", "round_id", "membership_id"`, [projectId]);

/** Lets somebody go on whatever the score was. False: there is no such round or member. */
export const letPass = async (db: Database, projectId: string, roundId: string, membershipId: string, now: Date): Promise<boolean> =>
  (await db.query(
    `INSERT INTO "qualification" ("project_id", "round_id", "membership_id", "passed", "at") SELECT $1, r."id", m."id", true, $4::timestamptz FROM "round" r, "membership" m
     WHERE r."project_id" = $1 AND r."id" = $2 AND m."project_id" = $1 AND m."id" = $3 ON CONFLICT ("project_id", "round_id", "membership_id") DO UPDATE SET "passed" = true RETURNING "round_id"`,
    [projectId, roundId, membershipId, now])).length > 0;

interface Row {
  readonly id: string;
  readonly trace: string;
  readonly gold: boolean;
  readonly version: string;
}

/** The newest submitted work of a member on each trace against its gold, of the same codebook version where there is one; a trace that they did not submit counts as empty. Traces without gold are passed over. */
async function scoreOn(db: Database, projectId: string, membershipId: string, pass: Pass, traceIds: readonly string[]): Promise<GoldScore> {
  const rows = await db.query<Row>(
    `SELECT "id", "trace_id" AS trace, "layer" = 'gold' AS gold, "codebook_id" AS version FROM "annotation"
     WHERE "project_id" = $1 AND "trace_id" = ANY ($2::text[]) AND "pass" = $3 AND "status" = 'submitted' AND ("layer" = 'gold' OR "membership_id" = $4) ORDER BY "submitted_at"`, [projectId, traceIds, pass, membershipId]);
  const work = new Map<string, { golds: Row[]; made?: Row }>();
  for (const row of rows) {
    const { golds, ...rest } = work.get(row.trace) ?? { golds: [] };
    work.set(row.trace, row.gold ? { ...rest, golds: [...golds, row] } : { golds, made: row });
  }
  const items = await Promise.all([...work].map(async ([traceId, { golds, made }]): Promise<ScoredItem | null> => {
    const gold = golds.findLast(({ version }) => version === made?.version) ?? golds.at(-1);
    const [known, done] = await Promise.all([gold, made].map(async (row) => (row ? (await refreshed(db, projectId, row.id))?.annotation : undefined)));
    return known ? { traceId, known, made: done ?? emptyAnnotation } : null;
  }));
  return goldScore(items.filter((item) => item !== null));
}

function groupByRound<Row extends { readonly round: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.round, [...(groups.get(row.round) ?? []), row]);
  return groups;
}
