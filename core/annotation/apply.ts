import type { Result } from "../result";
import { fail, succeed } from "../result";
import { refuse } from "./admit";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { DraftAnnotation } from "./draft-annotation";
import type { Operation } from "./operation";
import type { Refusal } from "./refusal";

/** The annotation after a batch, all of it or nothing: the first refusal is the answer. The same function runs in the browser and on the server.
 *  Costs one copy of each map that the batch touches. */
export function applyAll(annotation: Annotation, operations: Iterable<Operation>, context: AnnotationContext): Result<Annotation, Refusal> {
  const draft = new DraftAnnotation(annotation);
  for (const operation of operations) {
    const refusal = refuse(draft.held, operation, context);
    if (refusal) return fail(refusal);
    draft.perform(operation);
  }
  return succeed(draft.finish());
}
