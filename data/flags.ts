import type { AnnotationStatus, Pass } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import type { Database } from "./database";

/** What an adjudicator answered. */
export interface FlagAnswer {
  readonly id: string;
  readonly body: string;
  readonly accountId: string | null;
  readonly at: Date;
}

/** An annotation whose author asks, or asked, for a look. */
export interface FlaggedAnnotation {
  readonly annotation: string;
  readonly traceId: string;
  readonly externalId: string;
  readonly layer: string;
  readonly assignment: string | null;
  readonly pass: Pass;
  /** What was said when it was flagged last; "" without a comment. */
  readonly comment: string;
  readonly flaggedAt: Date | null;
  readonly flagged: boolean;
  /** Flagged, and nobody has answered since. */
  readonly open: boolean;
  readonly answers: readonly FlagAnswer[];
  readonly status: AnnotationStatus;
  readonly updatedAt: Date;
}

/** Annotations that are flagged now or were answered, open ones first, changed last first. The comment stands in the log: its last `setFlag` that flagged.
 *  @param membershipId only this member's */
export async function flaggedAnnotations(db: Database, projectId: string, { membershipId }: { readonly membershipId?: string } = {}): Promise<FlaggedAnnotation[]> {
  type Row = Omit<FlaggedAnnotation, "comment" | "open" | "answers" | "flaggedAt">;
  const rows = await db.query<Row & { body: string | null; flagged_at: Date | null; answers: readonly { id: string; body: string; account: string | null; at: string }[] | null }>(
    `SELECT a."id" AS annotation, a."trace_id" AS "traceId", t."external_id" AS "externalId", a."layer", a."assignment_id" AS assignment, a."pass", a."status", a."flagged", a."updated_at" AS "updatedAt", o."body", o."at" AS flagged_at,
       (SELECT jsonb_agg(jsonb_build_object('id', f."id", 'body', f."body", 'account', f."account_id", 'at', f."at") ORDER BY f."id") FROM "flag_answer" f WHERE f."project_id" = a."project_id" AND f."annotation_id" = a."id") AS answers
     FROM "annotation" a JOIN "trace" t ON t."project_id" = a."project_id" AND t."id" = a."trace_id"
     LEFT JOIN LATERAL (SELECT o."body", o."at" FROM "annotation_operation" o WHERE o."project_id" = a."project_id" AND o."annotation_id" = a."id" AND o."body" LIKE '%"type":"setFlag"%"to":{%"flagged":true%' ORDER BY o."seq" DESC LIMIT 1) o ON true
     WHERE a."project_id" = $1 AND ($2::text IS NULL OR a."membership_id" = $2)
       AND (a."flagged" OR EXISTS (SELECT FROM "flag_answer" f WHERE f."project_id" = a."project_id" AND f."annotation_id" = a."id")) ORDER BY a."updated_at" DESC, a."id"`, [projectId, membershipId ?? null]);
  const found = rows.map(({ body, flagged_at: flaggedAt, answers, ...row }): FlaggedAnnotation => {
    const given = (answers ?? []).map(({ id, body: words, account, at }) => ({ id, body: words, accountId: account, at: new Date(at) }));
    return { ...row, flaggedAt, comment: commentOf(body), answers: given, open: row.flagged && !given.some(({ at }) => flaggedAt === null || at >= flaggedAt) };
  });
  return [...found.filter(({ open }) => open), ...found.filter(({ open }) => !open)];
}

/** False: the project has no such annotation, or it never was flagged. */
export async function answerFlag(db: Database, projectId: string, annotationId: string, { id, body, accountId, now }: { readonly id: string; readonly body: string; readonly accountId: string; readonly now: Date }): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO "flag_answer" ("project_id", "annotation_id", "id", "body", "account_id", "at")
     SELECT a."project_id", a."id", $3, $4, $5, $6::timestamptz FROM "annotation" a WHERE a."project_id" = $1 AND a."id" = $2
       AND (a."flagged" OR EXISTS (SELECT FROM "flag_answer" f WHERE f."project_id" = $1 AND f."annotation_id" = $2)) RETURNING "id"`, [projectId, annotationId, id, body, accountId, now]);
  return rows.length > 0;
}

/** What was answered to one annotation's flags, oldest first, with the handles of those who answered. */
export const answersToFlag = (db: Database, projectId: string, annotationId: string): Promise<{ readonly id: string; readonly body: string; readonly by: string | null; readonly at: Date }[]> =>
  db.query(
    `SELECT f."id", f."body", m."handle" AS by, f."at" FROM "flag_answer" f LEFT JOIN "membership" m ON m."project_id" = f."project_id" AND m."account_id" = f."account_id"
     WHERE f."project_id" = $1 AND f."annotation_id" = $2 ORDER BY f."id"`, [projectId, annotationId]);

function commentOf(body: string | null): string {
  const operation = body === null ? null : (JSON.parse(body) as Operation);
  return operation?.type === "setFlag" ? operation.to.comment : "";
}
