import type { Annotation } from "../annotation/annotation";
import { applyAll } from "../annotation/apply";
import type { AnnotationContext } from "../annotation/context";
import type { Operation } from "../annotation/operation";
import type { Refusal } from "../annotation/refusal";
import type { Result } from "../result";
import { fail, succeed } from "../result";

/** Submits the gold. "Nothing here" is said, or taken back, as the spans have it: rejecting every span is a result too. */
export function closeGold(gold: Annotation, context: AnnotationContext, newId: () => string): Result<{ readonly operations: readonly Operation[]; readonly gold: Annotation }, Refusal> {
  const empty = gold.spans.size === 0;
  const operations: Operation[] = [
    ...(gold.empty === empty ? [] : [{ opId: newId(), type: "setEmpty" as const, from: gold.empty, to: empty }]),
    { opId: newId(), type: "submit" },
  ];
  const closed = applyAll(gold, operations, context);
  return closed.ok ? succeed({ operations, gold: closed.value }) : fail(closed.error);
}
