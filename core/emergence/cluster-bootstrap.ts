import { normalQuantile, normalTail } from "../statistics/distribution/normal";
import { quantile } from "../statistics/quantile";
import { randomIndex, seededRandom } from "../statistics/random";

/** One trace of a prompt: spans of a label, tokens of labellable text, 1/π of the sampling plan (1 when left out), and the stratum that its prompt was drawn from. */
export interface Observation {
  readonly y: number;
  readonly tokens?: number | undefined;
  readonly weight?: number | undefined;
  readonly stratum?: string | number | undefined;
}

export type RateStatistic = "mean" | "rate-per-1k" | "prevalence";
export type BootstrapMethod = "t" | "percentile" | "bca";

export interface BootstrapInterval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** One limit is a one-sided bound: nothing was seen, or every trace shows it. */
  readonly oneSided?: true;
  readonly reason?: "no prompts" | "one prompt has no spread" | "no spread between prompts" | "one prompt of two carries every event" | "no tokens" | "zero events: upper bound only" | "zero events: upper bound only, independence assumed" | "all events: lower bound only";
}

/** Per prompt the weighted numerator and denominator of a ratio of sums; the prompt is what is resampled. */
export interface ClusterSums {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** What the ratio is multiplied with: 1000 for a rate per 1k tokens. */
  readonly scale: number;
  /** Positions of the prompts of each stratum, where there is more than one: prompts are resampled within theirs. */
  readonly strata?: readonly Int32Array[] | undefined;
}

/** Interval of a rate at .95, resampling prompts with all their traces.
 *  `t` is the bootstrap-t on the log of the rate (Davison & Hinkley 1997, §5.2), which holds its coverage where few prompts carry most events;
 *  `percentile` and `bca` (Efron 1987) on request. Quantiles are type 7.
 *  @param clusters traces by prompt
 *  @returns with zero events the one-sided bound 1 − .05^(1/K) for a prevalence, and, independence assumed, 3000/ΣL for a rate per 1k tokens and 3/n for a mean;
 *  with a prevalence of 1 the mirror image .05^(1/K); where all prompts are alike the estimate itself, with the reason */
export const clusterBootstrap = (clusters: readonly (readonly Observation[])[], statistic: RateStatistic, options: BootstrapOptions): BootstrapInterval => intervalOf(clusterSums(clusters, statistic), statistic, options);

/** The same of a share whose hits and cases were summed by prompt. */
export const shareInterval = (sums: ClusterSums, options: BootstrapOptions): BootstrapInterval => intervalOf(sums, "prevalence", options);

export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number;
  readonly method: BootstrapMethod;
}

function intervalOf(sums: ClusterSums, statistic: RateStatistic, { resamples, seed, method }: BootstrapOptions): BootstrapInterval {
  const undefinedReason = whyUndefined(sums);
  if (undefinedReason) return undefinedReason;
  const observed = ratioOfSums(sums);
  if (observed === 0) return zeroEvents(sums, statistic);
  if (statistic === "prevalence" && sums.numerator.every((value, i) => value === sums.denominator[i])) return { estimate: 1, low: 0.05 ** (1 / sums.numerator.length), high: 1, oneSided: true, reason: "all events: lower bound only" };
  if (sums.numerator.length < 2) return { estimate: observed, low: null, high: null, reason: "one prompt has no spread" };
  if (rateWithError(sums, Int32Array.from(sums.numerator, (_, i) => i)).logError < 1e-12) return { estimate: observed, low: observed, high: observed, reason: "no spread between prompts" };
  if (sums.numerator.length === 2 && sums.numerator.some((value) => value === 0)) return { estimate: observed, low: null, high: null, reason: "one prompt of two carries every event" };
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
  return { numerator, denominator, scale: statistic === "rate-per-1k" ? 1000 : 1, strata: strataOf(clusters) };
}

/** A prompt stands in the stratum of its first trace. */
function strataOf(clusters: readonly (readonly Observation[])[]): Int32Array[] | undefined {
  const members = new Map<string | number | undefined, number[]>();
  clusters.forEach((traces, i) => {
    const stratum = traces[0]?.stratum;
    const held = members.get(stratum);
    if (held) held.push(i);
    else members.set(stratum, [i]);
  });
  return members.size > 1 ? [...members.values()].map((each) => Int32Array.from(each)) : undefined;
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
  if (statistic !== "prevalence") return { estimate: 0, low: 0, high: (statistic === "mean" ? 3 : 3000) / denominator.reduce((sum, value) => sum + value, 0), oneSided: true, reason: "zero events: upper bound only, independence assumed" };
  return { estimate: 0, low: 0, high: 1 - 0.05 ** (1 / numerator.length), oneSided: true, reason: "zero events: upper bound only" };
}

