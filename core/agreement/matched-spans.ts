import { FIELDS } from "../annotation/span";
import type { ComparableTrace } from "./comparable-trace";
import type { PanelSpan } from "./finished-trace";
import { pairByOverlap } from "./range-match";
import type { IndexPair } from "./range-match";

/** Spans of two annotators on one trace, one to one; indices into the spans of each. */
export interface MatchedSpans {
  /** Ascending by the first. */
  readonly pairs: readonly IndexPair[];
  /** Those without a partner, ascending. */
  readonly aloneInFirst: readonly number[];
  readonly aloneInSecond: readonly number[];
}

const known = new WeakMap<ComparableTrace, Map<string, Map<string, MatchedSpans>>>();

/** Matched at IoU ≥ .5 whatever their label. Asked for by everything that compares spans, and computed once.
 *  @returns null when one of the two did not finish the trace */
export function matchedWhateverLabel(comparable: ComparableTrace, first: string, second: string): MatchedSpans | null {
  let held = known.get(comparable);
  if (!held) known.set(comparable, held = new Map());
  let ofFirst = held.get(first);
  if (!ofFirst) held.set(first, ofFirst = new Map());
  let matched = ofFirst.get(second) ?? null;
  if (!matched && (matched = match(comparable, first, second))) ofFirst.set(second, matched);
  return matched;
}

/** Two spans of two annotators that match. */
export interface MatchedPair {
  readonly first: PanelSpan;
  readonly second: PanelSpan;
}

/** The pairs as spans; none when one of the two did not finish the trace. */
export function matchedPairs(comparable: ComparableTrace, first: string, second: string): MatchedPair[] {
  const matched = matchedWhateverLabel(comparable, first, second);
  if (!matched) return [];
  const [left, right] = [comparable.layers.get(first)!.spans, comparable.layers.get(second)!.spans];
  return matched.pairs.map(([i, j]) => ({ first: left[i]!, second: right[j]! }));
}

function match({ layers }: ComparableTrace, first: string, second: string): MatchedSpans | null {
  const [left, right] = [layers.get(first), layers.get(second)];
  if (!left || !right) return null;
  const [orderLeft, orderRight] = [left.lanes.get(null)!, right.lanes.get(null)!];
  const pairs = FIELDS.flatMap((field) => pairByOverlap({ ranges: left.spans, order: orderLeft[field] }, { ranges: right.spans, order: orderRight[field] }, 0.5)).sort(([a], [b]) => a - b);
  const [taken, given] = [new Uint8Array(left.spans.length), new Uint8Array(right.spans.length)];
  for (const [i, j] of pairs) taken[i] = given[j] = 1;
  return { pairs, aloneInFirst: zeros(taken), aloneInSecond: zeros(given) };
}

function zeros(flags: Uint8Array): number[] {
  const at: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i] === 0) at.push(i);
  return at;
}
