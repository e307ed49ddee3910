import type { Database } from "./database";

/** Traces in whose texts one of the names stands, upper or lower case, inside a longer word or not; and how many were looked at. Names shorter than three characters are passed over. */
export async function tracesNaming(db: Database, projectId: string, names: readonly string[], among: readonly string[] | null): Promise<{ readonly looked: number; readonly ids: readonly string[] }> {
  const patterns = names.filter((name) => [...name].length >= 3).map((name) => `%${name.replace(/[\\%_]/g, "\\$&")}%`);
  const [counted, rows] = await Promise.all([
    db.query<{ n: number }>(`SELECT count(*) AS n FROM "trace" WHERE "project_id" = $1 AND ($2::text[] IS NULL OR "id" = ANY ($2))`, [projectId, among]),
    db.query<{ id: string }>(
      `SELECT t."id" FROM "trace" t JOIN "prompt" p ON p."project_id" = t."project_id" AND p."sha256" = t."prompt_sha256"
       WHERE t."project_id" = $1 AND ($2::text[] IS NULL OR t."id" = ANY ($2)) AND (t."cot" ILIKE ANY ($3::text[]) OR coalesce(t."answer", '') ILIKE ANY ($3::text[]) OR p."text" ILIKE ANY ($3::text[])) ORDER BY t."id"`, [projectId, among, patterns]),
  ]);
  return { looked: counted[0]?.n ?? 0, ids: rows.map(({ id }) => id) };
}
