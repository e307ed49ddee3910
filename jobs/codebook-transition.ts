import { emptyAnnotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import type { WantedAnnotation } from "@/core/annotation/diff";
import { diffAnnotation } from "@/core/annotation/diff";
import { foldLog } from "@/core/annotation/fold";
import type { Operation } from "@/core/annotation/operation";
import type { Migrated } from "@/core/codebook/migrate";
import { migrateAnnotation } from "@/core/codebook/migrate";
import type { MigrationStep } from "@/core/codebook/migration-plan";
import type { AnnotationHead } from "@/data/annotation-head";
import type { HeldAnnotation } from "@/data/annotations";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import type { NewAnnotation } from "@/data/insert-annotations";
import { offsetsOfTrace, traceById } from "@/data/traces";

/** A published version, its successor, and what becomes of every part that the successor lacks. */
export interface Transition {
  readonly from: CodebookVersion;
  readonly to: CodebookVersion;
  readonly steps: readonly MigrationStep[];
}

/** copied: the next version has it, settled as it was · askedAgain: a draft of it waits for whoever made it · unasked: nobody is there to ask · refused: it does not hold by the next version's rules. */
export type Fate = "copied" | "askedAgain" | "unasked" | "refused";

/** An annotation under the next version, with the judgement of its rules on a state of it: the operations that make it, or null where they do not allow it. */
export interface Moved extends Migrated {
  readonly operationsFor: (wanted: WantedAnnotation) => readonly Operation[] | null;
  readonly asksAgain: boolean;
}

/** null: its trace is gone. */
export async function moveTo(db: Database, projectId: string, { head, annotation }: HeldAnnotation, { from, to, steps }: Transition): Promise<Moved | null> {
  const [trace, offsets] = await Promise.all([traceById(db, projectId, head.traceId), offsetsOfTrace(db, projectId, head.traceId)]);
  const migrated = migrateAnnotation(annotation, from.body, from.version, to.body, steps);
  if (!migrated.ok) throw new Error("the plan leaves a removal undecided");
  if (!trace || !offsets) return null;
  const operationsFor = (wanted: WantedAnnotation): readonly Operation[] | null => {
    const operations = diffAnnotation(emptyAnnotation, wanted, newId);
    // Submission was judged when it happened: checks that block it in the next version are not the copy's.
    return applyAll(emptyAnnotation, operations.filter(({ type }) => type !== "submit"), { offsets, codebook: to.body, excluded: trace.excluded }).ok ? operations : null;
  };
  return { ...migrated.value, operationsFor, asksAgain: migrated.value.lost.some(({ why }) => why === "ask-again") };
}

/** What a copy under the next version has in common with its original, beside its operations. */
export const copyOf = (head: AnnotationHead, { to }: Transition, operations: readonly Operation[]): Omit<NewAnnotation, "coverage" | "activeSeconds" | "submittedAt" | "provenance"> => ({
  id: newId(), traceId: head.traceId, layer: head.layer, membershipId: head.membershipId, assignmentId: head.assignmentId, slot: `migrated ${to.id}`, pass: head.pass, codebookId: to.id, operations, annotation: foldLog(operations),
  recordedRevision: operations.length,
});
