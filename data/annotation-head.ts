import type { AnnotationStatus, Pass } from "@/core/annotation/annotation";

/** The head of an annotation's log: everything but its operations. */
export interface AnnotationHead {
  readonly id: string;
  readonly traceId: string;
  /** annotator:<handle>, gold, imported:<source>. */
  readonly layer: string;
  readonly membershipId: string | null;
  readonly assignmentId: string | null;
  /** The assignment's id, or "ad-hoc". */
  readonly slot: string;
  readonly pass: Pass;
  /** The codebook version, fixed when the annotation was opened. */
  readonly codebookId: string;
  /** Number of operations in the log. */
  readonly revision: number;
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  readonly empty: boolean;
  readonly labels: readonly string[];
  readonly spanCount: number;
  /** Revision of the stored snapshot. */
  readonly foldRevision: number;
  /** What an import said, and how many operations it wrote for it; null when the annotation began here. */
  readonly imported: { readonly revision: number; readonly operations: number } | null;
  readonly suggestionsShown: boolean;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly submittedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Columns of a head, as `toHead` wants them; `a` is the table. */
export const HEAD_COLUMNS = `a."id", a."trace_id", a."layer", a."membership_id", a."assignment_id", a."slot", a."pass", a."codebook_id", a."revision", a."status", a."flagged", a."empty",
  a."labels", a."span_count", a."fold_revision", a."imported_revision", a."imported_log", a."suggestions_shown", a."provenance", a."submitted_at", a."created_at", a."updated_at"`;

export interface HeadRow {
  readonly id: string;
  readonly trace_id: string;
  readonly layer: string;
  readonly membership_id: string | null;
  readonly assignment_id: string | null;
  readonly slot: string;
  readonly pass: Pass;
  readonly codebook_id: string;
  readonly revision: number;
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  readonly empty: boolean;
  readonly labels: readonly string[];
  readonly span_count: number;
  readonly fold_revision: number;
  readonly imported_revision: number | null;
  readonly imported_log: number;
  readonly suggestions_shown: boolean;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly submitted_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const toHead = (row: HeadRow): AnnotationHead => ({
  id: row.id, traceId: row.trace_id, layer: row.layer, membershipId: row.membership_id, assignmentId: row.assignment_id, slot: row.slot, pass: row.pass, codebookId: row.codebook_id,
  revision: row.revision, status: row.status, flagged: row.flagged, empty: row.empty, labels: row.labels, spanCount: row.span_count, foldRevision: row.fold_revision,
  imported: row.imported_revision === null ? null : { revision: row.imported_revision, operations: row.imported_log },
  suggestionsShown: row.suggestions_shown, provenance: row.provenance, submittedAt: row.submitted_at, createdAt: row.created_at, updatedAt: row.updated_at,
});

/** The revision as a file says it: an imported annotation goes on counting where its file stopped, though its recreated log may have another length. */
export const recordedRevision = ({ revision, imported }: Pick<AnnotationHead, "revision" | "imported">): number => (imported ? imported.revision + revision - imported.operations : revision);
