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
  const partners = new Int32Array(left.spans.length).fill(-1);
  const taken = new Uint8Array(right.spans.length);
  for (const field of FIELDS) {
    for (const [i, j] of pairByOverlap({ ranges: left.spans, order: orderLeft[field] }, { ranges: right.spans, order: orderRight[field] }, 0.5)) {
      partners[i] = j;
      taken[j] = 1;
    }
  }
  const [pairs, aloneInFirst, aloneInSecond]: [IndexPair[], number[], number[]] = [[], [], []];
  for (let i = 0; i < partners.length; i++) {
    if (partners[i] === -1) aloneInFirst.push(i);
    else pairs.push([i, partners[i]!]);
  }
  for (let j = 0; j < taken.length; j++) if (taken[j] === 0) aloneInSecond.push(j);
  return { pairs, aloneInFirst, aloneInSecond };
}
