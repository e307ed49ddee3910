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
 *  @returns F1 null when there is no span on either side: nothing to agree on is not agreement; precision or recall null, with a reason, when one side has none */
export function matchSpans(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], rule: MatchRule): MatchScore {
  for (const span of [...gold, ...predicted]) if (!(span.end > span.start)) throw new RangeError(`span [${span.start}, ${span.end}) of ${span.doc} is empty`);
  if (rule.match === "codepoint") return score(...characterCounts(gold, predicted, rule.labelled), []);
  const pairs = [...groups(gold, predicted, rule.labelled)].flatMap(([left, right]) => (rule.match === "exact" ? pairEqual(gold, predicted, left, right) : pairWithin(gold, predicted, left, right, rule)));
  pairs.sort(([a], [b]) => a - b);
  return score(pairs.length, predicted.length - pairs.length, gold.length - pairs.length, pairs);
}

/** Length of the overlap over length of the union. */
export function intersectionOverUnion(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return shared / (a.end - a.start + (b.end - b.start) - shared);
}

function score(tp: number, fp: number, fn: number, pairs: readonly (readonly [number, number])[]): MatchScore {
  const reason: UndefinedReason | null = tp + fp + fn === 0 ? "no spans on either side" : tp + fp === 0 ? "no predicted spans" : tp + fn === 0 ? "no gold spans" : null;
  return {
    tp, fp, fn, pairs,
    precision: tp + fp > 0 ? tp / (tp + fp) : null,
    recall: tp + fn > 0 ? tp / (tp + fn) : null,
    f1: tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn),
    ...(reason && { reason }),
  };
}

/** A label holds no line break: codebook keys are identifiers. */
const groupKey = (span: DocumentSpan, labelled: boolean) => (labelled ? `${span.label}\n${span.doc}` : span.doc);

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

/** Equal ranges are all as good a match as one another, so the first free one is taken. */
function pairEqual(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], left: readonly number[], right: readonly number[]): (readonly [number, number])[] {
  const free = new Map<string, number[]>();
  const rangeKey = ({ start, end }: DocumentSpan) => `${start} ${end}`;
  for (const j of right) {
    const waiting = free.get(rangeKey(predicted[j]!));
    if (waiting) waiting.push(j);
    else free.set(rangeKey(predicted[j]!), [j]);
  }
  return left.flatMap((i) => {
    const j = free.get(rangeKey(gold[i]!))?.shift();
    return j === undefined ? [] : [[i, j] as const];
  });
}

/** Splits a group where no span crosses, so that the cubic matching runs on clusters of overlapping spans only. */
function pairWithin(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], left: readonly number[], right: readonly number[], rule: MatchRule): (readonly [number, number])[] {
  const all = [...left.map((index) => ({ span: gold[index]!, index, isGold: true })), ...right.map((index) => ({ span: predicted[index]!, index, isGold: false }))];
  all.sort((a, b) => a.span.start - b.span.start);
  const pairs: (readonly [number, number])[] = [];
  let cluster: typeof all = [];
  let reach = -1;
  const flush = () => {
    if (cluster.length === 0) return;
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
  const iou = intersectionOverUnion(a, b);
  return rule.match === "iou" ? iou >= rule.threshold && iou > 0 : iou > 0;
}

function characterCounts(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], labelled: boolean): [number, number, number] {
  let [both, onlyPredicted, onlyGold] = [0, 0, 0];
  for (const [left, right] of groups(gold, predicted, labelled)) {
    const [a, b] = [coveredRanges(gold, left), coveredRanges(predicted, right)];
    const shared = sharedLength(a, b);
    both += shared;
    onlyGold += totalLength(a) - shared;
    onlyPredicted += totalLength(b) - shared;
  }
  return [both, onlyPredicted, onlyGold];
}

/** Union of the spans as [start, end, start, end, …], ascending and disjoint. */
function coveredRanges(spans: readonly DocumentSpan[], indices: number[]): number[] {
  const order = indices.length > 1 ? [...indices].sort((i, j) => spans[i]!.start - spans[j]!.start) : indices;
  const ranges: number[] = [];
  for (const i of order) {
    const { start, end } = spans[i]!;
    if (ranges.length > 0 && start <= ranges.at(-1)!) ranges[ranges.length - 1] = Math.max(ranges.at(-1)!, end);
    else ranges.push(start, end);
  }
  return ranges;
}

function totalLength(ranges: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < ranges.length; i += 2) sum += ranges[i + 1]! - ranges[i]!;
  return sum;
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    sum += Math.max(0, Math.min(a[i + 1]!, b[j + 1]!) - Math.max(a[i]!, b[j]!));
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return sum;
}
