import { normalQuantile, normalTail } from "../statistics/distribution/normal";
import { quantile } from "../statistics/quantile";
import { randomIndex, seededRandom } from "../statistics/random";

/** One trace of a prompt: spans of a label, tokens of labellable text, and 1/π of the sampling plan (1 when left out). */
export interface Observation {
  readonly y: number;
  readonly tokens?: number | undefined;
  readonly weight?: number | undefined;
}

export type RateStatistic = "mean" | "rate-per-1k" | "prevalence";
export type BootstrapMethod = "t" | "percentile" | "bca";

export interface BootstrapInterval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The upper limit is a one-sided bound: nothing was seen. */
  readonly oneSided?: true;
  readonly reason?: "no prompts" | "one prompt has no spread" | "no tokens" | "zero events: upper bound only" | "zero events: upper bound only, independence assumed";
}

/** Per prompt the weighted numerator and denominator of a ratio of sums; the prompt is what is resampled. */
export interface ClusterSums {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** What the ratio is multiplied with: 1000 for a rate per 1k tokens. */
  readonly scale: number;
}

/** Interval of a rate at .95, resampling prompts with all their traces.
 *  `t` is the bootstrap-t on the log of the rate (Davison & Hinkley 1997, §5.2), which holds its coverage where few prompts carry most events;
 *  `percentile` and `bca` (Efron 1987) on request. Quantiles are type 7.
 *  @param clusters traces by prompt
 *  @returns with zero events the one-sided bound 1 − .05^(1/K) for a prevalence or a mean of shares, 3000/ΣL for a rate per 1k tokens */
export function clusterBootstrap(clusters: readonly (readonly Observation[])[], statistic: RateStatistic, { resamples, seed, method }: { resamples: number; seed: number; method: BootstrapMethod }): BootstrapInterval {
  const sums = clusterSums(clusters, statistic);
  const undefinedReason = whyUndefined(sums);
  if (undefinedReason) return undefinedReason;
  const observed = ratioOfSums(sums);
  if (observed === 0) return zeroEvents(sums, statistic);
  if (sums.numerator.length < 2) return { estimate: observed, low: null, high: null, reason: "one prompt has no spread" };
  const [low, high] = method === "t" ? studentized(sums, observed, resamples, seed) : resampledQuantiles(sums, observed, resamples, seed, method);
  return { estimate: observed, low, high: statistic === "prevalence" ? Math.min(1, high) : high };
}

export function clusterSums(clusters: readonly (readonly Observation[])[], statistic: RateStatistic): ClusterSums {
  const numerator = new Float64Array(clusters.length);
  const denominator = new Float64Array(clusters.length);
  clusters.forEach((traces, i) => {
    for (const { y, tokens, weight = 1 } of traces) {
      if (statistic === "rate-per-1k" && tokens === undefined) throw new RangeError("a rate per 1k tokens needs the tokens of every trace");
      numerator[i]! += weight * (statistic === "prevalence" ? Number(y >= 1) : y);
      denominator[i]! += weight * (statistic === "rate-per-1k" ? tokens! : 1);
    }
  });
  return { numerator, denominator, scale: statistic === "rate-per-1k" ? 1000 : 1 };
}

export function ratioOfSums({ numerator, denominator, scale }: ClusterSums): number {
  let [top, bottom] = [0, 0];
  for (let i = 0; i < numerator.length; i++) { top += numerator[i]!; bottom += denominator[i]!; }
  return (scale * top) / bottom;
}

function whyUndefined({ numerator, denominator }: ClusterSums): BootstrapInterval | null {
  if (numerator.length === 0) return { estimate: null, low: null, high: null, reason: "no prompts" };
  return denominator.some((value) => value > 0) ? null : { estimate: null, low: null, high: null, reason: "no tokens" };
}

function zeroEvents({ numerator, denominator }: ClusterSums, statistic: RateStatistic): BootstrapInterval {
  if (statistic === "rate-per-1k") return { estimate: 0, low: 0, high: 3000 / denominator.reduce((sum, value) => sum + value, 0), oneSided: true, reason: "zero events: upper bound only, independence assumed" };
  return { estimate: 0, low: 0, high: 1 - 0.05 ** (1 / numerator.length), oneSided: true, reason: "zero events: upper bound only" };
}

