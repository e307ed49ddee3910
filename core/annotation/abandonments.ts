import type { Annotation } from "./annotation";
import { isSpanTarget } from "./relation";
import type { Span } from "./span";

/** The backtracking that abandons each branching, by the branching's id; of several the first in the text. */
export function abandonments(annotation: Annotation): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  for (const relation of annotation.relations.values()) {
    if (relation.type !== "abandons" || !isSpanTarget(relation.to)) continue;
    const backtracking = annotation.spans.get(relation.from);
    const former = found.get(relation.to.span);
    if (backtracking && (!former || backtracking.start < former.start)) found.set(relation.to.span, backtracking);
  }
  return found;
}
