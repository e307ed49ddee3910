import type { Annotation } from "./annotation";
import { refuseAnswer } from "./admit-answer";
import { refuseOnRelation } from "./admit-relation";
import { refuseOnSpan } from "./admit-span";
import { checkAnnotation } from "./checks";
import type { AnnotationContext } from "./context";
import { isId } from "./identifier";
import type { Operation } from "./operation";
import type { Refusal, RefusalReason } from "./refusal";
import { isSameValue } from "./same-value";

/** Why an operation cannot be applied to what is held, or null when it can. Reads, never writes. */
export function refuse(held: Annotation, operation: Operation, context: AnnotationContext): Refusal | null {
  const reason = reasonAgainst(held, operation, context);
  return reason && { opId: operation.opId, type: operation.type, ...reason };
}

function reasonAgainst(held: Annotation, operation: Operation, context: AnnotationContext): RefusalReason | null {
  if (!isId(operation.opId)) return { kind: "invalid-id", id: operation.opId };
  if (operation.type === "reopen") return held.status === "submitted" ? null : { kind: "not-submitted" };
  if (held.status === "submitted") return { kind: "submitted" };
  switch (operation.type) {
    case "addSpan": case "removeSpan": case "changeSpan": return refuseOnSpan(held, operation, context);
    case "addRelation": case "removeRelation": case "changeRelation": return refuseOnRelation(held, operation, context);
    case "setAnswer": return refuseAnswer(held, operation, context);
    case "setFlag": return isSameValue(operation.from, { flagged: held.flagged, comment: held.flagComment }) ? null : { kind: "stale-from" };
    case "setEmpty": return operation.from === held.empty ? null : { kind: "stale-from" };
    case "submit": return refuseSubmission(held, context);
  }
}

function refuseSubmission(held: Annotation, context: AnnotationContext): RefusalReason | null {
  if (context.codebook.blocking.length === 0) return null;
  const blocking = checkAnnotation(held, context.codebook, context).filter(({ severity }) => severity === "block");
  return blocking.length > 0 ? { kind: "blocked", checks: [...new Set(blocking.map(({ kind }) => kind))] } : null;
}
