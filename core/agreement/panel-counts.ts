import { FIELDS } from "../annotation/span";
import type { ComparableLayer, ComparableTrace } from "./comparable-trace";
import type { Grid } from "./counts-by-prompt";
import { CountsByPrompt, gridOf } from "./counts-by-prompt";
import { matchedWhateverLabel } from "./matched-spans";
import type { Ordered } from "./range-match";
import { coveredTogether, pairByOverlap, pairEqual } from "./range-match";

/** What is counted of a label: coincidences of the step units, then a block per pair of annotators. */
export const COINCIDENCE = { bothNo: 0, differ: 1, bothYes: 2, size: 3 } as const;
export const PAIR = { stepsBoth: 0, stepsFirst: 1, stepsSecond: 2, stepsNone: 3, matched: 4, first: 5, second: 6, exact: 7, exactFirst: 8, exactSecond: 9, charsBoth: 10, charsFirst: 11, charsSecond: 12, bothEmpty: 13, size: 14 } as const;

export type AnnotatorPairs = readonly (readonly [string, string])[];

/** All unordered pairs of annotators, in the order of the names. */
export const annotatorPairs = (annotators: readonly string[]): AnnotatorPairs => annotators.flatMap((a, i) => annotators.slice(i + 1).map((b) => [a, b] as const));

/** Everybody who finished any of the traces, in the order of the names. */
export const annotatorsOf = (compared: readonly ComparableTrace[]): string[] => [...new Set(compared.flatMap(({ layers }) => [...layers.keys()]))].sort();

export interface CountedWork {
  readonly grid: Grid;
  readonly pairs: AnnotatorPairs;
  /** null: of any label. */
  readonly byLabel: readonly { readonly label: string | null; readonly counts: CountsByPrompt }[];
}

/** What the panel adds up of steps and spans, counted once.
 *  @param onProgress called now and then with the share done */
export function countWork(compared: readonly ComparableTrace[], labels: readonly string[], onProgress: (share: number) => void = () => {}): CountedWork {
  const pairs = annotatorPairs(annotatorsOf(compared));
  const grid = gridOf(compared.map(({ trace }) => trace));
  const byLabel = [null, ...labels].map((label) => ({ label, counts: new CountsByPrompt(grid, COINCIDENCE.size + pairs.length * PAIR.size) }));
  compared.forEach((comparable, done) => {
    for (const { label, counts } of byLabel) addCounts(counts.of(comparable.trace), comparable, label, pairs);
    if ((done + 1) % 100 === 0 || done + 1 === compared.length) onProgress((done + 1) / compared.length);
  });
  return { grid, pairs, byLabel };
}

/** Counts of one label (or of any label, null) on one trace, added into `counts`. */
function addCounts(counts: Float64Array, comparable: ComparableTrace, label: string | null, pairs: AnnotatorPairs): void {
  const { trace, layers, steps } = comparable;
  const marks = new Map(Array.from(layers, ([annotator, layer]) => [annotator, markedSteps(layer, label, trace.stepEnds.length)]));
  addCoincidences(counts, steps, [...marks.values()]);
  pairs.forEach(([a, b], index) => {
    const [first, second] = [layers.get(a), layers.get(b)];
    if (!first || !second) return;
    const at = COINCIDENCE.size + index * PAIR.size;
    addStepPairs(counts, at, steps, marks.get(a)!, marks.get(b)!);
    addSpanPairs(counts, at, first, second, label, label === null ? matchedWhateverLabel(comparable, a, b)?.pairs.length : undefined);
  });
}

/** 1 at each step that a span of the label makes positive. */
function markedSteps({ lanes, positive }: ComparableLayer, label: string | null, steps: number): Uint8Array {
  const marks = new Uint8Array(steps);
  for (const span of lanes.get(label)?.cot ?? []) for (let [step, end] = positive[span]!; step < end; step++) marks[step] = 1;
  return marks;
}

function addCoincidences(counts: Float64Array, steps: readonly number[], marks: readonly Uint8Array[]): void {
  if (marks.length < 2) return;
  let [bothYes, bothNo, differ] = [0, 0, 0];
  for (const step of steps) {
    let yes = 0;
    for (let own = 0; own < marks.length; own++) yes += marks[own]![step]!;
    const no = marks.length - yes;
    bothYes += yes * (yes - 1);
    bothNo += no * (no - 1);
    differ += yes * no;
  }
  counts[COINCIDENCE.bothYes]! += bothYes / (marks.length - 1);
  counts[COINCIDENCE.bothNo]! += bothNo / (marks.length - 1);
  counts[COINCIDENCE.differ]! += differ / (marks.length - 1);
}

function addStepPairs(counts: Float64Array, at: number, steps: readonly number[], first: Uint8Array, second: Uint8Array): void {
  let [inFirst, inSecond, inBoth] = [0, 0, 0];
  for (const step of steps) {
    inFirst += first[step]!;
    inSecond += second[step]!;
    inBoth += first[step]! & second[step]!;
  }
  counts[at + PAIR.stepsBoth]! += inBoth;
  counts[at + PAIR.stepsFirst]! += inFirst - inBoth;
  counts[at + PAIR.stepsSecond]! += inSecond - inBoth;
  counts[at + PAIR.stepsNone]! += steps.length - inFirst - inSecond + inBoth;
}

const NO_SPANS = { prompt: [], cot: [], answer: [] } as const;

/** @param matched how many match, where that is known already */
function addSpanPairs(counts: Float64Array, at: number, first: ComparableLayer, second: ComparableLayer, label: string | null, matched: number | undefined): void {
  const [left, right] = [first.lanes.get(label) ?? NO_SPANS, second.lanes.get(label) ?? NO_SPANS];
  if (FIELDS.every((field) => left[field].length + right[field].length === 0)) {
    counts[at + PAIR.bothEmpty]! += 1;
    return;
  }
  for (const field of FIELDS) {
    if (left[field].length + right[field].length === 0) continue;
    const [a, b]: [Ordered, Ordered] = [{ ranges: first.spans, order: left[field] }, { ranges: second.spans, order: right[field] }];
    counts[at + PAIR.first]! += a.order.length;
    counts[at + PAIR.second]! += b.order.length;
    if (matched === undefined) counts[at + PAIR.matched]! += pairByOverlap(a, b, 0.5).length;
    const [wholeA, wholeB] = [unclipped(first, a), unclipped(second, b)];
    counts[at + PAIR.exact]! += pairEqual(wholeA, wholeB).length;
    counts[at + PAIR.exactFirst]! += wholeA.order.length;
    counts[at + PAIR.exactSecond]! += wholeB.order.length;
    const { both, onlyFirst, onlySecond } = coveredTogether(a, b);
    counts[at + PAIR.charsBoth]! += both;
    counts[at + PAIR.charsFirst]! += onlyFirst;
    counts[at + PAIR.charsSecond]! += onlySecond;
  }
  counts[at + PAIR.matched]! += matched ?? 0;
}

const unclipped = ({ spans, clippedIds }: ComparableLayer, list: Ordered): Ordered => (clippedIds.size === 0 ? list : { ...list, order: list.order.filter((span) => !clippedIds.has(spans[span]!.id)) });
