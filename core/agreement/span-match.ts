import type { IndexPair, Ordered } from "./range-match";
import { coveredTogether, pairByOverlap, pairEqual } from "./range-match";
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
  readonly pairs: readonly IndexPair[];
  readonly reason?: UndefinedReason;
}

/** Span precision, recall and F1, pooled over documents (micro).
 *  Spans are matched one to one so that the number of matches is largest, then their total IoU; `codepoint` compares covered characters instead
 *  (per label where labelled; a character covered twice by one label counts once).
 *  @returns F1 null when there is no span on either side: nothing to agree on is not agreement; precision or recall null, with a reason, when one side has none */
export function matchSpans(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], rule: MatchRule): MatchScore {
  for (const span of [...gold, ...predicted]) if (!(span.end > span.start)) throw new RangeError(`span [${span.start}, ${span.end}) of ${span.doc} is empty`);
  const compared = groups(gold, predicted, rule.labelled);
  if (rule.match === "codepoint") {
    const covered = compared.map(([left, right]) => coveredTogether(left, right));
    const total = (key: "both" | "onlyFirst" | "onlySecond") => covered.reduce((sum, each) => sum + each[key], 0);
    return score(total("both"), total("onlySecond"), total("onlyFirst"), []);
  }
  const pairs = compared.flatMap(([left, right]) => (rule.match === "exact" ? pairEqual(left, right) : pairByOverlap(left, right, rule.match === "iou" ? rule.threshold : 0)));
  pairs.sort(([a], [b]) => a - b);
  return score(pairs.length, predicted.length - pairs.length, gold.length - pairs.length, pairs);
}

function score(tp: number, fp: number, fn: number, pairs: readonly IndexPair[]): MatchScore {
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

/** Gold and predicted spans that could match at all: of the same document, and with the same label where labelled. */
function groups(gold: readonly DocumentSpan[], predicted: readonly DocumentSpan[], labelled: boolean): (readonly [Ordered, Ordered])[] {
  const byKey = new Map<string, readonly [number[], number[]]>();
  [gold, predicted].forEach((spans, side) => spans.forEach((span, index) => {
    const key = groupKey(span, labelled);
    let group = byKey.get(key);
    if (!group) byKey.set(key, group = [[], []]);
    group[side]!.push(index);
  }));
  return Array.from(byKey.values(), ([left, right]) => [byStart(gold, left), byStart(predicted, right)] as const);
}

const byStart = (ranges: readonly DocumentSpan[], indices: number[]): Ordered => ({ ranges, order: indices.sort((i, j) => ranges[i]!.start - ranges[j]!.start) });
