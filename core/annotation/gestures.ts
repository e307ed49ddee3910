import type { Codebook } from "../codebook/codebook";
import type { Annotation } from "./annotation";
import { changedParts } from "./diff";
import type { Change, Operation } from "./operation";
import { refuseRelationEnds } from "./admit-relation";
import type { AnnotationContext } from "./context";
import { relationsOf } from "./relations-of";
import { holdsFor } from "./shown-parts";
import type { Span } from "./span";

/** What removing a span takes: its relations first, then the span. One batch, one undo. No operation when the span is gone already. */
export function removalOf(annotation: Annotation, spanId: string, newId: () => string): Operation[] {
  const span = annotation.spans.get(spanId);
  if (!span) return [];
  const changes: Change[] = [...relationsOf(annotation, spanId).map((relation): Change => ({ type: "removeRelation", relation })), { type: "removeSpan", span }];
  return changes.map((change) => ({ opId: newId(), ...change }));
}

/** What a change of a span takes: relations that its new label no longer allows go first; attributes that the label does not have, or whose condition no longer holds, are dropped.
 *  No operation when nothing changes. */
export function changeOf(annotation: Annotation, spanId: string, to: Partial<Omit<Span, "id">>, context: AnnotationContext, newId: () => string): Operation[] {
  const span = annotation.spans.get(spanId);
  if (!span) return [];
  const merged: Span = { ...span, ...to };
  const wanted: Span = { ...merged, attributes: fittingAttributes(merged, context.codebook) };
  const patch = changedParts(span, wanted);
  if (!patch) return [];
  const broken = wanted.label === span.label ? [] : relationsOf(annotation, spanId).filter((relation) => refuseRelationEnds(relation, (id) => (id === spanId ? wanted : annotation.spans.get(id)), context));
  const changes: Change[] = [...broken.map((relation): Change => ({ type: "removeRelation", relation })), { type: "changeSpan", id: spanId, ...patch }];
  return changes.map((change) => ({ opId: newId(), ...change }));
}

/** The attributes of a span that its label has, with a value that the label has and a condition that holds. */
export function fittingAttributes(span: Pick<Span, "label" | "attributes">, codebook: Codebook): Record<string, string> {
  const known = codebook.labels.find(({ key }) => key === span.label)?.attributes ?? [];
  let kept = { ...span.attributes };
  // A condition may hang on an attribute that goes itself, so drop until nothing more goes.
  for (;;) {
    const fitting = Object.fromEntries(known.flatMap(({ key, values, when }) => {
      const value = kept[key];
      return value !== undefined && values.some((choice) => choice.value === value) && holdsFor(when, { attributes: kept }) ? [[key, value]] : [];
    }));
    if (Object.keys(fitting).length === Object.keys(kept).length) return fitting;
    kept = fitting;
  }
}

/** Attributes of a new span: the codebook's defaults. */
export const defaultAttributes = (label: string, codebook: Codebook): Record<string, string> =>
  fittingAttributes({ label, attributes: Object.fromEntries((codebook.labels.find(({ key }) => key === label)?.attributes ?? []).flatMap((attribute) => (attribute.default === undefined ? [] : [[attribute.key, attribute.default]]))) }, codebook);
