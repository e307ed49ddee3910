import type { Queryable } from "./database";

/** Ids of the traces that answer the same prompt as one, itself among them, in the order of their external ids; [] when there is no such trace. @param most how many at most */
export async function tracesOfPrompt(db: Queryable, projectId: string, traceId: string, most: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT o."id" FROM "trace" t JOIN "trace" o ON o."project_id" = t."project_id" AND o."prompt_sha256" = t."prompt_sha256"
     WHERE t."project_id" = $1 AND t."id" = $2 ORDER BY o."external_id" COLLATE "C", o."id" LIMIT $3::int`, [projectId, traceId, most]);
  return rows.map(({ id }) => id);
}
