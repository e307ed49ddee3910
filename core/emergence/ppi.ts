import { Z95 } from "../statistics/distribution/normal";
import { mean, sampleVariance } from "../statistics/quantile";

export interface PredictionPowered {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly lambda: number | null;
  readonly reason?: "fewer than two labelled traces" | "no unlabelled traces";
}

/** Mean by prediction-powered inference with power tuning, PPI++ (Angelopoulos, Duchi & Zrnic 2023):
 *  θ = mean(Y) + λ(mean f over unlabelled − mean f over labelled), λ = Cov(Y, f)/((1 + n/N) Var f), Var θ = Var(Y − λf)/n + λ² Var f/N.
 *  Holds only when the labelled traces are a random sample of the same checkpoint.
 *  @param labelled human values Y of n traces, with the detector's values f on the same traces
 *  @param unlabelled the detector's values on the other N traces
 *  @param lambda "optimal" (as the formula has it: negative where the detector is wrong more often than right, above 1 where it says too little), or a fixed weight; 0 is the plain mean
 *  Var f in λ is over all n + N predictions; in the variance each part uses its own sample (n − 1 in the denominator). */
export function ppiMean(labelled: { readonly truth: readonly number[]; readonly predicted: readonly number[] }, unlabelled: readonly number[], lambda: number | "optimal" = "optimal"): PredictionPowered {
  const { truth, predicted } = labelled;
  if (truth.length !== predicted.length) throw new RangeError(`Y has ${truth.length} values and Yhat has ${predicted.length}`);
  const [n, N] = [truth.length, unlabelled.length];
  if (n < 2) return { estimate: null, low: null, high: null, lambda: null, reason: "fewer than two labelled traces" };
  if (N < 1) return { estimate: null, low: null, high: null, lambda: null, reason: "no unlabelled traces" };
  const weight = lambda === "optimal" ? optimalLambda(truth, predicted, unlabelled) : lambda;
  const estimate = mean(truth) + weight * (mean(unlabelled) - mean(predicted));
  const unlabelledVariance = N > 1 ? sampleVariance(unlabelled) : 0;
  const error = Math.sqrt(sampleVariance(truth.map((value, i) => value - weight * predicted[i]!)) / n + (weight ** 2 * unlabelledVariance) / N);
  return { estimate, low: estimate - Z95 * error, high: estimate + Z95 * error, lambda: weight };
}

/** PPI++ within sampling strata, combined by their sizes: θ = Σ W θ_h, Var = Σ W² Var_h, W = (n_h + N_h)/Σ(n + N).
 *  @returns lambda the mean of the strata's, by size; undefined where a stratum is, with its reason */
export function ppiMeanStratified(strata: readonly { readonly truth: readonly number[]; readonly predicted: readonly number[]; readonly unlabelled: readonly number[] }[], lambda: number | "optimal" = "optimal"): PredictionPowered {
  const size = strata.reduce((sum, { truth, unlabelled }) => sum + truth.length + unlabelled.length, 0);
  let [estimate, variance, weighted] = [0, 0, 0];
  for (const { truth, predicted, unlabelled } of strata) {
    const within = ppiMean({ truth, predicted }, unlabelled, lambda);
    if (within.estimate === null) return within;
    const share = (truth.length + unlabelled.length) / size;
    estimate += share * within.estimate;
    variance += (share * (within.high! - within.estimate)) ** 2 / Z95 ** 2;
    weighted += share * within.lambda!;
  }
  const half = Z95 * Math.sqrt(variance);
  return { estimate, low: estimate - half, high: estimate + half, lambda: weighted };
}

/** The same idea where labelled traces were drawn with unequal probabilities: the detector's mean over all traces of the checkpoint, corrected by the weighted mean of Y − λf (difference estimator, Särndal, Swensson & Wretman 1992, §6.3).
 *  @param weights 1/π of each labelled trace
 *  @param everyone the detector's values on all traces, labelled and not */
export function weightedPpiMean({ truth, predicted, weights }: { readonly truth: readonly number[]; readonly predicted: readonly number[]; readonly weights: readonly number[] }, everyone: readonly number[]): PredictionPowered {
  const n = truth.length;
  if (n < 2) return { estimate: null, low: null, high: null, lambda: null, reason: "fewer than two labelled traces" };
  const lambda = slopeOf(truth, predicted);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const errors = truth.map((value, i) => value - lambda * predicted[i]!);
  const rectifier = errors.reduce((sum, error, i) => sum + weights[i]! * error, 0) / total;
  const spread = (n / (n - 1)) * errors.reduce((sum, error, i) => sum + (weights[i]! * (error - rectifier)) ** 2, 0) / total ** 2;
  const [estimate, half] = [lambda * mean(everyone) + rectifier, Z95 * Math.sqrt(spread)];
  return { estimate, low: estimate - half, high: estimate + half, lambda };
}

/** Slope of Y on f: the λ that leaves the least spread of Y − λf. */
function slopeOf(truth: readonly number[], predicted: readonly number[]): number {
  const [meanY, meanF, spread] = [mean(truth), mean(predicted), sampleVariance(predicted)];
  const covariance = truth.reduce((sum, value, i) => sum + (value - meanY) * (predicted[i]! - meanF), 0) / (truth.length - 1);
  return spread > 0 ? covariance / spread : 0;
}

function optimalLambda(truth: readonly number[], predicted: readonly number[], unlabelled: readonly number[]): number {
  const [n, N] = [truth.length, unlabelled.length];
  const [meanY, meanF] = [mean(truth), mean(predicted)];
  const covariance = truth.reduce((sum, value, i) => sum + (value - meanY) * (predicted[i]! - meanF), 0) / (n - 1);
  const spread = sampleVariance([...predicted, ...unlabelled]);
  return spread > 0 ? covariance / ((1 + n / N) * spread) : 0;
}
