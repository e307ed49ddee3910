import type { Database } from "./database";

/** How little the detectors of a project agree on each trace: of the labels that any of them found there, the share that not all found. Traces that fewer than two detectors looked at are left out. */
export async function detectorUncertainty(db: Database, projectId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ trace: string; share: number }>(
    `WITH looked AS (SELECT "trace_id", count(*) AS detectors FROM "detector_output" WHERE "project_id" = $1 GROUP BY 1 HAVING count(*) >= 2),
       found AS (SELECT o."trace_id", s ->> 'label' AS label, count(DISTINCT o."detector_id") AS by FROM "detector_output" o JOIN looked l ON l."trace_id" = o."trace_id", jsonb_array_elements(o."spans") AS s WHERE o."project_id" = $1 GROUP BY 1, 2)
     SELECT l."trace_id" AS trace, coalesce(avg(CASE WHEN f.by < l.detectors THEN 1 ELSE 0 END), 0)::float8 AS share FROM looked l LEFT JOIN found f ON f."trace_id" = l."trace_id" GROUP BY 1`, [projectId]);
  return new Map(rows.map(({ trace, share }) => [trace, share]));
}
