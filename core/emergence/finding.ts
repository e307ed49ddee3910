import type { Analysis, LabelAnalysis } from "./analysis";

/** What may be said of a label, never firmer than its intervals: what a title is made of. */
export type Finding =
  /** The rate is shown to have risen, from a checkpoint on. `word` is "onset" only where the first checkpoint is a base model. */
  | { readonly kind: "rises"; readonly label: string; readonly from: number; readonly to: number; readonly after: number; readonly by: number; readonly word: "onset" | "first shown" }
  /** No onset, but the last checkpoint differs at equal length, adjusted for all comparisons. */
  | { readonly kind: "higher" | "lower"; readonly label: string; readonly from: number; readonly to: number; /** The step, or the name where the checkpoints have no steps. */ readonly at: number | string }
  /** More spans per trace, and not more per token: longer traces. */
  | { readonly kind: "longer"; readonly label: string; readonly smallest: number | null }
  | { readonly kind: "not shown"; readonly label: string; readonly smallest: number | null }
  | { readonly kind: "none seen"; readonly label: string; readonly bound: number | null }
  | { readonly kind: "too few"; readonly label: string; readonly prompts: number };

/** Adjusted p below which a difference is called shown. */
const SHOWN = 0.05;
/** Under this many prompts nothing is claimed. */
const LEAST_PROMPTS = 20;

export function findingOf({ label, perThousandTokens: points, perTrace, onset, comparisons, card }: LabelAnalysis, baseModel: boolean): Finding {
  const [first, last] = [points[0]!, points.at(-1)!];
  if (points.every(({ events }) => events === 0)) return { kind: "none seen", label, bound: last.high };
  if (card.prompts < LEAST_PROMPTS) return { kind: "too few", label, prompts: card.prompts };
  if (onset.onset !== null && onset.low !== null && first.estimate !== null && last.estimate !== null) {
    return { kind: "rises", label, from: first.estimate, to: last.estimate, after: onset.low, by: onset.onset, word: baseModel ? "onset" : "first shown" };
  }
  const final = comparisons.at(-1);
  const { adjusted } = card.comparison;
  if (final && final.adjustedP !== null && final.adjustedP < SHOWN && adjusted.low !== null && adjusted.high !== null && first.estimate !== null && last.estimate !== null) {
    if (adjusted.low > 1) return { kind: "higher", label, from: first.estimate, to: last.estimate, at: last.checkpoint.byName ? last.checkpoint.name : last.checkpoint.t };
    if (adjusted.high < 1) return { kind: "lower", label, from: first.estimate, to: last.estimate, at: last.checkpoint.byName ? last.checkpoint.name : last.checkpoint.t };
  }
  const [few, many] = [perTrace[0]!, perTrace.at(-1)!];
  if (few.high !== null && many.low !== null && many.low > few.high) return { kind: "longer", label, smallest: onset.smallestDetectable };
  return { kind: "not shown", label, smallest: onset.smallestDetectable };
}

const WEIGHT: Readonly<Record<Finding["kind"], number>> = { rises: 0, higher: 1, lower: 2, longer: 3, "not shown": 4, "none seen": 5, "too few": 6 };

/** The findings of an analysis, firmest first; of alike ones the larger change. */
export function findingsOf(analysis: Analysis): Finding[] {
  const change = (finding: Finding) => ("from" in finding ? Math.abs(finding.to - finding.from) : 0);
  return analysis.labels.map((label) => findingOf(label, analysis.baseModel)).sort((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind] || change(b) - change(a));
}