/** Limits exp(log r − t*·se): t* from resamples of (log r* − log r)/se*; a resample without events has no logarithm and is left out.
 *  se* is linearized, the se that the limits are laid out with is the jackknife's, a little wider where few prompts carry most events: the coverage simulation decides for it. */
function studentized(sums: ClusterSums, observed: number, resamples: number, seed: number): [number, number] {
  const pivots: number[] = [];
  forEachResample(sums.numerator.length, resamples, seed, sums.strata, (chosen) => {
    const { rate, logError } = rateWithError(sums, chosen);
    if (rate > 0 && logError > 0) pivots.push((Math.log(rate) - Math.log(observed)) / logError);
  });
  pivots.sort((a, b) => a - b);
  if (pivots.length === 0) return [observed, observed];
  const error = logErrorOf(sums);
  return [Math.exp(Math.log(observed) - quantile(pivots, 0.975) * error), Math.exp(Math.log(observed) - quantile(pivots, 0.025) * error)];
}

/** Standard error of the log rate over prompts: the jackknife's, else the linearized one. */
export const logErrorOf = (sums: ClusterSums): number => jackknifeLogError(sums) ?? rateWithError(sums, Int32Array.from(sums.numerator, (_, i) => i)).logError;

/** Standard error of the log rate by leaving out each prompt in turn: √((K − 1)/K Σ(l₋ᵢ − l̄)²), summed over strata. Null where one prompt carries every event: without it there is no logarithm. */
function jackknifeLogError({ numerator, denominator, strata }: ClusterSums): number | null {
  const [top, bottom] = [numerator.reduce((sum, value) => sum + value, 0), denominator.reduce((sum, value) => sum + value, 0)];
  const logs = Array.from(numerator, (value, i) => Math.log((top - value) / (bottom - denominator[i]!)));
  const variance = (values: readonly number[]): number => {
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return ((values.length - 1) / values.length) * values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  };
  const total = strata ? strata.reduce((sum, members) => sum + variance(Array.from(members, (i) => logs[i]!)), 0) : variance(logs);
  return Number.isFinite(total) ? Math.sqrt(total) : null;
}

/** Ratio of sums over the chosen prompts, and the linearized standard error of its logarithm: √(K/(K − 1) Σ(Y − rL)²)/ΣY; within strata around the stratum's mean. */
function rateWithError({ numerator, denominator, scale, strata }: ClusterSums, chosen: Int32Array): { rate: number; logError: number } {
  let [top, bottom] = [0, 0];
  for (let i = 0; i < chosen.length; i++) { top += numerator[chosen[i]!]!; bottom += denominator[chosen[i]!]!; }
  const ratio = top / bottom;
  if (strata) {
    const variance = strata.reduce((sum, members) => sum + spreadWithin(members, (i) => numerator[chosen[i]!]! - ratio * denominator[chosen[i]!]!), 0);
    return { rate: scale * ratio, logError: Math.sqrt(variance) / top };
  }
  let squares = 0;
  for (let i = 0; i < chosen.length; i++) squares += (numerator[chosen[i]!]! - ratio * denominator[chosen[i]!]!) ** 2;
  return { rate: scale * ratio, logError: Math.sqrt((chosen.length / (chosen.length - 1)) * squares) / top };
}

/** K/(K − 1) Σ(z − z̄)² over the positions of one stratum; a stratum of one prompt has no spread to add. */
function spreadWithin(members: Int32Array, at: (position: number) => number): number {
  if (members.length < 2) return 0;
  let [sum, squares] = [0, 0];
  for (const position of members) { sum += at(position); squares += at(position) ** 2; }
  return (members.length / (members.length - 1)) * Math.max(0, squares - (sum * sum) / members.length);
}

function resampledQuantiles(sums: ClusterSums, observed: number, resamples: number, seed: number, method: "percentile" | "bca"): [number, number] {
  const values = new Float64Array(resamples);
  let filled = 0;
  forEachResample(sums.numerator.length, resamples, seed, sums.strata, (chosen) => {
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

/** Calls `visit` with the indices of each resample, drawn within strata where there are some; the array is used again. */
export function forEachResample(size: number, resamples: number, seed: number, strata: readonly Int32Array[] | undefined, visit: (chosen: Int32Array) => void): void {
  const random = seededRandom(seed);
  const chosen = new Int32Array(size);
  for (let r = 0; r < resamples; r++) {
    if (strata) for (const members of strata) for (const position of members) chosen[position] = members[randomIndex(random, members.length)]!;
    else for (let i = 0; i < size; i++) chosen[i] = randomIndex(random, size);
    visit(chosen);
  }
}
