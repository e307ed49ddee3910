import type { Database } from "./database";
import { begunSql } from "./standing-gold";

/** Two codebook versions, by id. */
export interface Succession {
  readonly from: string;
  readonly to: string;
}

/** Ids of the annotators' submitted annotations under one codebook version (of each layer, trace and pass the newest) that have no copy under the next yet, are not asked about again yet, and whose trace bears no work of theirs under it. */
export async function migratable(db: Database, projectId: string, { from, to }: Succession): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT ON (a."trace_id", a."layer", a."pass") a."id" FROM "annotation" a
     WHERE a."project_id" = $1 AND a."codebook_id" = $2 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%'
       AND NOT EXISTS (SELECT FROM "annotation" b WHERE b."project_id" = $1 AND b."trace_id" = a."trace_id" AND b."layer" = a."layer" AND b."pass" = a."pass" AND b."codebook_id" = $3 AND (b."revision" > 0 OR b."assignment_id" IS NOT NULL))
     ORDER BY a."trace_id", a."layer", a."pass", a."submitted_at" DESC`, [projectId, from, to]);
  return rows.map(({ id }) => id);
}

/** Ids of the gold annotations that were begun under one codebook version and have none under the next. */
export async function migratableGold(db: Database, projectId: string, { from, to }: Succession): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT g."id" FROM "annotation" g WHERE g."project_id" = $1 AND g."codebook_id" = $2 AND g."layer" = 'gold' AND ${begunSql("g")}
       AND NOT EXISTS (SELECT FROM "annotation" b WHERE b."project_id" = $1 AND b."trace_id" = g."trace_id" AND b."layer" = 'gold' AND b."pass" = g."pass" AND b."codebook_id" = $3)
     ORDER BY g."id"`, [projectId, from, to]);
  return rows.map(({ id }) => id);
}
