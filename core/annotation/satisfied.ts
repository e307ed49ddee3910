import type { Annotation } from "./annotation";
import type { Operation } from "./operation";
import { isSameValue } from "./same-value";

/** Whether what an operation wants is held already: two tabs did the same. Such an operation is neither sent nor a conflict. */
export function isSatisfied(held: Annotation, operation: Operation): boolean {
  switch (operation.type) {
    case "addSpan": return isSameValue(held.spans.get(operation.span.id), operation.span);
    case "removeSpan": return !held.spans.has(operation.span.id);
    case "changeSpan": return holdsPatch(held.spans.get(operation.id), operation.to);
    case "addRelation": return isSameValue(held.relations.get(operation.relation.id), operation.relation);
    case "removeRelation": return !held.relations.has(operation.relation.id);
    case "changeRelation": return holdsPatch(held.relations.get(operation.id), operation.to);
    case "setAnswer": return (held.answers.get(operation.question) ?? null) === operation.to;
    case "setFlag": return isSameValue(operation.to, { flagged: held.flagged, comment: held.flagComment });
    case "setEmpty": return held.empty === operation.to;
    case "submit": return held.status === "submitted";
    case "reopen": return held.status === "draft";
  }
}

const holdsPatch = (current: object | undefined, patch: object): boolean => current !== undefined && isSameValue(current, { ...current, ...patch });
