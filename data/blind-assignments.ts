import type { Blinding } from "@/core/access/blinding";
import { blindingOf, withSuggestionPolicy } from "@/core/access/blinding";
import type { Database } from "./database";
import { keepsGoldSecret } from "./secret-gold";

/** Rules of the rounds in which a member still has unsubmitted work: planned for the member, claimed by it, or (with `pool`) free for anybody to claim.
 *  With `pool`, the work of others also where what was done lies in a round that keeps its gold secret.
 *  Each rule once, whatever the number of assignments. */
export async function blindRules(db: Database, projectId: string, { membershipId, pool }: { readonly membershipId: string; readonly pool: boolean }): Promise<Blinding[]> {
  const rows = await db.query<{ blinding: unknown }>(
    `SELECT r."blinding" FROM "round" r WHERE r."project_id" = $1 AND r."blinding" <> '{}'::jsonb
       AND EXISTS (SELECT FROM "assignment" a WHERE a."project_id" = $1 AND a."round_id" = r."id" AND ${UNSUBMITTED})
     UNION ALL SELECT ${OTHERS} FROM "round" r WHERE r."project_id" = $1 AND r."closed_at" IS NULL AND EXISTS (SELECT FROM "assignment" a WHERE a."project_id" = $1 AND a."round_id" = r."id" AND ${DONE_IN_SECRET})`, [projectId, membershipId, pool]);
  return rows.map(({ blinding }) => blindingOf(blinding)).filter(({ hidden }) => hidden.length > 0);
}

/** The same, trace by trace, among those asked for, with the suggestions withheld or shown as the round's policy has it. Traces without a rule are left out. */
export async function blindTraces(db: Database, projectId: string, { membershipId, pool, traceIds }: { readonly membershipId: string; readonly pool: boolean; readonly traceIds: readonly string[] }): Promise<ReadonlyMap<string, readonly Blinding[]>> {
  const rows = await db.query<{ trace_id: string; blinding: unknown; shown: boolean; withheld: boolean }>(
    `SELECT DISTINCT a."trace_id", r."blinding", a."suggestions_shown" AS shown, coalesce((r."suggesting" ->> 'shown')::boolean, false) AND NOT a."suggestions_shown" AS withheld FROM "assignment" a JOIN "round" r ON r."project_id" = a."project_id" AND r."id" = a."round_id"
     WHERE a."project_id" = $1 AND a."trace_id" = ANY ($4::text[]) AND (r."blinding" <> '{}'::jsonb OR r."suggesting" <> '{}'::jsonb) AND ${UNSUBMITTED}
     UNION SELECT a."trace_id", ${OTHERS}, false, false FROM "assignment" a WHERE a."project_id" = $1 AND a."trace_id" = ANY ($4::text[]) AND ${DONE_IN_SECRET}`, [projectId, membershipId, pool, traceIds]);
  const rules = new Map<string, Blinding[]>();
  for (const { trace_id, blinding, shown, withheld } of rows) {
    const rule = withSuggestionPolicy(blindingOf(blinding), { shown, withheld });
    if (rule.hidden.length > 0) rules.set(trace_id, [...(rules.get(trace_id) ?? []), rule]);
  }
  return rules;
}

/** `a` is the assignment, `r` its round, $2 the member, $3 whether free ones count. What nobody began before its round was closed is never claimed any more: it hides nothing. */
const UNSUBMITTED = `a."status" IN ('open', 'claimed')
  AND (a."claimed_by" = $2 OR (a."status" = 'open' AND (r."closed_at" IS NULL OR a."asks_again" IS NOT NULL) AND (a."membership_id" = $2 OR ($3::boolean AND a."membership_id" IS NULL))))`;

/** The member was done with `a`, and what became of it would tell which items of its round are hidden gold. */
const DONE_IN_SECRET = `$3::boolean AND a."claimed_by" = $2 AND a."status" IN ('submitted', 'skipped') AND ${keepsGoldSecret("a")}`;
const OTHERS = `'{"hidden":["layers"]}'::jsonb`;
