import type { Queryable } from "./database";
import type { TraceFilter } from "./trace-filter";
import { FACTS_SQL, filterParameters, SEARCH_SQL, WORK_FILTER_SQL, WORK_SQL } from "./trace-filter";

/** How much a release of a layer would hold now. Annotations without an operation do not count. */
export interface ReleaseCounts {
  readonly traces: number;
  readonly annotations: number;
  readonly spans: number;
}

/** @param layer all, gold, annotator:<handle>, imported:<source> */
export async function releaseCounts(db: Queryable, projectId: string, layer: string, filter: TraceFilter): Promise<ReleaseCounts> {
  const [row] = await db.query<ReleaseCounts>(
    `SELECT count(DISTINCT t."id") AS traces, count(a."id") AS annotations, coalesce(sum(a."span_count"), 0) AS spans
     FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" ${WORK_SQL}
       LEFT JOIN "annotation" a ON a."project_id" = t."project_id" AND a."trace_id" = t."id" AND a."revision" > 0 AND ($14 = 'all' AND a."layer" LIKE 'annotator:%' OR a."layer" = $14)
     WHERE t."project_id" = $1 AND ${FACTS_SQL} AND ${WORK_FILTER_SQL} AND ${SEARCH_SQL}`, [projectId, ...filterParameters(filter), layer]);
  return row ? { traces: Number(row.traces), annotations: Number(row.annotations), spans: Number(row.spans) } : { traces: 0, annotations: 0, spans: 0 };
}

/** Layers that hold work, with the number of their annotations, by name. */
export const layersInUse = (db: Queryable, projectId: string): Promise<{ readonly layer: string; readonly annotations: number }[]> =>
  db.query(`SELECT "layer", count(*) AS annotations FROM "annotation" WHERE "project_id" = $1 AND "revision" > 0 GROUP BY "layer" ORDER BY "layer"`, [projectId]);
