import type { Database } from "./database";

/** How little the detectors of a project agree on each trace: of the labels that any of them found there, the share that not all found. Traces that fewer than two detectors looked at are left out, and so are detectors whose run has not ended. */
export async function detectorUncertainty(db: Database, projectId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ trace: string; share: number }>(
    `WITH whole AS (SELECT o.* FROM "detector_output" o JOIN "detector" d ON d."project_id" = o."project_id" AND d."id" = o."detector_id" WHERE o."project_id" = $1 AND coalesce(d."config" ->> 'complete', 'true') = 'true'),
       looked AS (SELECT "trace_id", count(*) AS detectors FROM whole GROUP BY 1 HAVING count(*) >= 2),
       found AS (SELECT o."trace_id", s ->> 'label' AS label, count(DISTINCT o."detector_id") AS by FROM whole o JOIN looked l ON l."trace_id" = o."trace_id", jsonb_array_elements(o."spans") AS s GROUP BY 1, 2)
     SELECT l."trace_id" AS trace, coalesce(avg(CASE WHEN f.by < l.detectors THEN 1 ELSE 0 END), 0)::float8 AS share FROM looked l LEFT JOIN found f ON f."trace_id" = l."trace_id" GROUP BY 1`, [projectId]);
  return new Map(rows.map(({ trace, share }) => [trace, share]));
}
