import { normalQuantile } from "../statistics/distribution/normal";
import { quantile } from "../statistics/quantile";
import { seededRandom, shuffled } from "../statistics/random";
import { clusterSums, forEachResample } from "./cluster-bootstrap";
import type { Observation } from "./cluster-bootstrap";

/** One checkpoint: traces by prompt. Prompt i is the same prompt at every checkpoint; one without traces there is an empty list. */
export interface OnsetCheckpoint {
  readonly t: number;
  readonly prompts: readonly (readonly Observation[])[];
}

export interface OnsetOptions {
  /** Smallest rate difference per 1k tokens that counts, set before data are seen. */
  readonly delta: number;
  /** For how many further checkpoints the lower bound must stay above δ. */
  readonly m: number;
  readonly resamples: number;
  readonly seed: number;
}

export interface Onset {
  /** First checkpoint from which the behaviour is shown; null: not detected. */
  readonly onset: number | null;
  /** The onset is interval-censored: after `low` (the last checkpoint before it that has tokens), by `high` (the onset itself). */
  readonly low: number | null;
  readonly high: number | null;
  /** First checkpoint after the likeliest single step of the Poisson rate; its p comes from permuting checkpoints within prompts. */
  readonly changePoint: number | null;
  readonly changePointP: number | null;
  /** Interval of the change point at .95 by resampling prompts: checkpoints, both ends included. */
  readonly changePointLow: number | null;
  readonly changePointHigh: number | null;
  /** Rate difference per 1k tokens that this design shows with 80 % power at a typical checkpoint. */
  readonly smallestDetectable: number | null;
  /** Rate differences against the first checkpoint, per 1k tokens, with their simultaneous lower bounds at .95. */
  readonly differences: readonly { readonly t: number; readonly difference: number | null; readonly lower: number | null }[];
  readonly reason?: "fewer than two checkpoints" | "fewer than two prompts" | "no tokens at the reference checkpoint" | "no events" | "not detected" | "the checkpoints have no order";
}

/** What is left of an onset where the checkpoints have no order: their differences from the first. */
export const withoutOrder = ({ differences, smallestDetectable }: Onset): Onset =>
  ({ onset: null, low: null, high: null, changePoint: null, changePointP: null, changePointLow: null, changePointHigh: null, smallestDetectable, differences, reason: "the checkpoints have no order" });

/** Onset on the rate difference per 1k tokens against the first checkpoint, with one-sided max-t bounds over all later checkpoints
 *  (simultaneous bootstrap bands: Davison & Hinkley 1997, §4.2.4), resampling prompts with all their traces at all checkpoints together. */
export function findOnset(checkpoints: readonly OnsetCheckpoint[], { delta, m, resamples, seed }: OnsetOptions): Onset {
  const none: Onset = { onset: null, low: null, high: null, changePoint: null, changePointP: null, changePointLow: null, changePointHigh: null, smallestDetectable: null, differences: [] };
  if (checkpoints.length < 2) return { ...none, reason: "fewer than two checkpoints" };
  const band = differenceBand(checkpoints, { resamples, seed });
  if ("reason" in band) return { ...none, reason: band.reason };
  const { sorted, events, tokens } = band;
  const change = changePoint(events, tokens, resamples, seed + 1);
  const reach = change && changePointInterval(events, tokens, resamples, seed + 2);
  const found = onsetIn(band, { delta, m });
  return {
    ...found,
    changePoint: change === null ? null : sorted[change.at]!.t,
    changePointP: change?.p ?? null,
    changePointLow: reach ? sorted[reach[0]]!.t : null,
    changePointHigh: reach ? sorted[reach[1]]!.t : null,
    ...(found.onset === null && { reason: change === null ? "no events" as const : "not detected" as const }),
  };
}

