import type { Queryable } from "./database";

/** How the traces of two frozen releases lie to each other. */
export interface SharedTraces {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

export async function sharedTraces(db: Queryable, projectId: string, first: string, second: string): Promise<SharedTraces> {
  const [row] = await db.query<SharedTraces>(
    `SELECT count(*) FILTER (WHERE a."trace_id" IS NOT NULL AND b."trace_id" IS NOT NULL) AS both, count(*) FILTER (WHERE b."trace_id" IS NULL) AS "onlyFirst", count(*) FILTER (WHERE a."trace_id" IS NULL) AS "onlySecond"
     FROM (SELECT "trace_id" FROM "released_trace" WHERE "project_id" = $1 AND "release_id" = $2) a
       FULL JOIN (SELECT "trace_id" FROM "released_trace" WHERE "project_id" = $1 AND "release_id" = $3) b ON b."trace_id" = a."trace_id"`, [projectId, first, second]);
  return { both: Number(row?.both ?? 0), onlyFirst: Number(row?.onlyFirst ?? 0), onlySecond: Number(row?.onlySecond ?? 0) };
}
