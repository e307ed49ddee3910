import type { PlannedAssignment } from "@/core/rounds/plan-assignments";
import type { Database } from "./database";
import { newId } from "./id";
import type { Round } from "./rounds";

/** Rows of one statement: bounded, so that nobody waits long on the embedded home. */
const ROWS = 5000;

/** A round with all of its assignments, or nothing. False: the name is taken. */
export const insertRound = (db: Database, projectId: string, round: Omit<Round, "closedAt">, planned: readonly PlannedAssignment[]): Promise<boolean> =>
  db.transaction(async (within) => {
    const made = await within.query(
      `INSERT INTO "round" ("project_id", "id", "name", "pass", "codebook_id", "seed", "plan", "blinding", "suggesting", "created_at")
       VALUES ($1, $2, $3, $4, $5, $6::int, $7::jsonb, $8::jsonb, $9::jsonb, $10) ON CONFLICT ("project_id", "name") DO NOTHING RETURNING "id"`,
      [projectId, round.id, round.name, round.pass, round.codebookId, round.seed, JSON.stringify(round.plan), JSON.stringify(round.blinding), JSON.stringify(round.suggesting), round.createdAt]);
    if (made.length === 0) return false;
    for (let at = 0; at < planned.length; at += ROWS) {
      const part = planned.slice(at, at + ROWS);
      await within.query(
        `INSERT INTO "assignment" ("project_id", "id", "round_id", "pass", "trace_id", "membership_id", "position")
         SELECT $1, a.id, $2, $3, a.trace, a.member, a.place FROM unnest($4::text[], $5::text[], $6::text[], $7::int[]) AS a (id, trace, member, place)`,
        [projectId, round.id, round.pass, part.map(() => newId()), part.map(({ traceId }) => traceId), part.map(({ membershipId }) => membershipId), part.map(({ position }) => position)]);
    }
    return true;
  });

/** Ids of the project's traces in order of their external ids; with `among`, only those of them that the project has. */
export async function traceIds(db: Database, projectId: string, { among }: { readonly among?: readonly string[] } = {}): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT "id" FROM "trace" WHERE "project_id" = $1 AND ($2::text[] IS NULL OR "id" = ANY ($2)) ORDER BY "external_id"`, [projectId, among ?? null]);
  return rows.map(({ id }) => id);
}
