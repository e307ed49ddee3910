import { refuse } from "./admit";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { DraftAnnotation } from "./draft-annotation";
import { foldLog } from "./fold";
import type { Operation } from "./operation";
import type { Refusal } from "./refusal";
import { isSatisfied } from "./satisfied";
import type { Subject } from "./subject";
import { subjectOf } from "./subject";

/** One of my operations that no longer applies, with both versions of what it is about. */
export interface Conflict {
  readonly operation: Operation;
  readonly refusal: Refusal;
  /** As I had it, with all my pending work. */
  readonly mine: Subject;
  /** As it is now. */
  readonly theirs: Subject;
}

export interface Rebased {
  /** What the server holds. */
  readonly base: Annotation;
  /** What the server holds with my pending work on top: what is shown. Its revision is the base's plus the number of pending operations. */
  readonly annotation: Annotation;
  /** My operations that still apply, in their order: to be sent again on `base.revision`. */
  readonly pending: readonly Operation[];
  /** My operations that the server had all along (its answer was lost). */
  readonly acknowledged: readonly Operation[];
  /** My operations whose effect is there already, by someone else's hand. */
  readonly satisfied: readonly Operation[];
  readonly conflicts: readonly Conflict[];
}

/** Puts my pending operations on top of what I missed. Nothing is overwritten and nothing of mine is lost from sight: each operation ends in exactly one of the four lists.
 *  @param base    the last state of the server that I know
 *  @param missing what the server logged after it, as sent with 409; trusted */
export function rebase(base: Annotation, missing: readonly Operation[], pending: readonly Operation[], context: AnnotationContext): Rebased {
  const mine = optimistic(base, pending, context);
  const now = foldLog(missing, base);
  const arrived = new Set(missing.map(({ opId }) => opId));
  const draft = new DraftAnnotation(now);
  const kept: Operation[] = [];
  const satisfied: Operation[] = [];
  const conflicts: Conflict[] = [];
  for (const operation of pending) {
    if (arrived.has(operation.opId)) continue;
    const refusal = refuse(draft.held, operation, context);
    if (!refusal) {
      draft.perform(operation);
      kept.push(operation);
    } else if (isSatisfied(draft.held, operation)) satisfied.push(operation);
    else conflicts.push({ operation, refusal, mine: subjectOf(mine, operation), theirs: subjectOf(now, operation) });
  }
  return { base: now, annotation: draft.finish(), pending: kept, acknowledged: pending.filter(({ opId }) => arrived.has(opId)), satisfied, conflicts };
}

/** What I saw before: the base with my pending operations, passing over any that did not apply to it. */
function optimistic(base: Annotation, pending: readonly Operation[], context: AnnotationContext): Annotation {
  const draft = new DraftAnnotation(base);
  for (const operation of pending) if (!refuse(draft.held, operation, context)) draft.perform(operation);
  return draft.finish();
}
