import { emptyAnnotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import { diffAnnotation } from "@/core/annotation/diff";
import { foldLog } from "@/core/annotation/fold";
import type { Operation } from "@/core/annotation/operation";
import { toFold } from "@/core/annotation/serialize";
import type { AnnotationHead } from "./annotation-head";
import type { HeldAnnotation } from "./annotations";
import { AD_HOC, refreshed } from "./annotations";
import { appendOperations } from "./append-operations";
import { codebookById } from "./codebooks";
import type { Database } from "./database";
import { newId } from "./id";
import { insertAnnotations } from "./insert-annotations";
import { readingOf } from "./readings";
import { offsetsOfTrace, traceById } from "./traces";

/** Copies submitted work to the traces of its round that have the same text under the same prompt, and brings copies made before up to date; answers to how many.
 *  A copy is an annotation of its own whose provenance names the one that it came from; work of one's own on such a trace is left alone. */
export async function copyToTwins(db: Database, projectId: string, annotationId: string, accountId: string, now: Date): Promise<number> {
  const original = await refreshed(db, projectId, annotationId);
  if (!original?.head.assignmentId || original.head.status !== "submitted") return 0;
  const twins = await db.query<{ trace: string; held: string | null; copied: boolean }>(
    `SELECT c."trace_id" AS trace, a."id" AS held, coalesce(a."provenance" ->> 'copiedFrom' = $3, false) AS copied
     FROM "assignment" s JOIN "round_copy" c ON c."project_id" = s."project_id" AND c."round_id" = s."round_id" AND c."of_trace_id" = s."trace_id"
     LEFT JOIN "annotation" a ON a."project_id" = c."project_id" AND a."trace_id" = c."trace_id" AND a."layer" = $4 AND a."slot" = $6 AND a."pass" = $5
     WHERE s."project_id" = $1 AND s."id" = $2`, [projectId, original.head.assignmentId, annotationId, original.head.layer, original.head.pass, slotOf(original.head)]);
  let copies = 0;
  for (const { trace, held, copied } of twins) {
    if (held === null) { await makeCopy(db, projectId, original, trace, now); copies++; }
    else if (copied && (await followOriginal(db, projectId, original, held, accountId, now))) copies++;
  }
  return copies;
}

/** Copies of what a codebook version asked again stand beside those of the version before. */
const slotOf = ({ provenance, codebookId }: AnnotationHead): string => (provenance["askedAgain"] === undefined ? AD_HOC : `migrated ${codebookId}`);

async function makeCopy(db: Database, projectId: string, { head, annotation }: HeldAnnotation, traceId: string, now: Date): Promise<void> {
  const { spans, relations, answers, empty } = toFold(annotation);
  const operations = diffAnnotation(emptyAnnotation, { spans, relations, answers, empty, submit: true }, newId);
  const reading = await readingOf(db, projectId, head.id);
  await insertAnnotations(db, projectId, [{
    id: newId(now.getTime()), traceId, layer: head.layer, membershipId: head.membershipId, assignmentId: null, slot: slotOf(head), pass: head.pass, codebookId: head.codebookId, operations, annotation: foldLog(operations),
    recordedRevision: operations.length, coverage: reading?.coverage ?? null, activeSeconds: null, submittedAt: now.toISOString(), provenance: { copiedFrom: head.id, copiedTrace: head.traceId },
  }], now);
}

/** False: the copy says the same already, or somebody is at it. */
async function followOriginal(db: Database, projectId: string, original: HeldAnnotation, copyId: string, accountId: string, now: Date): Promise<boolean> {
  const copy = await refreshed(db, projectId, copyId);
  const [trace, offsets, codebook] = copy ? await Promise.all([traceById(db, projectId, copy.head.traceId), offsetsOfTrace(db, projectId, copy.head.traceId), codebookById(db, projectId, copy.head.codebookId)]) : [];
  if (!copy || !trace || !offsets || !codebook || copy.head.status !== "submitted") return false;
  const { spans, relations, answers, empty } = toFold(original.annotation);
  const changes = diffAnnotation(copy.annotation, { spans, relations, answers, empty }, newId);
  if (changes.length === 0) return false;
  const operations: Operation[] = [{ opId: newId(), type: "reopen" }, ...changes, { opId: newId(), type: "submit" }];
  const next = applyAll(copy.annotation, operations, { offsets, codebook: codebook.body, excluded: trace.excluded, passes: [copy.head.pass] });
  return next.ok && (await appendOperations(db, projectId, { head: copy.head, base: copy.head.revision, operations, next: next.value, accountId, now })) !== null;
}
