import { emptyAnnotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import { diffAnnotation } from "@/core/annotation/diff";
import { foldLog } from "@/core/annotation/fold";
import type { Operation } from "@/core/annotation/operation";
import type { Codebook } from "@/core/codebook/codebook";
import type { Said } from "@/core/formats/said";
import { said } from "@/core/formats/said";
import type { ImportedAnnotation, ImportedTrace } from "@/core/formats/trace-record";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import { offsetMap } from "@/core/text/offset";
import type { Queryable } from "@/data/database";
import { newId } from "@/data/id";
import { ensureAssignments, ensureHandle, ensureRound } from "@/data/imported-people";
import type { NewAnnotation } from "@/data/insert-annotations";
import { isFaultyDetector } from "./detector-layer";

/** A project's codebook versions by `key version`. */
export type KnownCodebooks = ReadonlyMap<string, { readonly id: string; readonly body: Codebook }>;

/** An imported annotation as a log: what the fold of it says is what the file said. */
export interface RecreatedAnnotation {
  readonly imported: ImportedAnnotation;
  readonly codebookId: string;
  readonly operations: readonly Operation[];
}

/** The annotations of a record as logs of operations with ids that are the same at every import; the reason, when one does not hold by its codebook.
 *  Nothing of the row is stored then. */
export function recreateAnnotations(record: ImportedTrace, codebooks: KnownCodebooks): Result<readonly RecreatedAnnotation[], Said> {
  if (!record.annotations?.length) return succeed([]);
  const offsets = { prompt: offsetMap(record.prompt), cot: offsetMap(record.cot), answer: offsetMap(record.answer ?? "") };
  const recreated: RecreatedAnnotation[] = [];
  for (const imported of record.annotations) {
    const id = imported.id ?? "";
    if (isFaultyDetector(imported.layer)) return fail(said("no-detector", { id, layer: imported.layer }));
    const { key, version } = imported.codebook;
    const codebook = codebooks.get(`${key} ${version}`);
    if (!codebook) return fail(said("no-codebook", { id, key, version }));
    const operations = operationsOf(imported);
    // Submission was judged when it happened: checks that block it here are not the file's.
    const applied = applyAll(emptyAnnotation, operations.filter(({ type }) => type !== "submit"), { offsets, codebook: codebook.body, excluded: record.excluded });
    if (!applied.ok) return fail(said("refused-by-codebook", { id, operation: applied.error.type, why: applied.error.kind }));
    recreated.push({ imported, codebookId: codebook.id, operations });
  }
  return succeed(recreated);
}

function operationsOf(imported: ImportedAnnotation): Operation[] {
  let made = 0;
  const nextId = (): string => `import-${++made}`;
  const operations = diffAnnotation(emptyAnnotation, { spans: imported.spans, relations: imported.relations, answers: imported.answers, empty: imported.empty }, nextId);
  if (imported.flagged || imported.flagComment !== "") operations.push({ opId: nextId(), type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: imported.flagged, comment: imported.flagComment } });
  if (imported.status === "submitted") operations.push({ opId: nextId(), type: "submit" });
  return operations;
}

/** Gives recreated annotations their people, rounds and assignments, and makes them ready to be stored. */
export async function placeAnnotations(within: Queryable, projectId: string, given: readonly { readonly traceId: string; readonly annotations: readonly RecreatedAnnotation[] }[], now: Date): Promise<NewAnnotation[]> {
  const handles = new Map<string, { readonly id: string; readonly handle: string }>();
  const rounds = new Map<string, string>();
  const placed: NewAnnotation[] = [];
  const assignments: Parameters<typeof ensureAssignments>[2][number][] = [];
  for (const { traceId, annotations } of given) {
    for (const { imported, codebookId, operations } of annotations) {
      const named = imported.layer.startsWith("annotator:") ? imported.layer.slice("annotator:".length) : null;
      if (named !== null && !handles.has(named)) handles.set(named, await ensureHandle(within, projectId, named, now));
      const member = named === null ? null : (handles.get(named) ?? null);
      if (imported.round !== undefined && !rounds.has(imported.round)) rounds.set(imported.round, await ensureRound(within, projectId, { name: imported.round, pass: imported.pass, codebookId }, now));
      if (imported.assignment !== undefined) {
        assignments.push({
          id: imported.assignment, roundId: imported.round === undefined ? null : (rounds.get(imported.round) ?? null), traceId, membershipId: member?.id ?? null, pass: imported.pass, finished: imported.status === "submitted",
        });
      }
      placed.push({
        id: imported.id ?? newId(), traceId, layer: member ? `annotator:${member.handle}` : imported.layer, membershipId: member?.id ?? null, assignmentId: imported.assignment ?? null, pass: imported.pass,
        codebookId, operations, annotation: foldLog(operations), recordedRevision: imported.revision, coverage: imported.coverage ?? null, activeSeconds: imported.activeSeconds ?? null,
        submittedAt: imported.submittedAt ?? null, provenance: imported.provenance,
      });
    }
  }
  await ensureAssignments(within, projectId, assignments, now);
  return placed;
}
