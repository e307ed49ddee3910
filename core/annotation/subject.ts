import type { Annotation, AnnotationStatus, Answer } from "./annotation";
import type { Flag, Operation } from "./operation";
import type { Relation } from "./relation";
import type { Span } from "./span";

/** The thing that an operation is about, as one version of the annotation has it; null where that version has it no longer, or not yet. */
export type Subject =
  | { readonly kind: "span"; readonly id: string; readonly value: Span | null }
  | { readonly kind: "relation"; readonly id: string; readonly value: Relation | null }
  | { readonly kind: "answer"; readonly question: string; readonly value: Answer }
  | { readonly kind: "flag"; readonly value: Flag }
  | { readonly kind: "empty"; readonly value: boolean }
  | { readonly kind: "status"; readonly value: AnnotationStatus };

export function subjectOf(annotation: Annotation, operation: Operation): Subject {
  switch (operation.type) {
    case "addSpan": case "removeSpan": return { kind: "span", id: operation.span.id, value: annotation.spans.get(operation.span.id) ?? null };
    case "changeSpan": return { kind: "span", id: operation.id, value: annotation.spans.get(operation.id) ?? null };
    case "addRelation": case "removeRelation": return { kind: "relation", id: operation.relation.id, value: annotation.relations.get(operation.relation.id) ?? null };
    case "changeRelation": return { kind: "relation", id: operation.id, value: annotation.relations.get(operation.id) ?? null };
    case "setAnswer": return { kind: "answer", question: operation.question, value: annotation.answers.get(operation.question) ?? null };
    case "setFlag": return { kind: "flag", value: { flagged: annotation.flagged, comment: annotation.flagComment } };
    case "setEmpty": return { kind: "empty", value: annotation.empty };
    case "submit": case "reopen": return { kind: "status", value: annotation.status };
  }
}
