import type { AnnotationStatus, Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";

/** One of a member's own annotations, for their list. */
export interface OwnWork {
  readonly annotation: string;
  readonly traceId: string;
  readonly externalId: string;
  readonly assignment: string | null;
  readonly round: string | null;
  readonly pass: Pass;
  readonly revision: number;
  readonly status: AnnotationStatus;
  readonly spanCount: number;
  readonly submittedAt: Date | null;
  readonly updatedAt: Date;
  /** Copied from the annotation of the same text elsewhere. */
  readonly copied: boolean;
  /** Where its assignment is: in the member's hands (or there is none), skipped by them, or back in the queue (or with somebody else): then it can be read, and not gone on with. */
  readonly place: "own" | "skipped" | "back";
}

/** A page of a member's annotations, changed last first. @param before the `updatedAt` and id behind which the page begins */
export const ownWork = (db: Database, projectId: string, membershipId: string, { limit, before }: { readonly limit: number; readonly before?: { readonly at: Date; readonly id: string } | undefined }): Promise<OwnWork[]> =>
  db.query<OwnWork>(
    `SELECT a."id" AS annotation, a."trace_id" AS "traceId", t."external_id" AS "externalId", a."assignment_id" AS assignment, r."name" AS round, a."pass", a."revision", a."status", a."span_count" AS "spanCount",
       a."submitted_at" AS "submittedAt", a."updated_at" AS "updatedAt", a."provenance" ->> 'copiedFrom' IS NOT NULL AS copied,
       CASE WHEN s."id" IS NULL OR (s."claimed_by" = $2 AND s."status" IN ('claimed', 'submitted')) THEN 'own' WHEN s."claimed_by" = $2 AND s."status" = 'skipped' THEN 'skipped' ELSE 'back' END AS place
     FROM "annotation" a JOIN "trace" t ON t."project_id" = a."project_id" AND t."id" = a."trace_id"
     LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id" LEFT JOIN "round" r ON r."project_id" = s."project_id" AND r."id" = s."round_id"
     WHERE a."project_id" = $1 AND a."membership_id" = $2 AND a."layer" LIKE 'annotator:%' AND a."revision" > 0 AND a."provenance" ->> 'migratedFrom' IS NULL AND ($3::timestamptz IS NULL OR (a."updated_at", a."id") < ($3::timestamptz, $4::text))
     ORDER BY a."updated_at" DESC, a."id" DESC LIMIT $5::int`, [projectId, membershipId, before?.at ?? null, before?.id ?? null, limit]);
