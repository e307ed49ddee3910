import type { Field } from "../annotation/span";
import type { ComparableTrace } from "./panel-counts";
import { matchedWhateverLabel } from "./panel-counts";

/** A place where two annotators differ. */
export interface Disagreement {
  readonly trace: string;
  readonly field: Field;
  /** The range of both spans together. */
  readonly start: number;
  readonly end: number;
  /** only-one: the other marked nothing here · label: one range, two labels · boundary: one label, two ranges. */
  readonly kind: "only-one" | "label" | "boundary";
  /** Labels as each gave them; null: none. */
  readonly first: { readonly annotator: string; readonly label: string | null };
  readonly second: { readonly annotator: string; readonly label: string | null };
  /** Code points that are labelled differently. */
  readonly size: number;
}

/** The largest disagreements of all traces, the largest first. Spans are matched at IoU ≥ .5 whatever their label, as in the confusion matrix.
 *  @param most how many are wanted */
export function largestDisagreements(compared: readonly ComparableTrace[], pairs: readonly (readonly [string, string])[], most: number): Disagreement[] {
  const found = compared.flatMap((comparable) => pairs.flatMap((pair) => ofPair(comparable, pair)));
  return found.sort((a, b) => b.size - a.size || (a.trace < b.trace ? -1 : a.trace > b.trace ? 1 : a.start - b.start)).slice(0, most);
}

function ofPair(comparable: ComparableTrace, [a, b]: readonly [string, string]): Disagreement[] {
  const { trace, spans } = comparable;
  const [left, right] = [spans.get(a), spans.get(b)];
  if (!left || !right) return [];
  const { pairs } = matchedWhateverLabel(comparable, a, b);
  const [takenLeft, takenRight] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const at = (span: (typeof left)[number]) => ({ trace: trace.id, field: span.field, start: span.start, end: span.end });
  return [
    ...left.flatMap((span, i): Disagreement[] => (takenLeft.has(i) ? [] : [{ ...at(span), kind: "only-one", first: { annotator: a, label: span.label }, second: { annotator: b, label: null }, size: span.end - span.start }])),
    ...right.flatMap((span, j): Disagreement[] => (takenRight.has(j) ? [] : [{ ...at(span), kind: "only-one", first: { annotator: a, label: null }, second: { annotator: b, label: span.label }, size: span.end - span.start }])),
    ...pairs.flatMap(([i, j]): Disagreement[] => {
      const [first, second] = [left[i]!, right[j]!];
      const whole = { ...at(first), start: Math.min(first.start, second.start), end: Math.max(first.end, second.end), first: { annotator: a, label: first.label }, second: { annotator: b, label: second.label } };
      if (first.label !== second.label) return [{ ...whole, kind: "label", size: whole.end - whole.start }];
      const size = Math.abs(first.start - second.start) + Math.abs(first.end - second.end);
      return size > 0 ? [{ ...whole, kind: "boundary", size }] : [];
    }),
  ];
}
