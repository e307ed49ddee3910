import type { Database } from "./database";
import type { TraceOrder } from "./trace-page";

export interface TraceNeighbours {
  readonly previous: string | null;
  readonly next: string | null;
}

/** Ids of the traces before and after one in the order of the listing; null at its ends. Two index look-ups. */
export async function traceNeighbours(db: Database, projectId: string, traceId: string, order: TraceOrder): Promise<TraceNeighbours> {
  const [row] = await db.query<TraceNeighbours>(NEIGHBOURS[order], [projectId, traceId]);
  return row ?? { previous: null, next: null };
}

const neighboursBy = (key: string): string =>
  `SELECT (SELECT b."id" FROM "trace" b WHERE b."project_id" = $1 AND b.${key} < t.${key} ORDER BY b.${key} DESC LIMIT 1) AS previous,
     (SELECT n."id" FROM "trace" n WHERE n."project_id" = $1 AND n.${key} > t.${key} ORDER BY n.${key} LIMIT 1) AS next
   FROM "trace" t WHERE t."project_id" = $1 AND t."id" = $2`;
const NEIGHBOURS: Readonly<Record<TraceOrder, string>> = { name: neighboursBy('"external_id"'), opaque: neighboursBy('"id"') };
