import type { Annotation } from "./annotation";
import { refuseRange } from "./admit-range";
import { refuseRelationEnds } from "./admit-relation";
import type { AnnotationContext } from "./context";
import { isId } from "./identifier";
import type { Operation, SpanPatch } from "./operation";
import { isPatchOf, staleKey } from "./patch";
import type { RefusalReason } from "./refusal";
import { relationsOf } from "./relations-of";
import { isSameValue } from "./same-value";
import { isTakenOver } from "./taken-over";
import type { Span } from "./span";

type OnSpan = Extract<Operation, { type: "addSpan" | "removeSpan" | "changeSpan" }>;

/** Why an operation on a span cannot be applied, or null. */
export function refuseOnSpan(held: Annotation, operation: OnSpan, context: AnnotationContext): RefusalReason | null {
  switch (operation.type) {
    case "addSpan":
      if (held.spans.has(operation.span.id)) return { kind: "duplicate-id", id: operation.span.id };
      return isId(operation.span.id) ? refuseSpan(operation.span, context) : { kind: "invalid-id", id: operation.span.id };
    case "removeSpan": return isFrozen(held.spans.get(operation.span.id), context) ? { kind: "frozen-span", id: operation.span.id } : refuseRemoval(held, operation.span);
    case "changeSpan": return refuseChange(held, operation.id, operation.from, operation.to, context);
  }
}

/** Why a span cannot stand under the codebook on this trace, or null. Conditions between attributes and required ones are for the checks: they warn. */
export function refuseSpan(span: Span, context: AnnotationContext): RefusalReason | null {
  const label = context.codebook.labels.find(({ key }) => key === span.label);
  if (!label) return { kind: "unknown-label", label: span.label };
  if (!label.fields.includes(span.field)) return { kind: "label-not-on-field", label: label.key, field: span.field };
  for (const [key, value] of Object.entries(span.attributes)) {
    const attribute = label.attributes.find((one) => one.key === key);
    if (!attribute) return { kind: "unknown-attribute", label: label.key, attribute: key };
    if (!attribute.values.some((choice) => choice.value === value)) return { kind: "unknown-attribute-value", label: label.key, attribute: key, value };
  }
  return refuseRange(span, context);
}

/** In the truth pass, what was taken over from the behaviour pass. */
const isFrozen = (span: Span | undefined, { passes }: AnnotationContext): boolean => span !== undefined && passes !== undefined && !passes.includes("behaviour") && isTakenOver(span);

/** Whether a change leaves alone what the behaviour pass says of a span: its label, its place, the attributes of that pass, and that it was taken over. */
function keepsBehaviour(current: Span, changed: Span, { codebook }: AnnotationContext): boolean {
  const settled = codebook.labels.find(({ key }) => key === current.label)?.attributes.filter(({ pass }) => pass === "behaviour") ?? [];
  return isTakenOver(changed) && current.label === changed.label && current.field === changed.field && current.start === changed.start && current.end === changed.end
    && settled.every(({ key }) => current.attributes[key] === changed.attributes[key]);
}

function refuseRemoval(held: Annotation, span: Span): RefusalReason | null {
  const current = held.spans.get(span.id);
  if (!current) return { kind: "unknown-span", id: span.id };
  if (!isSameValue(current, span)) return { kind: "stale-from", id: span.id };
  const users = relationsOf(held, span.id);
  return users.length > 0 ? { kind: "span-in-use", id: span.id, relations: users.map(({ id }) => id) } : null;
}

function refuseChange(held: Annotation, id: string, from: SpanPatch, to: SpanPatch, context: AnnotationContext): RefusalReason | null {
  const current = held.spans.get(id);
  if (!current) return { kind: "unknown-span", id };
  if (!isPatchOf(current, from, to)) return { kind: "malformed-patch", id };
  const stale = staleKey(current, from);
  if (stale !== null) return { kind: "stale-from", id, key: stale };
  const changed: Span = { ...current, ...to };
  if (isFrozen(current, context) && !keepsBehaviour(current, changed, context)) return { kind: "frozen-span", id };
  const refused = refuseSpan(changed, context);
  if (refused || changed.label === current.label) return refused;
  const broken = relationsOf(held, id).filter((relation) => refuseRelationEnds(relation, (end) => (end === id ? changed : held.spans.get(end)), context));
  return broken.length > 0 ? { kind: "span-in-use", id, relations: broken.map((relation) => relation.id) } : null;
}
