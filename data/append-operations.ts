import { createHash } from "node:crypto";
import type { Annotation } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import { toFold } from "@/core/annotation/serialize";
import type { AnnotationHead } from "./annotation-head";
import { remember } from "./annotations";
import { appendAlone, appendInGroup } from "./append-group";
import type { Database, Queryable } from "./database";
import { isUniqueViolation } from "./database";

export interface Append {
  readonly head: AnnotationHead;
  /** The revision to which `operations` were applied. */
  readonly base: number;
  /** At least one. */
  readonly operations: readonly Operation[];
  /** The fold after them. */
  readonly next: Annotation;
  readonly accountId: string | null;
  /** Settled work may be reopened; otherwise nothing is appended then. */
  readonly mayReopenSettled?: boolean;
  readonly now: Date;
}

/** Appends to the log in one statement (shared with whoever saves at the same moment), under the condition that it still has `base` operations; answers the new revision.
 *  null: another request came first, it reopens what is settled, or one of the operation ids is logged already; nothing was written. */
export async function appendOperations(db: Database, projectId: string, { head, base, operations, next, accountId, mayReopenSettled = true, now }: Append): Promise<number | null> {
  const closes = operations.some(({ type }) => type === "submit");
  const spanLabels = labelsOf(next);
  const digest = next.status === "submitted" ? digestOf(next) : null;
  const submittedAt = next.status === "draft" ? null : closes ? now : head.submittedAt;
  const unlessSettled = !mayReopenSettled && operations.some(({ type }) => type === "reopen");
  const row = {
    project: projectId, id: head.id, base, status: next.status, flagged: next.flagged, empty: next.empty, labels: spanLabels, spanCount: next.spans.size, submittedAt, digest, now, account: accountId, closes, unlessSettled,
    operations: operations.map((operation, index) => ({ place: index + 1, opId: operation.opId, body: JSON.stringify(operation) })),
  };
  // The first of a truth pass freezes the behaviour pass of its trace.
  const alone = unlessSettled || (head.pass === "truth" && base === 0);
  const revision = await (alone ? appendAlone(db, row, head.traceId) : appendInGroup(db, row)).catch((error: unknown) => {
    if (isUniqueViolation(error)) return null;
    throw error;
  });
  if (revision === null) return null;
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

/** Distinct labels in use, sorted. */
export const labelsOf = (annotation: Annotation): string[] => [...new Set([...annotation.spans.values()].map(({ label }) => label))].sort();

/** Two finished annotations of one pass with different digests disagree: on a label, a range or a field, not on ids, notes or certainty. */
export function digestOf(annotation: Annotation): string {
  const marks = [...annotation.spans.values()].map(({ field, start, end, label }) => `${field} ${start} ${end} ${label}`).sort();
  return createHash("sha256").update(marks.join("\n")).digest("hex").slice(0, 32);
}
