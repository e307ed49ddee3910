import type { ExcludedRange } from "@/core/formats/trace-record";
import type { Queryable } from "./database";

/** Traces whose tokens were never counted, by id, after `after` ("" at first): one pass over the project, however often it is interrupted. */
export const uncountedTraces = (db: Queryable, projectId: string, after: string, limit: number): Promise<{ readonly id: string; readonly cot: string; readonly excluded: readonly ExcludedRange[] }[]> =>
  db.query(`SELECT "id", "cot", "excluded" FROM "trace" WHERE "project_id" = $1 AND "id" > $2 AND "tokens" IS NULL ORDER BY "id" LIMIT $3::int`, [projectId, after, limit]);

export async function setTokens(db: Queryable, projectId: string, counts: readonly { readonly id: string; readonly tokens: number }[]): Promise<void> {
  await db.query(
    `UPDATE "trace" t SET "tokens" = x."tokens" FROM json_to_recordset($2::json) AS x ("id" text, "tokens" int) WHERE t."project_id" = $1 AND t."id" = x."id"`, [projectId, JSON.stringify(counts)]);
}
