import type { ComparableTrace } from "./panel-counts";
import { annotatorPairs, matchedWhateverLabel, toComparable } from "./panel-counts";
import type { FinishedTrace, PanelSpan } from "./finished-trace";
import { krippendorffAlpha } from "./krippendorff";
import type { Alpha } from "./krippendorff";
import { intersectionOverUnion } from "./span-match";

/** A column or row for spans that the other annotator did not mark. */
export const NONE = null;

/** Two spans of two annotators on one trace that are one to one at IoU ≥ .5, whatever their labels. */
interface MatchedPair {
  readonly first: PanelSpan;
  readonly second: PanelSpan;
}

export interface Confusion {
  /** Names in front of each pair: first < second. */
  readonly pairs: readonly { readonly first: string; readonly second: string; readonly counts: readonly { readonly first: string | null; readonly second: string | null; readonly n: number }[] }[];
  /** second − first in code points, of pairs with the same label. */
  readonly startOffsets: readonly number[];
  readonly endOffsets: readonly number[];
  /** label → attribute → α over matched spans of that label on which both answered; n pairs. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, Alpha & { readonly n: number }>>>>;
  /** relation type → counts over pairs of annotators; a relation matches where both ends do. */
  readonly relations: Readonly<Record<string, { readonly tp: number; readonly fp: number; readonly fn: number; readonly f1: number | null }>>;
}

/** What the annotators disagree about: labels of matched and unmatched spans, boundaries, attributes, relations. */
export const confusion = (traces: readonly FinishedTrace[]): Confusion => confusionOf(traces.filter((trace) => trace.layers.length >= 2).map(toComparable));

/** The same of traces with two layers or more that have been made comparable. */
export function confusionOf(compared: readonly ComparableTrace[]): Confusion {
  const annotators = [...new Set(compared.flatMap(({ trace }) => trace.layers.map((layer) => layer.annotator)))].sort();
  const [startOffsets, endOffsets]: [number[], number[]] = [[], []];
  const answers = new Map<string, Map<string, [string, string][]>>();
  const relations = new Map<string, { tp: number; fp: number; fn: number }>();
  const pairs = annotatorPairs(annotators).map(([first, second]) => {
    const counts = new Map<string, { first: string | null; second: string | null; n: number }>();
    const count = (a: string | null, b: string | null) => {
      const key = `${a ?? ""}\n${b ?? ""}`;
      const cell = counts.get(key) ?? { first: a, second: b, n: 0 };
      cell.n++;
      counts.set(key, cell);
    };
    for (const comparable of compared) {
      const { trace, spans } = comparable;
      const [left, right] = [spans.get(first), spans.get(second)];
      if (!left || !right) continue;
      const matches = matchedWhateverLabel(comparable, first, second);
      const matched = matches.pairs.map(([i, j]) => ({ first: left[i]!, second: right[j]! }));
      const [takenLeft, takenRight] = [new Set(matches.pairs.map(([i]) => i)), new Set(matches.pairs.map(([, j]) => j))];
      for (const pair of matched) count(pair.first.label, pair.second.label);
      left.forEach((span, i) => { if (!takenLeft.has(i)) count(span.label, NONE); });
      right.forEach((span, j) => { if (!takenRight.has(j)) count(NONE, span.label); });
      for (const pair of matched.filter((each) => each.first.label === each.second.label)) {
        startOffsets.push(pair.second.start - pair.first.start);
        endOffsets.push(pair.second.end - pair.first.end);
        collectAnswers(answers, pair);
      }
      countRelations(relations, trace, [first, second], matched);
    }
    return { first, second, counts: [...counts.values()] };
  });
  return {
    pairs, startOffsets, endOffsets,
    attributes: Object.fromEntries([...answers].map(([label, byAttribute]) => [label, Object.fromEntries([...byAttribute].map(([attribute, given]) =>
      [attribute, { ...krippendorffAlpha([given.map(([a]) => a), given.map(([, b]) => b)], "nominal"), n: given.length }]))])),
    relations: Object.fromEntries([...relations].map(([type, { tp, fp, fn }]) => [type, { tp, fp, fn, f1: tp + fp + fn > 0 ? (2 * tp) / (2 * tp + fp + fn) : null }])),
  };
}

function collectAnswers(answers: Map<string, Map<string, [string, string][]>>, { first, second }: MatchedPair): void {
  for (const [attribute, value] of Object.entries(first.attributes)) {
    const other = second.attributes[attribute];
    if (other === undefined) continue;
    let byAttribute = answers.get(first.label);
    if (!byAttribute) answers.set(first.label, byAttribute = new Map());
    const given = byAttribute.get(attribute);
    if (given) given.push([value, other]);
    else byAttribute.set(attribute, [[value, other]]);
  }
}

/** Two relations match if their types are equal, their source spans matched, and their targets overlap by IoU ≥ .5 or are both the prompt. */
function countRelations(relations: Map<string, { tp: number; fp: number; fn: number }>, trace: FinishedTrace, [first, second]: readonly [string, string], matched: readonly MatchedPair[]): void {
  const of = (annotator: string) => trace.layers.find((layer) => layer.annotator === annotator)!.relations;
  const partner = new Map(matched.map((pair) => [pair.first.id, pair.second.id]));
  const waiting = [...of(second)];
  const tally = (type: string) => {
    let counts = relations.get(type);
    if (!counts) relations.set(type, counts = { tp: 0, fp: 0, fn: 0 });
    return counts;
  };
  for (const relation of of(first)) {
    const at = waiting.findIndex((other) => other.type === relation.type && other.from === partner.get(relation.from) && sameTarget(relation.to, other.to));
    if (at === -1) { tally(relation.type).fn++; continue; }
    waiting.splice(at, 1);
    tally(relation.type).tp++;
  }
  for (const { type } of waiting) tally(type).fp++;
}

type Target = FinishedTrace["layers"][number]["relations"][number]["to"];
const sameTarget = (a: Target, b: Target): boolean => (a === null || b === null ? a === b : a.field === b.field && intersectionOverUnion(a, b) >= 0.5);
