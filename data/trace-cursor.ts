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
