import type { PlannedAssignment } from "@/core/rounds/plan-assignments";
import type { RoundAssignment, RoundPlan } from "@/core/rounds/plan-round";
import type { Candidate } from "@/core/rounds/round-design";
import { simpleDesign } from "@/core/rounds/round-design";
import type { Database } from "./database";
import { newId } from "./id";
import type { Round } from "./rounds";

/** Rows of one statement: bounded, so that nobody waits long on the embedded home. */
const ROWS = 5000;

/** An assignment with what its design says of it; what is left out is as in the simple plan. */
export type NewRoundAssignment = PlannedAssignment & Partial<Pick<RoundAssignment, "kind" | "stratum" | "inclusionProbability" | "suggestionsShown" | "window">>;

export type NewRound = Omit<Round, "closedAt" | "passMark" | "promptGap"> & Partial<Pick<Round, "passMark" | "promptGap">>;

/** A round with all of its assignments and the traces that are labelled through another one, or nothing. False: the name is taken. */
export const insertRound = (db: Database, projectId: string, round: NewRound, planned: readonly NewRoundAssignment[], copies: RoundPlan["copies"] = []): Promise<boolean> =>
  db.transaction(async (within) => {
    const made = await within.query(
      `INSERT INTO "round" ("project_id", "id", "name", "pass", "codebook_id", "seed", "plan", "blinding", "suggesting", "created_at", "pass_mark", "prompt_gap")
       VALUES ($1, $2, $3, $4, $5, $6::int, $7::jsonb, $8::jsonb, $9::jsonb, $10, $11::float8, $12::int) ON CONFLICT ("project_id", "name") DO NOTHING RETURNING "id"`,
      [projectId, round.id, round.name, round.pass, round.codebookId, round.seed, JSON.stringify(round.plan), JSON.stringify(round.blinding), JSON.stringify(round.suggesting), round.createdAt, round.passMark ?? null, round.promptGap ?? simpleDesign.promptGap]);
    if (made.length === 0) return false;
    for (let at = 0; at < planned.length; at += ROWS) {
      const part = planned.slice(at, at + ROWS);
      await within.query(
        `INSERT INTO "assignment" ("project_id", "id", "round_id", "pass", "trace_id", "membership_id", "position", "kind", "stratum", "inclusion_probability", "suggestions_shown", "window_start", "window_end")
         SELECT $1, a.id, $2, $3, a.trace, a.member, a.place, a.kind, a.stratum, a.probability, a.shown, a.first, a.beyond
         FROM unnest($4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::float8[], $11::boolean[], $12::int[], $13::int[]) AS a (id, trace, member, place, kind, stratum, probability, shown, first, beyond)`,
        [projectId, round.id, round.pass, part.map(() => newId()), part.map(({ traceId }) => traceId), part.map(({ membershipId }) => membershipId), part.map(({ position }) => position),
          part.map(({ kind }) => kind ?? "main"), part.map(({ stratum }) => stratum ?? ""), part.map(({ inclusionProbability }) => inclusionProbability ?? null), part.map(({ suggestionsShown }) => suggestionsShown ?? false),
          part.map(({ window }) => window?.start ?? null), part.map(({ window }) => window?.end ?? null)]);
    }
    for (let at = 0; at < copies.length; at += ROWS) {
      const part = copies.slice(at, at + ROWS);
      await within.query(
        `INSERT INTO "round_copy" ("project_id", "round_id", "trace_id", "of_trace_id", "stratum", "inclusion_probability")
         SELECT $1, $2, c.trace, c.of, c.stratum, c.probability FROM unnest($3::text[], $4::text[], $5::text[], $6::float8[]) AS c (trace, of, stratum, probability)`,
        [projectId, round.id, part.map(({ traceId }) => traceId), part.map(({ of }) => of), part.map(({ stratum }) => stratum), part.map(({ inclusionProbability }) => inclusionProbability)]);
    }
    return true;
  });

/** Ids of the project's traces in order of their external ids; with `among`, only those of them that the project has. */
export async function traceIds(db: Database, projectId: string, { among }: { readonly among?: readonly string[] } = {}): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT "id" FROM "trace" WHERE "project_id" = $1 AND ($2::text[] IS NULL OR "id" = ANY ($2)) ORDER BY "external_id"`, [projectId, among ?? null]);
  return rows.map(({ id }) => id);
}

/** What a plan looks at of each trace; with `among`, only of those that the project has. An annotator reads CoT and answer.
 *  @param longerThan code points from which the steps are wanted too, for windows */
export const candidates = (db: Database, projectId: string, { among, longerThan }: { readonly among?: readonly string[]; readonly longerThan?: number } = {}): Promise<Candidate[]> =>
  db.query<Candidate>(
    `SELECT t."id", t."prompt_sha256" AS prompt, t."cot_sha256" || coalesce(t."answer_sha256", '') AS text, t."cot_length" + t."answer_length" AS length, r."model", r."checkpoint", t."correct", t."language", t."dataset",
       CASE WHEN t."cot_length" + t."answer_length" > $3::int THEN t."step_ends" END AS "stepEnds"
     FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" WHERE t."project_id" = $1 AND ($2::text[] IS NULL OR t."id" = ANY ($2)) ORDER BY t."id"`, [projectId, among ?? null, longerThan ?? 2_147_483_647]).then((rows) => rows.map(({ stepEnds, ...row }) => (stepEnds ? { ...row, stepEnds } : row)));

/** Traces with a submitted gold layer in a pass: what hidden gold items may be drawn from. */
export async function goldTraceIds(db: Database, projectId: string, pass: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(`SELECT DISTINCT "trace_id" AS id FROM "annotation" WHERE "project_id" = $1 AND "pass" = $2 AND "layer" = 'gold' AND "status" = 'submitted' ORDER BY 1`, [projectId, pass]);
  return rows.map(({ id }) => id);
}
