import type { Queryable } from "./database";
import { newId } from "./id";

/** A filter of the list of traces that its owner wants to find again. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** As the page's address has it, without "?". */
  readonly query: string;
}

/** A member's views, by name. */
export const savedViews = (db: Queryable, projectId: string, membershipId: string): Promise<SavedView[]> =>
  db.query<SavedView>(`SELECT "id", "name", "query" FROM "saved_view" WHERE "project_id" = $1 AND "membership_id" = $2 ORDER BY "name"`, [projectId, membershipId]);

/** Keeps a view; one of the same name is replaced. @returns it, or null: the member has `most` already */
export async function saveView(db: Queryable, projectId: string, membershipId: string, { name, query, most, now }: Pick<SavedView, "name" | "query"> & { readonly most: number; readonly now: Date }): Promise<SavedView | null> {
  const [row] = await db.query<SavedView>(
    `INSERT INTO "saved_view" ("project_id", "id", "membership_id", "name", "query", "created_at")
     SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM "saved_view" WHERE "project_id" = $1 AND "membership_id" = $3 AND "name" <> $4) < $7
     ON CONFLICT ("project_id", "membership_id", "name") DO UPDATE SET "query" = excluded."query" RETURNING "id", "name", "query"`,
    [projectId, newId(now.getTime()), membershipId, name, query, now, most]);
  return row ?? null;
}

/** @returns false: the member has no such view */
export async function removeView(db: Queryable, projectId: string, membershipId: string, id: string): Promise<boolean> {
  const gone = await db.query(`DELETE FROM "saved_view" WHERE "project_id" = $1 AND "membership_id" = $2 AND "id" = $3 RETURNING "id"`, [projectId, membershipId, id]);
  return gone.length > 0;
}
