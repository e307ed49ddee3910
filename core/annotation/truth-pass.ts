import type { Annotation } from "./annotation";
import { refuse } from "./admit";
import type { AnnotationContext } from "./context";
import type { Operation } from "./operation";
import type { Relation } from "./relation";
import { isAnchor } from "./relation";
import { isSameValue } from "./same-value";
import type { Span } from "./span";

/** How an annotation of the truth pass begins: the gold of the behaviour pass, copied under the same ids, each span saying that it was taken over.
 *  What the second pass asks (errors, truth attributes) is then answered on top. */
export function truthPassStart(gold: Annotation, newId: () => string): Operation[] {
  return [
    ...[...gold.spans.values()].map((span): Operation => ({ opId: newId(), type: "addSpan", span: { ...span, provenance: { origin: "accepted", source: "gold", sourceIds: [`gold/${span.id}`] } } })),
    ...[...gold.relations.values()].map((relation): Operation => ({ opId: newId(), type: "addRelation", relation })),
  ];
}

/** Makes an error span of the anchor that a relation points at. All relations that point at the same anchor then point at the span, where their type allows it.
 *  One batch, one undo. No operation when the relation is gone, does not point at an anchor, or the codebook has no errors. */
export function promoteAnchor(annotation: Annotation, relationId: string, context: AnnotationContext, newId: () => string): Operation[] {
  const anchor = annotation.relations.get(relationId)?.to;
  if (!anchor || !isAnchor(anchor) || !context.codebook.labels.some(({ key }) => key === "error")) return [];
  const { field, start, end, quote } = anchor;
  const span: Span = { id: newId(), field, start, end, quote, label: "error", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } };
  const promoted: Annotation = { ...annotation, spans: new Map([...annotation.spans, [span.id, span]]) };
  const repointed = [...annotation.relations.values()].filter(({ to }) => isSameValue(to, anchor)).map((relation: Relation): Operation =>
    ({ opId: newId(), type: "changeRelation", id: relation.id, from: { to: relation.to }, to: { to: { span: span.id } } }));
  return [{ opId: newId(), type: "addSpan", span }, ...repointed.filter((operation) => !refuse(promoted, operation, context))];
}
