import type { AtCheckpoint } from "./by-checkpoint";
import { byCheckpoint } from "./by-checkpoint";
import type { ComparableTrace } from "./comparable-trace";
import type { Grid } from "./counts-by-prompt";
import { CountsByPrompt } from "./counts-by-prompt";
import type { PanelRelation } from "./finished-trace";
import { matchedPairs } from "./matched-spans";
import type { AnnotatorPairs } from "./panel-counts";
import { intersectionOverUnion } from "./range-match";
import type { Coefficient, Resampling } from "./resampled-estimates";
import { resampled, sumOver } from "./resampled-estimates";

/** Relations of one type that both have, that only the second has, that only the first has, over pairs of annotators; F1 with its interval over prompts. */
export interface RelationF1 {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly f1: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const COUNT = { tp: 0, fp: 1, fn: 2, size: 3 } as const;

/** Relations of one type, as `COUNT` says. */
export interface CountedRelations {
  readonly type: string;
  readonly counts: CountsByPrompt;
}

/** In the order in which types are first met. */
export function countRelations(compared: readonly ComparableTrace[], pairs: AnnotatorPairs, grid: Grid): CountedRelations[] {
  const byType = new Map<string, CountsByPrompt>();
  for (const [first, second] of pairs) {
    for (const comparable of compared) {
      const { trace } = comparable;
      const of = (annotator: string): readonly PanelRelation[] => trace.layers.find((layer) => layer.annotator === annotator)?.relations ?? [];
      if (!comparable.layers.has(first) || !comparable.layers.has(second) || of(first).length + of(second).length === 0) continue;
      const tally = (type: string, what: "tp" | "fp" | "fn"): void => {
        let counts = byType.get(type);
        if (!counts) byType.set(type, counts = new CountsByPrompt(grid, COUNT.size));
        counts.of(trace)[COUNT[what]]! += 1;
      };
      const partner = new Map(matchedPairs(comparable, first, second).map((pair) => [pair.first.id, pair.second.id]));
      const waiting = [...of(second)];
      for (const relation of of(first)) {
        const at = waiting.findIndex((other) => sameRelation(relation, other, partner));
        if (at !== -1) waiting.splice(at, 1);
        tally(relation.type, at === -1 ? "fn" : "tp");
      }
      for (const { type } of waiting) tally(type, "fp");
    }
  }
  return Array.from(byType, ([type, counts]) => ({ type, counts }));
}

/** Their types are equal, their source spans matched, and their targets overlap by IoU ≥ .5 or are both the prompt. */
const sameRelation = (one: PanelRelation, other: PanelRelation, partner: ReadonlyMap<string, string>): boolean => other.type === one.type && other.from === partner.get(one.from) && sameTarget(one.to, other.to);
const sameTarget = (a: PanelRelation["to"], b: PanelRelation["to"]): boolean => (a === null || b === null ? a === b : a.field === b.field && intersectionOverUnion(a, b) >= 0.5);

/** By type. */
export const relationF1s = (relations: readonly CountedRelations[], options: Resampling): Record<string, RelationF1> => Object.fromEntries(relations.map(({ type, counts }) => {
  const perPrompt = counts.together();
  const { value, low, high } = resampled(perPrompt, { f1: f1Of }, options).f1.estimate;
  const [tp, fp, fn] = sumOver(perPrompt, Int32Array.from(perPrompt, (_, i) => i));
  return [type, { tp: tp!, fp: fp!, fn: fn!, f1: value, low, high }];
}));

/** F1 of one type of relations at a checkpoint. */
export type RelationAtCheckpoint = AtCheckpoint<"f1"> & { readonly type: string };

/** @returns [type][checkpoint] */
export function relationsByCheckpoint(relations: readonly CountedRelations[], options: Resampling): RelationAtCheckpoint[][] {
  const rows = byCheckpoint(relations.map(({ counts }) => ({ counts, coefficients: { f1: f1Of } })), options);
  return relations.map(({ type }, row) => rows[row]!.map((found) => ({ type, ...found })));
}

const f1Of: Coefficient = (counts) => {
  const [both, one] = [2 * counts[COUNT.tp]!, counts[COUNT.fp]! + counts[COUNT.fn]!];
  return both + one > 0 ? { value: both / (both + one) } : { value: null, reason: "no relations on either side" };
};
