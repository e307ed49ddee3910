import type { ComparableTrace } from "./comparable-trace";
import { toComparable } from "./comparable-trace";
import type { FinishedTrace, PanelSpan } from "./finished-trace";
import { krippendorffAlpha } from "./krippendorff";
import type { Alpha } from "./krippendorff";
import { matchedWhateverLabel } from "./matched-spans";
import { annotatorPairs, annotatorsOf } from "./panel-counts";
import { intersectionOverUnion } from "./range-match";

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
  const [startOffsets, endOffsets]: [number[], number[]] = [[], []];
  const answers = new Map<string, Map<string, [string, string][]>>();
  const relations = new Map<string, { tp: number; fp: number; fn: number }>();
  const pairs = annotatorPairs(annotatorsOf(compared)).map(([first, second]) => {
    const cells = new LabelCells();
    for (const comparable of compared) {
      const matches = matchedWhateverLabel(comparable, first, second);
      if (!matches) continue;
      const [left, right] = [comparable.layers.get(first)!.spans, comparable.layers.get(second)!.spans];
      const matched = matches.pairs.map(([i, j]): MatchedPair => ({ first: left[i]!, second: right[j]! }));
      for (const pair of matched) cells.count(pair.first.label, pair.second.label);
      for (const i of matches.aloneInFirst) cells.count(left[i]!.label, NONE);
      for (const j of matches.aloneInSecond) cells.count(NONE, right[j]!.label);
      for (const pair of matched) {
        if (pair.first.label !== pair.second.label) continue;
        startOffsets.push(pair.second.start - pair.first.start);
        endOffsets.push(pair.second.end - pair.first.end);
        collectAnswers(answers, pair);
      }
      countRelations(relations, comparable.trace, [first, second], matched);
    }
    return { first, second, counts: cells.list };
  });
  return {
    pairs, startOffsets, endOffsets,
    attributes: Object.fromEntries([...answers].map(([label, byAttribute]) => [label, Object.fromEntries([...byAttribute].map(([attribute, given]) =>
      [attribute, { ...krippendorffAlpha([given.map(([a]) => a), given.map(([, b]) => b)], "nominal"), n: given.length }]))])),
    relations: Object.fromEntries([...relations].map(([type, { tp, fp, fn }]) => [type, { tp, fp, fn, f1: tp + fp + fn > 0 ? (2 * tp) / (2 * tp + fp + fn) : null }])),
  };
}

type Cell = { readonly first: string | null; readonly second: string | null; n: number };

/** How often two labels met, in the order in which they first did. */
class LabelCells {
  readonly list: Cell[] = [];
  readonly #cells = new Map<string | null, Map<string | null, Cell>>();

  count(first: string | null, second: string | null): void {
    let row = this.#cells.get(first);
    if (!row) this.#cells.set(first, row = new Map());
    let cell = row.get(second);
    if (!cell) {
      row.set(second, cell = { first, second, n: 0 });
      this.list.push(cell);
    }
    cell.n++;
  }
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
  if (of(first).length + of(second).length === 0) return;
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
