import type { Field } from "../annotation/span";
import type { ComparableTrace } from "./comparable-trace";
import { matchedWhateverLabel } from "./matched-spans";

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
  const largest = new Largest(most);
  for (const comparable of compared) for (const pair of pairs) offerPair(largest, comparable, pair);
  return largest.list();
}

function offerPair(largest: Largest, comparable: ComparableTrace, [a, b]: readonly [string, string]): void {
  const matched = matchedWhateverLabel(comparable, a, b);
  if (!matched) return;
  const { trace: { id: trace }, layers } = comparable;
  const [left, right] = [layers.get(a)!.spans, layers.get(b)!.spans];
  for (const i of matched.aloneInFirst) {
    const { field, label, start, end } = left[i]!;
    largest.offer(end - start, (size) => ({ trace, field, start, end, kind: "only-one", first: { annotator: a, label }, second: { annotator: b, label: null }, size }));
  }
  for (const j of matched.aloneInSecond) {
    const { field, label, start, end } = right[j]!;
    largest.offer(end - start, (size) => ({ trace, field, start, end, kind: "only-one", first: { annotator: a, label: null }, second: { annotator: b, label }, size }));
  }
  for (const [i, j] of matched.pairs) {
    const [first, second] = [left[i]!, right[j]!];
    const [start, end] = [Math.min(first.start, second.start), Math.max(first.end, second.end)];
    const kind = first.label === second.label ? "boundary" : "label";
    largest.offer(kind === "label" ? end - start : Math.abs(first.start - second.start) + Math.abs(first.end - second.end),
      (size) => ({ trace, field: first.field, start, end, kind, first: { annotator: a, label: first.label }, second: { annotator: b, label: second.label }, size }));
  }
}

/** Keeps the first few of many in their order, without sorting or even making the rest. */
class Largest {
  #kept: Disagreement[] = [];
  /** What is smaller cannot get in any more. */
  #least = 1;

  constructor(private readonly most: number) {}

  offer(size: number, make: (size: number) => Disagreement): void {
    if (size < this.#least) return;
    this.#kept.push(make(size));
    if (this.#kept.length >= 2 * this.most + 100) this.#cut();
  }

  list(): Disagreement[] {
    this.#cut();
    return this.#kept;
  }

  /** Sorting keeps equal ones as they came, and what came first stands in front. */
  #cut(): void {
    this.#kept = this.#kept.sort((a, b) => b.size - a.size || (a.trace < b.trace ? -1 : a.trace > b.trace ? 1 : a.start - b.start)).slice(0, this.most);
    if (this.#kept.length === this.most) this.#least = Math.max(this.#least, this.#kept.at(-1)?.size ?? 1);
  }
}
