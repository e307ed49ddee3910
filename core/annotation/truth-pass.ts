import { refuse } from "./admit";
import type { Annotation } from "./annotation";
import { emptyAnnotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { DraftAnnotation } from "./draft-annotation";
import { defaultAttributes } from "./gestures";
import type { Change, Operation } from "./operation";
import type { Relation } from "./relation";
import { isAnchor } from "./relation";
import { isSameValue } from "./same-value";
import type { Span } from "./span";

/** Where the spans of a truth pass were taken over from: the gold of the behaviour pass, or its only work so far. Nobody's name: the round may be blind. */
export type TruthPassSource = "gold" | "behaviour";

/** How an annotation of the truth pass begins: what the behaviour pass came to, copied under the same ids, each span saying that it was taken over.
 *  What the second pass asks (errors, truth attributes) is then answered on top. What the context does not admit (a label that its codebook does not have, a span outside its window) is left out. */
export function truthPassStart(behaviour: Annotation, source: TruthPassSource, context: AnnotationContext, newId: () => string): { readonly operations: readonly Operation[]; readonly begun: Annotation } {
  const wanted: readonly Change[] = [
    ...[...behaviour.spans.values()].map((span): Change => ({ type: "addSpan", span: { ...span, provenance: { origin: "accepted", source, sourceIds: [`${source}/${span.id}`] } } })),
    ...[...behaviour.relations.values()].map((relation): Change => ({ type: "addRelation", relation })),
  ];
  const draft = new DraftAnnotation(emptyAnnotation);
  const operations = wanted.map((change): Operation => ({ opId: newId(), ...change })).filter((operation) => {
    if (refuse(draft.held, operation, context)) return false;
    draft.perform(operation);
    return true;
  });
  return { operations, begun: draft.finish() };
}

/** Makes an error span of the anchor that a relation points at. All relations that point at the same anchor then point at the span, where their type allows it.
 *  One batch, one undo. No change when the relation is gone, does not point at an anchor, or the codebook has no errors. */
export function promoteAnchor(annotation: Annotation, relationId: string, context: AnnotationContext, newId: () => string): readonly Change[] {
  const anchor = annotation.relations.get(relationId)?.to;
  if (!anchor || !isAnchor(anchor) || !context.codebook.labels.some(({ key }) => key === "error")) return [];
  const { field, start, end, quote } = anchor;
  const span: Span = { id: newId(), field, start, end, quote, label: "error", attributes: defaultAttributes("error", context.codebook), certainty: "sure", note: "", provenance: { origin: "made" } };
  const promoted: Annotation = { ...annotation, spans: new Map([...annotation.spans, [span.id, span]]) };
  const repointed = [...annotation.relations.values()].filter(({ to }) => isSameValue(to, anchor)).map((relation: Relation): Change =>
    ({ type: "changeRelation", id: relation.id, from: { to: relation.to }, to: { to: { span: span.id } } }));
  return [{ type: "addSpan", span }, ...repointed.filter((change) => !refuse(promoted, { opId: newId(), ...change }, context))];
}
