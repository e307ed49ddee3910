import type { CodePoint, OffsetMap, Range } from "../text/offset";
import { codePoint, sliceRange } from "../text/offset";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { changeOf, defaultAttributes, removalOf } from "./gestures";
import type { Operation } from "./operation";
import type { Span } from "./span";
import { trimmedRange } from "./trimmed-range";

/** A step or section of the CoT that takes one label, in a codebook whose unit is not the free span. */
export interface Unit extends Range {
  readonly index: number;
}

/** The units given by their ends, ascending, each without the white space around it; units of white space alone are left out, but counted in `index`. */
export function unitsOf(map: OffsetMap, ends: readonly CodePoint[]): Unit[] {
  return ends.flatMap((end, index) => {
    const range = trimmedRange(map, { start: ends[index - 1] ?? codePoint(0), end });
    return range ? [{ index, ...range }] : [];
  });
}

/** The label of a unit: the span that has exactly its range, of several the last one made. */
export const spanOfUnit = (annotation: Annotation, unit: Unit): Span | undefined =>
  [...annotation.spans.values()].findLast(({ field, start, end }) => field === "cot" && start === unit.start && end === unit.end);

/** What one keypress on a unit takes: a span with this label, or another label for the span that is there, or, for the label that it has, its removal. */
export function labelUnit(annotation: Annotation, unit: Unit, label: string, context: AnnotationContext, newId: () => string): Operation[] {
  const held = spanOfUnit(annotation, unit);
  if (held?.label === label) return removalOf(annotation, held.id, newId);
  if (held) return changeOf(annotation, held.id, { label, attributes: { ...defaultAttributes(label, context.codebook), ...held.attributes } }, context, newId);
  const range = { start: unit.start, end: unit.end };
  const span: Span = {
    id: newId(), field: "cot", label, ...range, quote: sliceRange(context.offsets.cot, range), attributes: defaultAttributes(label, context.codebook), certainty: "sure", note: "", provenance: { origin: "made" },
  };
  return [{ opId: newId(), type: "addSpan", span }];
}

/** The first unit from an index on that has no label, or null: where the keypress moves to. O(units + spans). */
export function nextOpenUnit(annotation: Annotation, units: readonly Unit[], from: number): Unit | null {
  const labelled = new Set([...annotation.spans.values()].filter(({ field }) => field === "cot").map(({ start, end }) => `${start} ${end}`));
  return units.find(({ index, start, end }) => index >= from && !labelled.has(`${start} ${end}`)) ?? null;
}
