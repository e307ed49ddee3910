import { emptyAnnotation } from "./annotation";
import type { Annotation } from "./annotation";
import { DraftAnnotation } from "./draft-annotation";
import type { Operation } from "./operation";

/** What a log of accepted operations says: revision = number of operations, on top of a base (a snapshot, or nothing).
 *  O(log + size of base). Nothing is checked again: a codebook or a rule may have changed since the operations were accepted.
 *  @throws Error on a log that changes what it does not hold */
export function foldLog(operations: Iterable<Operation>, base: Annotation = emptyAnnotation): Annotation {
  const draft = new DraftAnnotation(base);
  for (const operation of operations) draft.perform(operation);
  return draft.finish();
}
