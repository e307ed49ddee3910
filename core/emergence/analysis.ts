import type { LabelsAtCheckpoint } from "../agreement/checkpoint-panel";
import type { Panel } from "../agreement/panel";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { compareCheckpoints } from "./checkpoint-comparison";
import type { CheckpointComparison } from "./checkpoint-comparison";
import { claimCard } from "./claim-card";
import type { ClaimCard } from "./claim-card";
import type { BootstrapMethod } from "./cluster-bootstrap";
import { covariates } from "./covariates";
import type { Covariates } from "./covariates";
import { errorCorrection } from "./error-correction";
import type { ErrorCorrection } from "./error-correction";
import { byCheckpoint, byPrompt, countOf, inOrder } from "./measured-trace";
import type { Checkpoint, MeasuredTrace } from "./measured-trace";
import { findOnset, withoutOrder } from "./onset";
import type { Onset } from "./onset";
import { budgetCurve, positionProfile } from "./position-profile";
import type { ProfileBin } from "./position-profile";
import type { ProxyValidity } from "./proxy";
import { rateCurve } from "./rate-curve";
import type { RatePoint } from "./rate-curve";
import { runCurves } from "./run-curves";
import type { AcrossRuns, RunCurve } from "./run-curves";
import { suddenness } from "./sudden";
import type { Suddenness } from "./sudden";
import { compareTrends, noTrend } from "./trend";
import type { Trend } from "./trend";

/** What is set before data are seen: it can be frozen with a hash. */
export interface AnalysisPlan {
  readonly labels: readonly string[];
  readonly delta: number;
  readonly m: number;
  readonly resamples: number;
  readonly seed: number;
  readonly method: BootstrapMethod;
}

/** Resamples of prompts in which a step has to win again; each fits four shapes. */
const SUDDEN_RESAMPLES = 50;

/** What is known beside the traces themselves. */
export interface AnalysisContext {
  readonly agreement: Panel | null;
  /** Its step α per checkpoint, with tests of difference; empty with one checkpoint. */
  readonly agreementBy: readonly LabelsAtCheckpoint<"stepAlpha">[];
  readonly proxies: Readonly<Record<string, ProxyValidity>>;
  readonly automatic: boolean;
  readonly trainingRuns: number;
  readonly decodingDiffers: boolean;
  /** The first checkpoint is a base model: without one the word onset is withheld. */
  readonly baseModel: boolean;
}

export interface LabelAnalysis {
  readonly label: string;
  readonly perThousandTokens: readonly RatePoint[];
  readonly perTrace: readonly RatePoint[];
  readonly perStep: readonly RatePoint[];
  readonly prevalence: readonly RatePoint[];
  /** Spans per 1k tokens of the whole generation, at the first and the last checkpoint, where it differs from what was read and may be labelled: loops to their end, unread parts. */
  readonly wholeLength: { readonly reference: number; readonly last: number } | null;
  /** Each training run apart, and the interval across runs; empty under three. */
  readonly runs: readonly RunCurve[];
  readonly acrossRuns: readonly AcrossRuns[];
  readonly trend: Trend;
  readonly suddenness: Suddenness;
  readonly onset: Onset;
  readonly profiles: readonly { readonly checkpoint: Checkpoint; readonly bins: readonly ProfileBin[] }[];
  readonly budget: readonly { readonly checkpoint: Checkpoint; readonly points: ReturnType<typeof budgetCurve> }[];
  readonly comparisons: readonly { readonly checkpoint: Checkpoint; readonly comparison: CheckpointComparison; readonly adjustedP: number | null }[];
  readonly card: ClaimCard;
}

export interface Analysis {
  readonly model: string;
  readonly checkpoints: readonly Checkpoint[];
  readonly baseModel: boolean;
  readonly covariates: readonly Covariates[];
  readonly errorCorrection: readonly { readonly checkpoint: Checkpoint; readonly funnel: ErrorCorrection }[];
  readonly labels: readonly LabelAnalysis[];
  readonly plan: AnalysisPlan;
  /** Completed data sets that stand for not knowing the labels; null: the layer says what it says. */
  readonly imputations: number | null;
}

/** Everything the emergence page says about one model's training run.
 *  @returns null with fewer than two checkpoints: there is nothing to compare
 *  @param onProgress called with the share done */
