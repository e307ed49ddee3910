import type { Database } from "./database";

/** Ids of the annotators' submitted annotations under one codebook version (of each layer, trace and pass the newest) that have no copy under another version yet, and whose trace bears no work of theirs under it. */
export async function migratable(db: Database, projectId: string, { from, to }: { readonly from: string; readonly to: string }): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT ON (a."trace_id", a."layer", a."pass") a."id" FROM "annotation" a
     WHERE a."project_id" = $1 AND a."codebook_id" = $2 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%'
       AND NOT EXISTS (SELECT FROM "annotation" b WHERE b."project_id" = $1 AND b."trace_id" = a."trace_id" AND b."layer" = a."layer" AND b."pass" = a."pass" AND b."codebook_id" = $3 AND b."revision" > 0)
     ORDER BY a."trace_id", a."layer", a."pass", a."submitted_at" DESC`, [projectId, from, to]);
  return rows.map(({ id }) => id);
}
