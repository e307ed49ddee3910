import type { Annotation, Pass } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import { toFold } from "@/core/annotation/serialize";
import type { FieldRange } from "@/core/formats/trace-record";
import { digestOf, labelsOf } from "./append-operations";
import type { Queryable } from "./database";
import { newId } from "./id";

/** A whole annotation with its recreated log; `annotation` is the fold of `operations`. */
export interface NewAnnotation {
  readonly id: string;
  readonly traceId: string;
  readonly layer: string;
  readonly membershipId: string | null;
  readonly assignmentId: string | null;
  /** Its place beside others of the layer; left out: the assignment, or ad hoc. */
  readonly slot?: string;
  readonly pass: Pass;
  readonly codebookId: string;
  readonly operations: readonly Operation[];
  readonly annotation: Annotation;
  readonly recordedRevision: number;
  readonly coverage: readonly FieldRange[] | null;
  readonly activeSeconds: number | null;
  readonly submittedAt: string | null;
  readonly provenance: Readonly<Record<string, string>>;
}

/** Stores annotations that came with imported traces, logs and snapshots included, and answers how many were new.
 *  One that is there already (same id on the same trace, or same trace, layer, assignment and pass) stays as it is; an id that another trace uses is replaced. */
export async function insertAnnotations(within: Queryable, projectId: string, given: readonly NewAnnotation[], now: Date): Promise<number> {
  if (given.length === 0) return 0;
  const held = new Map((await within.query<{ id: string; trace_id: string }>(
    `SELECT "id", "trace_id" FROM "annotation" WHERE "project_id" = $1 AND "id" = ANY ($2::text[])`, [projectId, given.map(({ id }) => id)])).map((row) => [row.id, row.trace_id]));
  const fresh = given.filter(({ id, traceId }) => held.get(id) !== traceId).map((one) => (held.has(one.id) ? { ...one, id: newId() } : one));
  if (fresh.length === 0) return 0;
  const stored = await within.query<{ id: string }>(HEADS, [projectId, now, JSON.stringify(fresh.map(headOf))]);
  const ids = new Set(stored.map(({ id }) => id));
  const logs = fresh.filter(({ id }) => ids.has(id)).flatMap(({ id, operations }) => operations.map((operation, index) => ({ id, seq: index + 1, opId: operation.opId, body: JSON.stringify(operation) })));
  if (logs.length > 0) {
    await within.query(
      `INSERT INTO "annotation_operation" ("project_id", "annotation_id", "seq", "op_id", "body", "at")
       SELECT $1, x."id", x."seq", x."opId", x."body", $2::timestamptz FROM json_to_recordset($3::json) AS x ("id" text, "seq" int, "opId" text, "body" text)`, [projectId, now, JSON.stringify(logs)]);
  }
  return stored.length;
}

/** Of annotations that are to be stored, those that would not be, because their trace has another annotation in their place that marks other spans. Those that are there as they are do not count. */
export async function displaced(within: Queryable, projectId: string, given: readonly NewAnnotation[]): Promise<readonly NewAnnotation[]> {
  if (given.length === 0) return [];
  const rows = await within.query<{ place: number }>(
    `SELECT x."place" FROM json_to_recordset($2::json) AS x ("place" int, "id" text, "traceId" text, "layer" text, "slot" text, "pass" text, "digest" text)
     JOIN "annotation" a ON a."project_id" = $1 AND a."trace_id" = x."traceId" AND a."layer" = x."layer" AND a."slot" = x."slot" AND a."pass" = x."pass" AND a."id" <> x."id" AND a."digest" IS DISTINCT FROM x."digest"`,
    [projectId, JSON.stringify(given.map((one, place) => { const { id, traceId, layer, slot, pass, digest } = headOf(one); return { place, id, traceId, layer, slot, pass, digest }; }))]);
  return rows.map(({ place }) => given[place]!);
}

const headOf = ({ operations, annotation, ...one }: NewAnnotation) => ({
  ...one, slot: one.slot ?? one.assignmentId ?? "ad-hoc", revision: operations.length, status: annotation.status, flagged: annotation.flagged, empty: annotation.empty, labels: labelsOf(annotation),
  spanCount: annotation.spans.size, digest: annotation.status === "submitted" ? digestOf(annotation) : null, fold: JSON.stringify(toFold(annotation)),
});

const HEADS = `INSERT INTO "annotation" ("project_id", "created_at", "updated_at", "id", "trace_id", "layer", "membership_id", "assignment_id", "slot", "pass", "codebook_id", "revision", "status", "flagged", "empty",
    "labels", "span_count", "digest", "fold", "fold_revision", "imported_revision", "imported_log", "imported_coverage", "imported_seconds", "submitted_at", "provenance")
  SELECT $1, $2::timestamptz, $2::timestamptz, x."id", x."traceId", x."layer", x."membershipId", x."assignmentId", x."slot", x."pass", x."codebookId", x."revision", x."status", x."flagged", x."empty",
    x."labels", x."spanCount", x."digest", x."fold", x."revision", x."recordedRevision", x."revision", x."coverage", x."activeSeconds", x."submittedAt", x."provenance"
  FROM json_to_recordset($3::json) AS x ("id" text, "traceId" text, "layer" text, "membershipId" text, "assignmentId" text, "slot" text, "pass" text, "codebookId" text, "revision" int, "status" text,
    "flagged" boolean, "empty" boolean, "labels" text[], "spanCount" int, "digest" text, "fold" text, "recordedRevision" int, "coverage" jsonb, "activeSeconds" int, "submittedAt" timestamptz, "provenance" jsonb)
  ON CONFLICT DO NOTHING RETURNING "id"`;
