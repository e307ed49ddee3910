import type { Decision, Decisions } from "@/core/adjudication/decision";
import type { Queryable } from "./database";

/** What was decided about each group, by its key, and how many decisions were kept to get there: whoever decides next has seen so many. */
export interface DecisionLog {
  readonly decisions: Decisions;
  readonly length: number;
}

/** Earlier decisions stay in the table; of one group the last counts, and one that was undone is open. */
export async function decisionLog(db: Queryable, projectId: string, annotationId: string): Promise<DecisionLog> {
  const rows = await db.query<Decision & { seq: number }>(
    `SELECT "group_key" AS "group", "choice", "layer", "span_id" AS span, "reason", "seq" FROM "adjudication_decision" WHERE "project_id" = $1 AND "annotation_id" = $2 ORDER BY "seq"`, [projectId, annotationId]);
  const last = new Map(rows.map(({ seq: _, ...decision }) => [decision.group, decision]));
  return { decisions: new Map([...last].filter(([, { choice }]) => choice !== "undone")), length: rows.at(-1)?.seq ?? 0 };
}
