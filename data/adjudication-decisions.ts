import type { Decision, Decisions } from "@/core/adjudication/decision";
import type { Queryable } from "./database";

/** What was decided about each group, by its key. Earlier decisions stay in the table; of one group the last counts, and one that was undone is open. */
export async function decisionsOf(db: Queryable, projectId: string, annotationId: string): Promise<Decisions> {
  const rows = await db.query<Decision>(
    `SELECT "group_key" AS "group", "choice", "layer", "span_id" AS span, "reason" FROM "adjudication_decision" WHERE "project_id" = $1 AND "annotation_id" = $2 ORDER BY "at", "id"`, [projectId, annotationId]);
  const last = new Map(rows.map((row) => [row.group, row]));
  return new Map([...last].filter(([, { choice }]) => choice !== "undone"));
}
