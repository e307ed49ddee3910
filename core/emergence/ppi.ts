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
 *  @param lambda "optimal" (clipped to [0, 1]), or a fixed weight; 0 is the plain mean
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

function optimalLambda(truth: readonly number[], predicted: readonly number[], unlabelled: readonly number[]): number {
  const [n, N] = [truth.length, unlabelled.length];
  const [meanY, meanF] = [mean(truth), mean(predicted)];
  const covariance = truth.reduce((sum, value, i) => sum + (value - meanY) * (predicted[i]! - meanF), 0) / (n - 1);
  const spread = sampleVariance([...predicted, ...unlabelled]);
  return spread > 0 ? Math.min(1, Math.max(0, covariance / ((1 + n / N) * spread))) : 0;
}