/** Rate differences against the first checkpoint with their standard errors, and how many of them the simultaneous bound lies below. */
export interface DifferenceBand {
  readonly sorted: readonly OnsetCheckpoint[];
  /** By checkpoint and prompt, weighted. */
  readonly events: readonly Float64Array[];
  readonly tokens: readonly Float64Array[];
  /** Index 0 is the reference: 0. Null where a checkpoint has no tokens. */
  readonly observed: readonly (number | null)[];
  readonly errors: readonly (number | null)[];
  readonly critical: number;
}

/** @throws RangeError unless every checkpoint has the same prompts */
export function differenceBand(checkpoints: readonly OnsetCheckpoint[], { resamples, seed }: Pick<OnsetOptions, "resamples" | "seed">): DifferenceBand | { readonly reason: "fewer than two prompts" | "no tokens at the reference checkpoint" } {
  const sorted = [...checkpoints].sort((a, b) => a.t - b.t);
  const prompts = sorted[0]!.prompts.length;
  if (sorted.some((checkpoint) => checkpoint.prompts.length !== prompts)) throw new RangeError("every checkpoint needs the same prompts in the same order");
  if (prompts < 2) return { reason: "fewer than two prompts" };
  const sums = sorted.map((checkpoint) => clusterSums(checkpoint.prompts, "rate-per-1k"));
  const [events, tokens] = [sums.map(({ numerator }) => numerator), sums.map(({ denominator }) => denominator)];
  const observed = differencesTo(events, tokens, Int32Array.from({ length: prompts }, (_, i) => i));
  return observed ? { sorted, events, tokens, observed, ...simultaneousBand(events, tokens, observed, resamples, seed) } : { reason: "no tokens at the reference checkpoint" };
}

/** The first checkpoint from which the simultaneous lower bounds stay above δ. */
export function onsetIn({ sorted, observed, errors, critical }: Pick<DifferenceBand, "observed" | "errors" | "critical"> & { readonly sorted: readonly { readonly t: number }[] }, { delta, m }: Pick<OnsetOptions, "delta" | "m">): Pick<Onset, "onset" | "low" | "high" | "smallestDetectable" | "differences"> {
  const lower = observed.map((difference, t) => (difference === null || errors[t] === null ? null : errors[t] === 0 ? difference : difference - critical * errors[t]!)); // no spread at all: the difference itself
  const above = lower.map((bound) => bound !== null && bound > delta);
  const at = above.findIndex((_, t) => t > 0 && t + m < above.length && above.slice(t, t + m + 1).every(Boolean));
  const spread = errors.filter((error): error is number => error !== null && error > 0).sort((a, b) => a - b);
  return {
    onset: at > 0 ? sorted[at]!.t : null,
    low: at > 0 ? sorted[observed.findLastIndex((difference, t) => t < at && difference !== null)]!.t : null,
    high: at > 0 ? sorted[at]!.t : null,
    smallestDetectable: spread.length > 0 ? delta + (critical + normalQuantile(0.8)) * quantile(spread, 0.5) : null,
    differences: sorted.slice(1).map((checkpoint, i) => ({ t: checkpoint.t, difference: observed[i + 1]!, lower: lower[i + 1]! })),
  };
}

/** 1000·ΣY/ΣL at each checkpoint minus the first's, over the chosen prompts; index 0 is 0. Null where a checkpoint has no tokens. */
function differencesTo(events: readonly Float64Array[], tokens: readonly Float64Array[], chosen: Int32Array): (number | null)[] | null {
  const rates = events.map((ofCheckpoint, t) => {
    let [top, bottom] = [0, 0];
    for (let i = 0; i < chosen.length; i++) { top += ofCheckpoint[chosen[i]!]!; bottom += tokens[t]![chosen[i]!]!; }
    return bottom > 0 ? (1000 * top) / bottom : null;
  });
  const reference = rates[0]!;
  return reference === null ? null : rates.map((rate) => (rate === null ? null : rate - reference));
}

