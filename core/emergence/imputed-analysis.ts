import { mean } from "../statistics/quantile";
import { adjustAll, onsetSeries } from "./analysis";
import type { Analysis, AnalysisContext, AnalysisPlan, LabelAnalysis } from "./analysis";
import { claimCard } from "./claim-card";
import { covariates } from "./covariates";
import { errorCorrection } from "./error-correction";
import type { Share } from "./error-correction";
import { byCheckpoint, inOrder } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";
import { withoutOrder } from "./onset";
import { pooledComparison, pooledOnset } from "./pooled-comparison";
import { pooledCurve } from "./pooled-rates";
import { budgetCurve, positionProfile } from "./position-profile";
import { noTrend } from "./trend";

/** A share that needs attributes. */
const UNSAID: Share = { hits: 0, n: 0, estimate: null, low: null, high: null, reason: "the layer does not say" };
/** Resamples of prompts in each data set for the simultaneous bounds of the onset. */
const MOST_RESAMPLES = 500;

/** The analysis of a layer whose labels are probabilities: every number from each of the completed data sets, combined by Rubin's rules (labels of steps are drawn; never hard votes).
 *  What the rules do not combine is left out: shapes of trends, change points, bands of profiles, and all that needs attributes or relations.
 *  @param sets [data set][trace], the same traces in each
 *  @returns null with fewer than two checkpoints */
export function analyseImputed(sets: readonly (readonly MeasuredTrace[])[], plan: AnalysisPlan, context: AnalysisContext, onProgress?: (share: number) => void): Analysis | null {
  const series = sets.map((traces) => byCheckpoint(traces));
  const first = series[0]!;
  const checkpoints = first.map(({ checkpoint }) => checkpoint);
  if (checkpoints.length < 2) return null;
  const drafts = plan.labels.map((label, i) => {
    onProgress?.(i / plan.labels.length);
    return checkpoints.slice(1).map((checkpoint, at) => ({ checkpoint, comparison: pooledComparison(series.map((each) => ({ reference: each[0]!.traces, later: each[at + 1]!.traces })), label) }));
  });
  const adjusted = adjustAll(drafts.map((comparisons) => comparisons.map(({ comparison }) => comparison.paired.p)));
  const side = covariates(sets[0]!);
  const funnels = first.map(({ checkpoint, traces }) => ({ checkpoint, funnel: { ...errorCorrection(traces, { resamples: 0, seed: plan.seed }), superficial: UNSAID, abandonedShare: null } }));
  const labels = plan.labels.map((label, i): LabelAnalysis => {
    const comparisons = drafts[i]!.map((each, j) => ({ ...each, adjustedP: adjusted[i]![j]! }));
    const perThousandTokens = pooledCurve(sets, label, "per-1k-tokens");
    const pooled = pooledOnset(series.map((each) => onsetSeries(each, label)), { ...plan, resamples: Math.min(plan.resamples, MOST_RESAMPLES) });
    const onset = inOrder(checkpoints) ? pooled : withoutOrder(pooled);
    return {
      label, perThousandTokens, onset, comparisons, runs: [], acrossRuns: [], wholeLength: null,
      perTrace: pooledCurve(sets, label, "per-trace"), perStep: pooledCurve(sets, label, "per-step"), prevalence: pooledCurve(sets, label, "prevalence"),
      trend: noTrend("steps are imputed"),
      suddenness: { sudden: false, margin: null, share: null, reason: "steps are imputed" },
      profiles: checkpoints.map((checkpoint, at) => ({ checkpoint, bins: averaged(series.map((each) => positionProfile(each[at]!.traces, label, { resamples: 0, seed: plan.seed })), (bins) => ({ at: bins[0]!.at, mean: mean(bins.map((bin) => bin.mean)), low: null, high: null })) })),
      budget: checkpoints.map((checkpoint, at) => ({ checkpoint, points: averaged(series.map((each) => budgetCurve(each[at]!.traces, label)), (points) => ({ ...points[0]!, mean: mean(points.map((point) => point.mean)) })) })),
      card: claimCard(label, {
        points: perThousandTokens, comparison: comparisons.at(-1)!.comparison, adjustedP: adjusted[i]!.at(-1)!, onset, covariates: side, errorCorrection: funnels.at(-1)!.funnel,
        agreement: context.agreement, agreementBy: context.agreementBy, proxy: null, automatic: false, trainingRuns: context.trainingRuns, decodingDiffers: context.decodingDiffers, seed: plan.seed,
      }),
    };
  });
  onProgress?.(1);
  return { model: checkpoints[0]!.model, checkpoints, baseModel: context.baseModel, covariates: side, errorCorrection: funnels, labels, plan, imputations: sets.length };
}

/** Lists of the same length in every data set, place by place. */
const averaged = <Item>(lists: readonly (readonly Item[])[], combine: (items: readonly Item[]) => Item): Item[] => lists[0]!.map((_, at) => combine(lists.map((list) => list[at]!)));
