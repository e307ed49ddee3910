import type { Pass } from "@/core/annotation/annotation";
import type { Queryable } from "./database";
import { newId } from "./id";

/** A membership for an annotator of a file: the unclaimed handle of that name, made when it is missing.
 *  A handle that a member of this project has claimed is somebody else: the file's annotator then gets `<handle>-imported`. */
export async function ensureHandle(within: Queryable, projectId: string, handle: string, now: Date): Promise<{ readonly id: string; readonly handle: string }> {
  for (const name of [handle, `${handle}-imported`]) {
    await within.query(
      `INSERT INTO "membership" ("project_id", "id", "handle", "role", "created_at") VALUES ($1, $2, $3, 'annotator', $4) ON CONFLICT DO NOTHING`, [projectId, newId(), name, now]);
    const [held] = await within.query<{ id: string; account_id: string | null }>('SELECT "id", "account_id" FROM "membership" WHERE "project_id" = $1 AND "handle" = $2', [projectId, name]);
    if (held && held.account_id === null) return { id: held.id, handle: name };
  }
  throw new Error(`the handles ${handle} and ${handle}-imported are both claimed`);
}

/** The round of a file by its name; a new one is closed, so that nothing is claimed from it. */
export async function ensureRound(within: Queryable, projectId: string, { name, pass, codebookId }: { readonly name: string; readonly pass: Pass; readonly codebookId: string }, now: Date): Promise<string> {
  await within.query(
    `INSERT INTO "round" ("project_id", "id", "name", "pass", "codebook_id", "seed", "plan", "created_at", "closed_at") VALUES ($1, $2, $3, $4, $5, 0, '{"imported": true}', $6, $6) ON CONFLICT DO NOTHING`,
    [projectId, newId(), name, pass, codebookId, now]);
  const [held] = await within.query<{ id: string }>('SELECT "id" FROM "round" WHERE "project_id" = $1 AND "name" = $2', [projectId, name]);
  if (!held) throw new Error(`the round ${name} vanished while it was made`);
  return held.id;
}

/** Assignments of a file under their own ids, finished or (for drafts) reserved for their annotator. */
export async function ensureAssignments(within: Queryable, projectId: string, given: readonly {
  readonly id: string; readonly roundId: string | null; readonly traceId: string; readonly membershipId: string | null; readonly pass: Pass; readonly finished: boolean;
}[], now: Date): Promise<void> {
  if (given.length === 0) return;
  await within.query(
    `INSERT INTO "assignment" ("project_id", "id", "round_id", "trace_id", "membership_id", "claimed_by", "pass", "status", "finished_at")
     SELECT $1, x."id", x."roundId", x."traceId", x."membershipId", CASE WHEN x."finished" THEN x."membershipId" END, x."pass", CASE WHEN x."finished" THEN 'submitted' ELSE 'open' END, CASE WHEN x."finished" THEN $2::timestamptz END
     FROM json_to_recordset($3::json) AS x ("id" text, "roundId" text, "traceId" text, "membershipId" text, "pass" text, "finished" boolean) ON CONFLICT DO NOTHING`, [projectId, now, JSON.stringify(given)]);
}
