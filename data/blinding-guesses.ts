import type { Guess } from "@/core/rounds/blinding-guess";
import type { Database, Queryable } from "./database";

/** What a member submitted last in a round that hides checkpoints, and the how manieth of theirs in that round it was; null: nothing, or the question was answered. */
export async function lastBlindSubmission(db: Queryable, projectId: string, membershipId: string): Promise<{ readonly assignment: string; readonly nth: number } | null> {
  const [row] = await db.query<{ assignment: string; nth: number; hidden: boolean; guessed: boolean }>(
    `SELECT a."id" AS assignment, r."blinding" -> 'hidden' ? 'checkpoint' AS hidden,
       (SELECT count(*) FROM "assignment" b WHERE b."project_id" = $1 AND b."round_id" = a."round_id" AND b."claimed_by" = $2 AND b."status" = 'submitted') AS nth,
       EXISTS (SELECT FROM "blinding_guess" g WHERE g."project_id" = $1 AND g."assignment_id" = a."id") AS guessed
     FROM "assignment" a JOIN "round" r ON r."project_id" = a."project_id" AND r."id" = a."round_id"
     WHERE a."project_id" = $1 AND a."claimed_by" = $2 AND a."status" = 'submitted' ORDER BY a."finished_at" DESC NULLS LAST, a."id" DESC LIMIT 1`, [projectId, membershipId]);
  return row?.hidden && !row.guessed ? { assignment: row.assignment, nth: Number(row.nth) } : null;
}

/** Keeps what was said of a submitted assignment; the first answer stands. False: there is one already, or the assignment is not the member's. */
export async function saveGuess(db: Database, projectId: string, { assignment, membershipId, guess, now }: { readonly assignment: string; readonly membershipId: string; readonly guess: Guess; readonly now: Date }): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO "blinding_guess" ("project_id", "assignment_id", "membership_id", "trace_id", "guess", "at")
     SELECT $1, a."id", $3, a."trace_id", $4, $5 FROM "assignment" a WHERE a."project_id" = $1 AND a."id" = $2 AND a."claimed_by" = $3 AND a."status" = 'submitted'
     ON CONFLICT DO NOTHING RETURNING "assignment_id"`, [projectId, assignment, membershipId, guess, now]);
  return rows.length > 0;
}

/** Every guess about a model's traces, with the run that the trace is from. */
export const guessesOf = (db: Queryable, projectId: string, model: string): Promise<{ readonly guess: Guess; readonly runId: string }[]> =>
  db.query(
    `SELECT g."guess", t."run_id" AS "runId" FROM "blinding_guess" g JOIN "trace" t ON t."project_id" = g."project_id" AND t."id" = g."trace_id" JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
     WHERE g."project_id" = $1 AND r."model" = $2 ORDER BY g."at", g."assignment_id"`, [projectId, model]);
