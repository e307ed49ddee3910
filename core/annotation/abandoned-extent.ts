import type { Range } from "../text/offset";
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

/** Extent of a line that was given up: from the start of its branching to the start of the backtracking that abandons it (codebook.md).
 *  Null where none does, or where it stands before the branching or in another field. */
export function abandonedExtent(branching: Span, backtracking: Span | undefined): Range | null {
  if (!backtracking || backtracking.field !== branching.field || backtracking.start <= branching.start) return null;
  return { start: branching.start, end: backtracking.start };
}
