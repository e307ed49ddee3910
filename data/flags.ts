import type { AnnotationStatus, Pass } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import type { Database } from "./database";

/** An annotation whose author asks for a look. */
export interface FlaggedAnnotation {
  readonly annotation: string;
  readonly traceId: string;
  readonly layer: string;
  readonly pass: Pass;
  /** What was said when it was flagged last; "" without a comment. */
  readonly comment: string;
  readonly status: AnnotationStatus;
  readonly updatedAt: Date;
}

/** Annotations that are flagged now, changed last first. The comment stands in the log: its last `setFlag`. */
export async function flaggedAnnotations(db: Database, projectId: string): Promise<FlaggedAnnotation[]> {
  const rows = await db.query<Omit<FlaggedAnnotation, "comment"> & { body: string | null }>(
    `SELECT a."id" AS annotation, a."trace_id" AS "traceId", a."layer", a."pass", a."status", a."updated_at" AS "updatedAt",
       (SELECT o."body" FROM "annotation_operation" o WHERE o."project_id" = a."project_id" AND o."annotation_id" = a."id" AND o."body" LIKE '%"type":"setFlag"%' ORDER BY o."seq" DESC LIMIT 1) AS body
     FROM "annotation" a WHERE a."project_id" = $1 AND a."flagged" ORDER BY a."updated_at" DESC, a."id"`, [projectId]);
  return rows.map(({ body, ...row }) => ({ ...row, comment: commentOf(body) }));
}

function commentOf(body: string | null): string {
  const operation = body === null ? null : (JSON.parse(body) as Operation);
  return operation?.type === "setFlag" ? operation.to.comment : "";
}
