import { createHash } from "node:crypto";
import type { Annotation } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import { toFold } from "@/core/annotation/serialize";
import type { AnnotationHead } from "./annotation-head";
import { remember } from "./annotations";
import type { Database, Queryable } from "./database";
import { isUniqueViolation } from "./database";
import type { NewDecision } from "./adjudication-decisions";

export interface Append {
  readonly head: AnnotationHead;
  /** The revision to which `operations` were applied. */
  readonly base: number;
  /** At least one, unless there are decisions: rejecting what was never in the gold changes no span. */
  readonly operations: readonly Operation[];
  /** Of a gold annotation: kept under the same condition as the operations. */
  readonly decisions?: readonly NewDecision[];
  /** The fold after them. */
  readonly next: Annotation;
  readonly accountId: string | null;
  readonly now: Date;
}

/** Appends to the log in one statement, under the condition that it still has `base` operations; answers the new revision.
 *  null: another request came first, or one of the operation ids is logged already; nothing was written. */
export async function appendOperations(db: Database, projectId: string, { head, base, operations, decisions = [], next, accountId, now }: Append): Promise<number | null> {
  const closes = operations.some(({ type }) => type === "submit");
  const spanLabels = labelsOf(next);
  const digest = next.status === "submitted" ? digestOf(next) : null;
  const submittedAt = next.status === "draft" ? null : closes ? now : head.submittedAt;
  let rows: { revision: number }[];
  try {
    rows = await db.query<{ revision: number }>(decisions.length > 0 ? APPEND_AND_DECIDE : closes && head.assignmentId ? APPEND_AND_CLOSE : APPEND, [
      projectId, head.id, base, operations.length, next.status, next.flagged, next.empty, spanLabels, next.spans.size, submittedAt, digest, now,
      operations.map(({ opId }) => opId), operations.map((operation) => JSON.stringify(operation)), accountId,
      ...(decisions.length > 0 ? [decisions.map(({ id }) => id), decisions.map(({ group }) => group), decisions.map(({ choice }) => choice), decisions.map(({ layer }) => layer), decisions.map(({ span }) => span), decisions.map(({ reason }) => reason)] : []),
    ]);
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
  const revision = rows[0]?.revision;
  if (revision === undefined) return null;
  const moved: AnnotationHead = { ...head, revision, status: next.status, flagged: next.flagged, empty: next.empty, labels: spanLabels, spanCount: next.spans.size, submittedAt, updatedAt: now };
  const held = { head: moved, annotation: { ...next, revision } };
  if (revision - head.foldRevision < SNAPSHOT_EVERY && !closes) {
    remember(db, projectId, held);
  } else {
    remember(db, projectId, { head: { ...moved, foldRevision: revision }, annotation: held.annotation });
    // Off the hot path, and no matter if it fails: a snapshot only shortens the next reading.
    setImmediate(() => { writeSnapshot(db, projectId, head.id, held.annotation).catch(() => {}); });
  }
  return revision;
}

/** Operations between two snapshots: folding so many takes well under a millisecond, writing the fold of a long trace takes several. */
export const SNAPSHOT_EVERY = 256;

/** Stores the fold beside the log; an older one never replaces a newer one. */
export async function writeSnapshot(db: Queryable, projectId: string, annotationId: string, annotation: Annotation): Promise<void> {
  await db.query(`UPDATE "annotation" SET "fold" = $3, "fold_revision" = $4::int WHERE "project_id" = $1 AND "id" = $2 AND "fold_revision" < $4::int AND "revision" >= $4::int`,
    [projectId, annotationId, JSON.stringify(toFold(annotation)), annotation.revision]);
}

const moved = `moved AS (
    UPDATE "annotation" SET "revision" = "revision" + $4::int, "status" = $5, "flagged" = $6::boolean, "empty" = $7::boolean, "labels" = $8::text[], "span_count" = $9::int,
      "submitted_at" = $10::timestamptz, "digest" = $11, "updated_at" = $12::timestamptz
    WHERE "project_id" = $1 AND "id" = $2 AND "revision" = $3::int RETURNING "revision", "assignment_id")`;
const logged = `logged AS (
    INSERT INTO "annotation_operation" ("project_id", "annotation_id", "seq", "op_id", "body", "account_id", "at")
    SELECT $1, $2, $3::int + o.place, o.op_id, o.body, $15, $12::timestamptz FROM moved, unnest($13::text[], $14::text[]) WITH ORDINALITY AS o (op_id, body, place))`;
const APPEND = `WITH ${moved}, ${logged} SELECT "revision" FROM moved`;
const APPEND_AND_DECIDE = `WITH ${moved}, ${logged}, decided AS (
    INSERT INTO "adjudication_decision" ("project_id", "annotation_id", "id", "group_key", "choice", "layer", "span_id", "reason", "account_id", "at")
    SELECT $1, $2, d.id, d.group_key, d.choice, d.layer, d.span_id, d.reason, $15, $12::timestamptz
    FROM moved, unnest($16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[]) AS d (id, group_key, choice, layer, span_id, reason))
  SELECT "revision" FROM moved`;
const APPEND_AND_CLOSE = `WITH ${moved}, ${logged}, closed AS (
    UPDATE "assignment" SET "status" = 'submitted', "finished_at" = $12::timestamptz, "lease_until" = NULL, "prefetched" = false
    WHERE "project_id" = $1 AND "id" = (SELECT "assignment_id" FROM moved) AND "status" IN ('open', 'claimed'))
  SELECT "revision" FROM moved`;

/** Distinct labels in use, sorted. */
export const labelsOf = (annotation: Annotation): string[] => [...new Set([...annotation.spans.values()].map(({ label }) => label))].sort();

/** Two finished annotations of one pass with different digests disagree: on a label, a range or a field, not on ids, notes or certainty. */
export function digestOf(annotation: Annotation): string {
  const marks = [...annotation.spans.values()].map(({ field, start, end, label }) => `${field} ${start} ${end} ${label}`).sort();
  return createHash("sha256").update(marks.join("\n")).digest("hex").slice(0, 32);
}