export function analyse(traces: readonly MeasuredTrace[], plan: AnalysisPlan, context: AnalysisContext, onProgress?: (share: number) => void): Analysis | null {
  const series = byCheckpoint(traces);
  const checkpoints = series.map(({ checkpoint }) => checkpoint);
  if (checkpoints.length < 2) return null;
  const ordered = inOrder(checkpoints);
  const drafts = plan.labels.map((label, i) => {
    onProgress?.(i / plan.labels.length);
    return { label, comparisons: series.slice(1).map((later) => ({ checkpoint: later.checkpoint, comparison: compareCheckpoints(series[0]!.traces, later.traces, label, plan) })) };
  });
  const adjusted = adjustAll(drafts.map(({ comparisons }) => comparisons.map(({ comparison }) => comparison.paired.p)));
  const side = covariates(traces);
  const funnels = series.map(({ checkpoint, traces: here }) => ({ checkpoint, funnel: errorCorrection(here, plan) }));
  const labels = drafts.map(({ label, comparisons }, i): LabelAnalysis => {
    const perThousandTokens = rateCurve(traces, label, "per-1k-tokens", plan);
    const { runs, across } = runCurves(traces, label);
    const byPrompts = onsetSeries(series, label);
    const found = findOnset(byPrompts, plan);
    const onset = ordered ? found : withoutOrder(found);
    const card = claimCard(label, {
      points: perThousandTokens, comparison: comparisons.at(-1)!.comparison, adjustedP: adjusted[i]!.at(-1)!, onset, covariates: side, errorCorrection: funnels.at(-1)!.funnel,
      agreement: context.agreement, agreementBy: context.agreementBy, proxy: context.proxies[label] ?? null, automatic: context.automatic, trainingRuns: context.trainingRuns, decodingDiffers: context.decodingDiffers, seed: plan.seed,
    });
    return {
      label, perThousandTokens, onset, card, runs, acrossRuns: across, wholeLength: wholeLengthRates(series[0]!.traces, series.at(-1)!.traces, label),
      suddenness: !ordered ? { sudden: false, margin: null, share: null, reason: "the checkpoints have no order" } : suddenness(byPrompts, { resamples: traces.length > 5000 ? 20 : SUDDEN_RESAMPLES, seed: plan.seed }),
      perTrace: rateCurve(traces, label, "per-trace", plan),
      perStep: rateCurve(traces, label, "per-step", plan),
      prevalence: rateCurve(traces, label, "prevalence", plan),
      trend: !ordered ? noTrend("the checkpoints have no order") : compareTrends(series.map(({ checkpoint, traces: here }) => ({ t: checkpoint.t, y: here.map((trace) => countOf(trace, label)), exposure: here.map((trace) => trace.tokens), weight: here.map((trace) => trace.weight) }))),
      profiles: series.map(({ checkpoint, traces: here }) => ({ checkpoint, bins: positionProfile(here, label, plan) })),
      budget: series.map(({ checkpoint, traces: here }) => ({ checkpoint, points: budgetCurve(here, label) })),
      comparisons: comparisons.map((each, j) => ({ ...each, adjustedP: adjusted[i]![j]! })),
    };
  });
  onProgress?.(1);
  return { model: checkpoints[0]!.model, checkpoints, baseModel: context.baseModel, covariates: side, errorCorrection: funnels, labels, plan, imputations: null };
}

/** Benjamini–Hochberg over all comparisons of all labels together; a comparison without a p keeps none. */
export function adjustAll(p: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const tested = p.flatMap((row, i) => row.flatMap((value, j) => (value === null ? [] : [{ i, j, value }])));
  const { adjusted } = benjaminiHochberg(tested.map(({ value }) => value), 0.05);
  const result = p.map((row) => row.map((): number | null => null));
  tested.forEach(({ i, j }, k) => { result[i]![j] = adjusted[k]!; });
  return result;
}

/** The same prompts in the same order at every checkpoint; one without traces somewhere is an empty list there. */
export function onsetSeries(series: readonly { readonly checkpoint: Checkpoint; readonly traces: readonly MeasuredTrace[] }[], label: string) {
  const prompts = [...new Set(series.flatMap(({ traces }) => traces.map((trace) => trace.prompt)))].sort();
  return series.map(({ checkpoint, traces }) => {
    const groups = byPrompt(traces);
    return { t: checkpoint.t, prompts: prompts.map((prompt) => (groups.get(prompt) ?? []).map((trace) => ({ y: countOf(trace, label), tokens: trace.tokens, weight: trace.weight }))) };
  });
}

function wholeLengthRates(reference: readonly MeasuredTrace[], last: readonly MeasuredTrace[], label: string): LabelAnalysis["wholeLength"] {
  if ([...reference, ...last].every(({ tokens, wholeTokens }) => tokens === wholeTokens)) return null;
  const rate = (traces: readonly MeasuredTrace[]) => {
    const tokens = traces.reduce((sum, trace) => sum + trace.weight * trace.wholeTokens, 0);
    return tokens > 0 ? (1000 * traces.reduce((sum, trace) => sum + trace.weight * countOf(trace, label), 0)) / tokens : 0;
  };
  return { reference: rate(reference), last: rate(last) };
}
