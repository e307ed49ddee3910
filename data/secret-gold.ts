/** Condition of a statement on an assignment: its round is open, hides the work of others, and has gold hidden among the rest. What became of a submitted trace would then tell which ones were gold, so an annotator
 *  reads it when the round is closed, of all alike. Qualification items are known for what they are. */
export const keepsGoldSecret = (assignment: string): string => `(${assignment}."kind" <> 'qualification' AND EXISTS (SELECT FROM "round" h WHERE h."project_id" = ${assignment}."project_id" AND h."id" = ${assignment}."round_id"
    AND h."closed_at" IS NULL AND h."blinding" -> 'hidden' @> '["layers"]'::jsonb AND EXISTS (SELECT FROM "assignment" k WHERE k."project_id" = h."project_id" AND k."round_id" = h."id" AND k."kind" = 'gold')))`;

/** Condition of a statement on the id of an assignment: it is such a hidden gold item. */
export const isSecretGold = (project: string, assignment: string): string => `EXISTS (SELECT FROM "assignment" s WHERE s."project_id" = ${project} AND s."id" = ${assignment} AND s."kind" = 'gold' AND ${keepsGoldSecret("s")})`;
