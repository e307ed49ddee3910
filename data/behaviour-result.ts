import type { Database } from "./database";
import { standingGold } from "./standing-gold";

/** What the behaviour pass of a trace came to: its gold where that is finished, else the work that was submitted first; null: nothing is finished. Answers an annotation's id and layer. */
export async function behaviourResult(db: Database, projectId: string, traceId: string): Promise<{ readonly id: string; readonly layer: string } | null> {
  const [row] = await db.query<{ id: string; layer: string }>(
    `SELECT * FROM (
       SELECT g."id", 'gold' AS layer, 0 AS place, NULL::timestamptz AS at FROM ${standingGold("$1", "$2", "'behaviour'")} g WHERE g."status" = 'submitted'
       UNION ALL
       SELECT a."id", a."layer", 1, a."submitted_at" FROM "annotation" a WHERE a."project_id" = $1 AND a."trace_id" = $2 AND a."pass" = 'behaviour' AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%') w
     ORDER BY w.place, w.at, w."id" LIMIT 1`, [projectId, traceId]);
  return row ? { id: row.id, layer: row.layer } : null;
}
