import type { AnnotationHead } from "./annotation-head";
import type { Database } from "./database";
import { newId } from "./id";
import type { NewAnnotation } from "./insert-annotations";
import { insertAnnotations } from "./insert-annotations";

/** Puts a draft copy of submitted work into its author's queue, as an item of the same round and kind: blinding, window and probability stay what they were.
 *  False: there is nobody to ask, since the author has left, only looks on, or never had an account. */
export const askAgain = (db: Database, projectId: string, of: AnnotationHead, draft: Pick<NewAnnotation, "codebookId" | "operations" | "annotation" | "provenance">, now: Date): Promise<boolean> =>
  db.transaction(async (within) => {
    const [item] = await within.query<{ id: string }>(
      `INSERT INTO "assignment" ("project_id", "id", "round_id", "trace_id", "membership_id", "pass", "kind", "position", "stratum", "inclusion_probability", "suggestions_shown", "window_start", "window_end", "asks_again")
       SELECT a."project_id", $3, s."round_id", a."trace_id", m."id", a."pass", coalesce(s."kind", 'main'), coalesce(s."position", 0), coalesce(s."stratum", ''), s."inclusion_probability", coalesce(s."suggestions_shown", false), s."window_start", s."window_end", a."id"
       FROM "annotation" a JOIN "membership" m ON m."project_id" = a."project_id" AND m."id" = a."membership_id"
       LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id"
       WHERE a."project_id" = $1 AND a."id" = $2 AND m."account_id" IS NOT NULL AND m."deactivated_at" IS NULL AND m."role" <> 'viewer' RETURNING "id"`, [projectId, of.id, newId(now.getTime())]);
    if (!item) return false;
    await insertAnnotations(within, projectId, [{
      ...draft, id: newId(now.getTime()), traceId: of.traceId, layer: of.layer, membershipId: of.membershipId, assignmentId: item.id, pass: of.pass,
      recordedRevision: draft.operations.length, coverage: null, activeSeconds: null, submittedAt: null,
    }], now);
    return true;
  });
