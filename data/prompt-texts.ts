import type { Queryable } from "./database";

/** Texts of the prompts of traces, by trace id. */
export async function promptsOfTraces(db: Queryable, projectId: string, traceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; text: string }>(
    `SELECT t."id", p."text" FROM "trace" t JOIN "prompt" p ON p."project_id" = t."project_id" AND p."sha256" = t."prompt_sha256" WHERE t."project_id" = $1 AND t."id" = ANY ($2::text[])`, [projectId, traceIds]);
  return new Map(rows.map(({ id, text }) => [id, text]));
}
