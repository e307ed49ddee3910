import { bestAssignment } from "./assignment";
import type { UndefinedReason } from "./undefined";

/** A labelled half-open range of a document, in code points. */
export interface DocumentSpan {
  readonly doc: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

export type MatchRule =
  | { readonly match: "exact" | "overlap" | "codepoint"; readonly labelled: boolean }
  | { readonly match: "iou"; readonly threshold: number; readonly labelled: boolean };

export interface MatchScore {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Matched [index in gold, index in predicted]; empty for code points, which match characters and not spans. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly reason?: UndefinedReason;
}

/** Span precision, recall and F1, pooled over documents (micro).
 *  Spans are matched one to one so that the number of matches is largest, then their total IoU; `codepoint` compares covered characters instead
 *  (per label where labelled; a character covered twice by one label counts once).
 *  @returns F1 null when there is no span on either side: nothing to agree on is not agreement */
export function matchSpans(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], rule: MatchRule): MatchScore {
  for (const span of [...gold, ...predicted]) if (!(span.end > span.start)) throw new RangeError(`span [${span.start}, ${span.end}) of ${span.doc} is empty`);
  if (rule.match === "codepoint") return score(...characterCounts(gold, predicted, rule.labelled), []);
  const pairs = [...groups(gold, predicted, rule.labelled)].flatMap(([left, right]) => pairWithin(gold, predicted, left, right, rule));
  pairs.sort(([a], [b]) => a - b);
  return score(pairs.length, predicted.length - pairs.length, gold.length - pairs.length, pairs);
}

/** Length of the overlap over length of the union. */
export function intersectionOverUnion(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return shared / (a.end - a.start + (b.end - b.start) - shared);
}

function score(tp: number, fp: number, fn: number, pairs: readonly (readonly [number, number])[]): MatchScore {
  const none = tp + fp + fn === 0;
  return {
    tp, fp, fn, pairs,
    precision: tp + fp > 0 ? tp / (tp + fp) : null,
    recall: tp + fn > 0 ? tp / (tp + fn) : null,
    f1: none ? null : (2 * tp) / (2 * tp + fp + fn),
    ...(none && { reason: "no spans on either side" as const }),
  };
}

const groupKey = (span: DocumentSpan, labelled: boolean) => JSON.stringify(labelled ? [span.doc, span.label] : [span.doc]);

/** Indices of gold and predicted spans that could match at all: the same document, and the same label where labelled. */
function groups(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], labelled: boolean): Iterable<readonly [number[], number[]]> {
  const byKey = new Map<string, [number[], number[]]>();
  [gold, predicted].forEach((spans, side) => spans.forEach((span, index) => {
    const key = groupKey(span, labelled);
    let group = byKey.get(key);
    if (!group) byKey.set(key, group = [[], []]);
    group[side]!.push(index);
  }));
  return byKey.values();
}

/** Splits a group where no span crosses, so that the cubic matching runs on clusters of overlapping spans only. */
function pairWithin(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], left: readonly number[], right: readonly number[], rule: MatchRule): (readonly [number, number])[] {
  const all = [...left.map((index) => ({ span: gold[index]!, index, isGold: true })), ...right.map((index) => ({ span: predicted[index]!, index, isGold: false }))];
  all.sort((a, b) => a.span.start - b.span.start);
  const pairs: (readonly [number, number])[] = [];
  let cluster: typeof all = [];
  let reach = -1;
  const flush = () => {
    const [golds, predictions] = [cluster.filter((each) => each.isGold), cluster.filter((each) => !each.isGold)];
    // One more match outweighs any gain in IoU, which is at most 1 a pair.
    const bonus = Math.min(golds.length, predictions.length) + 1;
    const value = (i: number, j: number) => (mayMatch(golds[i]!.span, predictions[j]!.span, rule) ? bonus + intersectionOverUnion(golds[i]!.span, predictions[j]!.span) : 0);
    bestAssignment(golds.length, predictions.length, value).forEach((j, i) => { if (j !== null) pairs.push([golds[i]!.index, predictions[j]!.index]); });
    cluster = [];
  };
  for (const each of all) {
    if (each.span.start >= reach) flush();
    cluster.push(each);
    reach = Math.max(reach, each.span.end);
  }
  flush();
  return pairs;
}

function mayMatch(a: DocumentSpan, b: DocumentSpan, rule: MatchRule): boolean {
  if (rule.match === "exact") return a.start === b.start && a.end === b.end;
  const iou = intersectionOverUnion(a, b);
  return rule.match === "iou" ? iou >= rule.threshold && iou > 0 : iou > 0;
}

function characterCounts(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], labelled: boolean): [number, number, number] {
  let [both, onlyPredicted, onlyGold] = [0, 0, 0];
  for (const [left, right] of groups(gold, predicted, labelled)) {
    const steps = [...left.map((i) => ({ ...gold[i]!, side: 0 })), ...right.map((i) => ({ ...predicted[i]!, side: 1 }))]
      .flatMap(({ start, end, side }) => [{ at: start, side, by: 1 }, { at: end, side, by: -1 }])
      .sort((a, b) => a.at - b.at);
    const open = [0, 0];
    let from = 0;
    for (const { at, side, by } of steps) {
      const length = at - from;
      if (open[0]! > 0 && open[1]! > 0) both += length;
      else if (open[0]! > 0) onlyGold += length;
      else if (open[1]! > 0) onlyPredicted += length;
      open[side]! += by;
      from = at;
    }
  }
  return [both, onlyPredicted, onlyGold];
}
