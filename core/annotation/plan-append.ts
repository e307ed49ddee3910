import type { Result } from "../result";
import { fail, succeed } from "../result";
import { refuse } from "./admit";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { DraftAnnotation } from "./draft-annotation";
import type { Operation } from "./operation";
import { isSameOperation } from "./operation-equality";
import type { Refusal } from "./refusal";
import type { WireOperation } from "./wire-operation";
import { isWhole } from "./wire-operation";

/** What a batch of operations asks of the log: nothing (all of it is logged already), the missing ones first (stale), or to append these. */
export type AppendPlan =
  | { readonly kind: "nothing" }
  | { readonly kind: "stale" }
  | { readonly kind: "append"; readonly operations: readonly Operation[]; readonly annotation: Annotation };

/** Steps 1 to 4 of the operations protocol (contract.md): drop what is logged, compare the base, apply.
 *  The caller appends under the condition that the log still has `held.revision` operations; if another came first, the answer is stale as well.
 *  @param held   the fold of the whole log
 *  @param logged the logged operations among the ids that were sent (others may be there too)
 *  @param base   the revision on which the client built the batch
 *  A batch that names one opId twice with the same content counts once; with other content it is refused. */
export function planAppend(
  held: Annotation, logged: ReadonlyMap<string, Operation>, base: number, sent: readonly WireOperation[], context: AnnotationContext,
): Result<AppendPlan, Refusal> {
  const fresh = new Map<string, WireOperation>();
  for (const operation of sent) {
    const known = logged.get(operation.opId);
    const twin = fresh.get(operation.opId);
    if ((known && !isSameOperation(known, operation)) || (twin && !isSameSent(twin, operation))) return fail({ opId: operation.opId, type: operation.type, kind: "operation-reused" });
    if (!known) fresh.set(operation.opId, operation);
  }
  if (fresh.size === 0) return succeed({ kind: "nothing" });
  if (base !== held.revision) return succeed({ kind: "stale" });

  const draft = new DraftAnnotation(held);
  const operations: Operation[] = [];
  for (const wire of fresh.values()) {
    const whole = completeOperation(draft.held, wire);
    if (!whole.ok) return whole;
    const refusal = refuse(draft.held, whole.value, context);
    if (refusal) return fail(refusal);
    draft.perform(whole.value);
    operations.push(whole.value);
  }
  return succeed({ kind: "append", operations, annotation: draft.finish() });
}

/** Looks up what a removal by id takes away. */
export function completeOperation(held: Annotation, wire: WireOperation): Result<Operation, Refusal> {
  if (isWhole(wire)) return succeed(wire);
  const { opId, type, id } = wire;
  if (type === "removeSpan") {
    const span = held.spans.get(id);
    return span ? succeed({ opId, type, span }) : fail({ opId, type, kind: "unknown-span", id });
  }
  const relation = held.relations.get(id);
  return relation ? succeed({ opId, type, relation }) : fail({ opId, type, kind: "unknown-relation", id });
}

const isSameSent = (a: WireOperation, b: WireOperation): boolean => (isWhole(a) ? isSameOperation(a, b) : !isWhole(b) && a.type === b.type && a.id === b.id);
