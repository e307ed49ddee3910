import { quantile } from "../statistics/quantile";
import { forEachResample } from "./cluster-bootstrap";
import { byPrompt } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";

export const PROFILE_BINS = 25;

export interface ProfileBin {
  /** Middle of the bin: share of the trace's tokens. */
  readonly at: number;
  /** Mean spans of the label that start here, per trace. */
  readonly mean: number;
  /** Simultaneous limits at .95 over all bins; null with fewer than two prompts. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Where in a trace a behaviour starts: 25 bins of relative token position, each span counted once, with a max-t band over prompts.
 *  Relative positions hide truncation: show absolute tokens beside it. */
export function positionProfile(traces: readonly MeasuredTrace[], label: string, { resamples, seed }: { resamples: number; seed: number }): ProfileBin[] {
  const prompts = [...byPrompt(traces).values()];
  const counts = prompts.map((ofPrompt) => binCounts(ofPrompt, label));
  const weights = Float64Array.from(prompts, (ofPrompt) => ofPrompt.reduce((sum, trace) => sum + trace.weight, 0));
  const means = meansOver(counts, weights, Int32Array.from(prompts, (_, i) => i));
  const half = prompts.length >= 2 ? bandHalfWidths(counts, weights, means, resamples, seed) : null;
  return Array.from(means, (mean, bin) => ({ at: (bin + 0.5) / PROFILE_BINS, mean, low: half && Math.max(0, mean - half[bin]!), high: half && mean + half[bin]! }));
}

function binCounts(traces: readonly MeasuredTrace[], label: string): Float64Array {
  const bins = new Float64Array(PROFILE_BINS);
  for (const trace of traces) {
    for (const start of trace.starts[label] ?? []) bins[Math.min(PROFILE_BINS - 1, Math.floor((start / trace.wholeTokens) * PROFILE_BINS))]! += trace.weight;
  }
  return bins;
}

function meansOver(counts: readonly Float64Array[], weights: Float64Array, chosen: Int32Array): Float64Array {
  const sum = new Float64Array(PROFILE_BINS);
  let weight = 0;
  for (const prompt of chosen) {
    weight += weights[prompt]!;
    for (let bin = 0; bin < PROFILE_BINS; bin++) sum[bin]! += counts[prompt]![bin]!;
  }
  return weight > 0 ? sum.map((value) => value / weight) : sum;
}

/** Standard errors from the resamples times the .95 quantile of the largest studentized deviation. */
function bandHalfWidths(counts: readonly Float64Array[], weights: Float64Array, means: Float64Array, resamples: number, seed: number): Float64Array {
  const draws: Float64Array[] = [];
  forEachResample(counts.length, resamples, seed, undefined, (chosen) => { draws.push(meansOver(counts, weights, chosen)); });
  const errors = means.map((mean, bin) => Math.sqrt(draws.reduce((sum, draw) => sum + (draw[bin]! - mean) ** 2, 0) / Math.max(1, draws.length - 1)));
  const largest = draws.map((draw) => draw.reduce((most, value, bin) => (errors[bin]! > 0 ? Math.max(most, Math.abs(value - means[bin]!) / errors[bin]!) : most), 0)).sort((a, b) => a - b);
  const critical = largest.length > 0 ? quantile(largest, 0.95) : 0;
  return errors.map((error) => error * critical);
}

/** Mean count of a label within the first N tokens, for N on a grid of powers of two from 128: what a budget of N tokens would have shown.
 *  @returns traces = how many are at least N tokens long, so that a flat end is not mistaken for silence */
export function budgetCurve(traces: readonly MeasuredTrace[], label: string): { tokens: number; mean: number; traces: number }[] {
  const longest = Math.max(0, ...traces.map((trace) => trace.wholeTokens));
  const weight = traces.reduce((sum, trace) => sum + trace.weight, 0);
  const points = [];
  for (let tokens = 128; tokens < longest * 2 && weight > 0; tokens *= 2) {
    const within = traces.reduce((sum, trace) => sum + trace.weight * (trace.starts[label] ?? []).filter((start) => start < tokens).length, 0);
    points.push({ tokens, mean: within / weight, traces: traces.filter((trace) => trace.wholeTokens >= tokens).length });
  }
  return points;
}
