import type { Database } from "./database";

/** In how many annotations of the project each label stands now. */
export async function labelUse(db: Database, projectId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ label: string; annotations: number }>(
    `SELECT l AS label, count(*) AS annotations FROM "annotation" a, unnest(a."labels") AS l WHERE a."project_id" = $1 GROUP BY l`, [projectId]);
  return new Map(rows.map(({ label, annotations }) => [label, annotations]));
}
