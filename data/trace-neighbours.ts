import type { Database } from "./database";

export interface TraceNeighbours {
  readonly previous: string | null;
  readonly next: string | null;
}

/** Ids of the traces before and after one in the order of the listing (external id in byte order, then id); null at its ends. Two index look-ups. */
export async function traceNeighbours(db: Database, projectId: string, traceId: string): Promise<TraceNeighbours> {
  const [row] = await db.query<TraceNeighbours>(
    `SELECT (SELECT b."id" FROM "trace" b WHERE b."project_id" = $1 AND b."external_id" COLLATE "C" < t."external_id" COLLATE "C" ORDER BY b."external_id" COLLATE "C" DESC LIMIT 1) AS previous,
       (SELECT n."id" FROM "trace" n WHERE n."project_id" = $1 AND n."external_id" COLLATE "C" > t."external_id" COLLATE "C" ORDER BY n."external_id" COLLATE "C" LIMIT 1) AS next
     FROM "trace" t WHERE t."project_id" = $1 AND t."id" = $2`, [projectId, traceId]);
  return row ?? { previous: null, next: null };
}