/** Standard errors from the resamples, and the .95 quantile of the largest studentized excess over all later checkpoints. */
function simultaneousBand(events: readonly Float64Array[], tokens: readonly Float64Array[], observed: readonly (number | null)[], resamples: number, seed: number): { errors: (number | null)[]; critical: number } {
  const draws: (readonly (number | null)[])[] = [];
  forEachResample(events[0]!.length, resamples, seed, undefined, (chosen) => {
    const difference = differencesTo(events, tokens, chosen);
    if (difference) draws.push(difference);
  });
  const errors = observed.map((_, t) => {
    const values = draws.map((draw) => draw[t]!).filter((value) => value !== null);
    if (values.length < 2) return null;
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
  });
  const largest = draws.map((draw) => Math.max(...draw.map((value, t) => (t > 0 && value !== null && observed[t] !== null && errors[t] ? (value - observed[t]!) / errors[t]! : -Infinity)))).filter(Number.isFinite);
  return { errors, critical: largest.length > 0 ? quantile(largest.sort((a, b) => a - b), 0.95) : Infinity };
}

/** Likeliest single step of a Poisson rate; p by permuting checkpoint labels within each prompt. */
function changePoint(events: readonly Float64Array[], tokens: readonly Float64Array[], resamples: number, seed: number): { at: number; p: number } | null {
  const total = (rows: readonly Float64Array[]) => rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  const observed = likeliestStep(total(events), total(tokens));
  if (!observed) return null;
  const random = seededRandom(seed);
  const order = events.map((_, t) => t);
  let reached = 0;
  for (let r = 0; r < resamples; r++) {
    const [y, exposure] = [new Array<number>(order.length).fill(0), new Array<number>(order.length).fill(0)];
    for (let i = 0; i < events[0]!.length; i++) {
      shuffled(order, random).forEach((from, to) => { y[to]! += events[from]![i]!; exposure[to]! += tokens[from]![i]!; });
    }
    if ((likeliestStep(y, exposure)?.gain ?? 0) >= observed.gain) reached++;
  }
  return { at: observed.at, p: (reached + 1) / (resamples + 1) };
}

/** Where the likeliest step falls in .95 of the resamples of prompts, as indices of checkpoints; a resample without events has no step. */
function changePointInterval(events: readonly Float64Array[], tokens: readonly Float64Array[], resamples: number, seed: number): [number, number] | null {
  const found: number[] = [];
  const over = (rows: readonly Float64Array[], chosen: Int32Array) => rows.map((row) => {
    let sum = 0;
    for (let i = 0; i < chosen.length; i++) sum += row[chosen[i]!]!;
    return sum;
  });
  forEachResample(events[0]!.length, resamples, seed, undefined, (chosen) => {
    const step = likeliestStep(over(events, chosen), over(tokens, chosen));
    if (step) found.push(step.at);
  });
  found.sort((a, b) => a - b);
  return found.length > 0 ? [Math.floor(quantile(found, 0.025)), Math.ceil(quantile(found, 0.975))] : null;
}

/** The split with the largest gain in Poisson log-likelihood over a constant rate. */
function likeliestStep(events: readonly number[], tokens: readonly number[]): { at: number; gain: number } | null {
  const logLikelihood = (y: number, exposure: number) => (y > 0 && exposure > 0 ? y * Math.log(y / exposure) : 0);
  const [allEvents, allTokens] = [events.reduce((a, b) => a + b, 0), tokens.reduce((a, b) => a + b, 0)];
  if (allEvents === 0) return null;
  let best: { at: number; gain: number } | null = null;
  let [y, exposure] = [0, 0];
  for (let at = 1; at < events.length; at++) {
    y += events[at - 1]!;
    exposure += tokens[at - 1]!;
    const gain = logLikelihood(y, exposure) + logLikelihood(allEvents - y, allTokens - exposure) - logLikelihood(allEvents, allTokens);
    if (!best || gain > best.gain) best = { at, gain };
  }
  return best;
}
