import type { Database, Queryable } from "./database";

/** Whether the project has a trace of this id. */
export const hasTrace = async (db: Queryable, projectId: string, traceId: string): Promise<boolean> =>
  (await db.query('SELECT FROM "trace" WHERE "project_id" = $1 AND "id" = $2', [projectId, traceId])).length > 0;

/** External ids by trace id; ids that the project does not have are left out. */
export async function traceNames(db: Database, projectId: string, traceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; external_id: string }>('SELECT "id", "external_id" FROM "trace" WHERE "project_id" = $1 AND "id" = ANY ($2::text[])', [projectId, traceIds]);
  return new Map(rows.map(({ id, external_id }) => [id, external_id]));
}
