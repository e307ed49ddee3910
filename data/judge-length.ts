import type { Queryable } from "./database";

/** Traces that a detector of that name and version has not read, and the tokens of their chains of thought and prompts; where tokens are not counted, a third of the characters. */
export async function unreadLength(db: Queryable, projectId: string, name: string, version: string): Promise<{ readonly traces: number; readonly tokens: number }> {
  const [row] = await db.query<{ traces: number; tokens: number }>(
    `SELECT count(*)::int AS traces, coalesce(sum(coalesce(t."tokens", t."cot_length" / 3) + t."prompt_length" / 3), 0)::float8 AS tokens FROM "trace" t
     WHERE t."project_id" = $1 AND NOT EXISTS (
       SELECT FROM "detector" d JOIN "detector_output" o ON o."project_id" = d."project_id" AND o."detector_id" = d."id"
       WHERE d."project_id" = $1 AND d."name" = $2 AND d."version" = $3 AND o."trace_id" = t."id")`, [projectId, name, version]);
  return row ?? { traces: 0, tokens: 0 };
}
