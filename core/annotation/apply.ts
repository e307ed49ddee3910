import type { Result } from "../result";
import { fail, succeed } from "../result";
import { refuse } from "./admit";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { DraftAnnotation } from "./draft-annotation";
import type { Operation } from "./operation";
import type { Refusal } from "./refusal";

/** The annotation after an operation, or why it is refused. The same function runs in the browser and on the server.
 *  Costs one copy of the map that it touches. */
export const applyOperation = (annotation: Annotation, operation: Operation, context: AnnotationContext): Result<Annotation, Refusal> =>
  applyAll(annotation, [operation], context);

/** The annotation after a batch, all of it or nothing: the first refusal is the answer. Costs one copy for the whole batch. */
export function applyAll(annotation: Annotation, operations: Iterable<Operation>, context: AnnotationContext): Result<Annotation, Refusal> {
  const draft = new DraftAnnotation(annotation);
  for (const operation of operations) {
    const refusal = refuse(draft.held, operation, context);
    if (refusal) return fail(refusal);
    draft.perform(operation);
  }
  return succeed(draft.finish());
}