/** Limits exp(log r − t*·se): t* from resamples of (log r* − log r)/se*; a resample without events has no logarithm and is left out. */
function studentized(sums: ClusterSums, observed: number, resamples: number, seed: number): [number, number] {
  const pivots: number[] = [];
  forEachResample(sums.numerator.length, resamples, seed, (chosen) => {
    const { rate, logError } = rateWithError(sums, chosen);
    if (rate > 0 && logError > 0) pivots.push((Math.log(rate) - Math.log(observed)) / logError);
  });
  pivots.sort((a, b) => a - b);
  const error = rateWithError(sums, Int32Array.from(sums.numerator, (_, i) => i)).logError;
  if (pivots.length === 0) return [observed, observed];
  return [Math.exp(Math.log(observed) - quantile(pivots, 0.975) * error), Math.exp(Math.log(observed) - quantile(pivots, 0.025) * error)];
}

/** Ratio of sums over the chosen prompts, and the linearized standard error of its logarithm: √(K/(K − 1) Σ(Y − rL)²)/ΣY. */
function rateWithError({ numerator, denominator, scale }: ClusterSums, chosen: Int32Array): { rate: number; logError: number } {
  let [top, bottom] = [0, 0];
  for (let i = 0; i < chosen.length; i++) { top += numerator[chosen[i]!]!; bottom += denominator[chosen[i]!]!; }
  const ratio = top / bottom;
  let squares = 0;
  for (let i = 0; i < chosen.length; i++) squares += (numerator[chosen[i]!]! - ratio * denominator[chosen[i]!]!) ** 2;
  return { rate: scale * ratio, logError: Math.sqrt((chosen.length / (chosen.length - 1)) * squares) / top };
}

function resampledQuantiles(sums: ClusterSums, observed: number, resamples: number, seed: number, method: "percentile" | "bca"): [number, number] {
  const values = new Float64Array(resamples);
  let filled = 0;
  forEachResample(sums.numerator.length, resamples, seed, (chosen) => {
    const { rate } = rateWithError(sums, chosen);
    if (Number.isFinite(rate)) values[filled++] = rate;
  });
  const sorted = values.subarray(0, filled).sort();
  if (filled === 0) return [observed, observed];
  const [low, high] = method === "percentile" ? [0.025, 0.975] : bcaLevels(sums, observed, sorted);
  return [quantile(sorted, low), quantile(sorted, high)];
}

/** Bias-corrected and accelerated levels: bias from the share of resamples below the estimate, acceleration from the jackknife over prompts. */
function bcaLevels(sums: ClusterSums, observed: number, sorted: Float64Array): [number, number] {
  let below = 0;
  for (const value of sorted) below += value < observed ? 1 : value === observed ? 0.5 : 0;
  const share = Math.min(1 - 0.5 / sorted.length, Math.max(0.5 / sorted.length, below / sorted.length));
  const bias = normalQuantile(share);
  const acceleration = jackknifeAcceleration(sums);
  const level = (z: number) => 1 - normalTail(bias + (bias + z) / (1 - acceleration * (bias + z)));
  return [level(normalQuantile(0.025)), level(normalQuantile(0.975))];
}

function jackknifeAcceleration({ numerator, denominator }: ClusterSums): number {
  const [top, bottom] = [numerator.reduce((sum, value) => sum + value, 0), denominator.reduce((sum, value) => sum + value, 0)];
  const left = Array.from(numerator, (value, i) => (top - value) / (bottom - denominator[i]!)).filter(Number.isFinite);
  const centre = left.reduce((sum, value) => sum + value, 0) / left.length;
  const [cubes, squares] = [left.reduce((sum, value) => sum + (centre - value) ** 3, 0), left.reduce((sum, value) => sum + (centre - value) ** 2, 0)];
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** Calls `visit` with the indices of each resample; the array is used again. */
export function forEachResample(size: number, resamples: number, seed: number, visit: (chosen: Int32Array) => void): void {
  const random = seededRandom(seed);
  const chosen = new Int32Array(size);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < size; i++) chosen[i] = randomIndex(random, size);
    visit(chosen);
  }
}
