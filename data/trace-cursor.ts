import type { Database } from "./database";

/** Lists of traces go by external id, which a blind reader must not see: the cursor on the wire is the trace's own id. null: no such trace. */
export async function externalIdOf(db: Database, projectId: string, traceId: string): Promise<string | null> {
  const [row] = await db.query<{ external_id: string }>('SELECT "external_id" FROM "trace" WHERE "project_id" = $1 AND "id" = $2', [projectId, traceId]);
  return row?.external_id ?? null;
}

export async function idOfExternal(db: Database, projectId: string, externalId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>('SELECT "id" FROM "trace" WHERE "project_id" = $1 AND "external_id" = $2', [projectId, externalId]);
  return row?.id ?? null;
}

/** External ids by trace id; ids that the project does not have are left out. */
export async function traceNames(db: Database, projectId: string, traceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; external_id: string }>('SELECT "id", "external_id" FROM "trace" WHERE "project_id" = $1 AND "id" = ANY ($2::text[])', [projectId, traceIds]);
  return new Map(rows.map(({ id, external_id }) => [id, external_id]));
}
