import { studentQuantile } from "../statistics/distribution/beta";
import { mean, sampleVariance } from "../statistics/quantile";
import { byCheckpoint, countOf } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";

/** Runs under which an interval across runs says nothing. */
export const LEAST_RUNS = 3;

/** One training run's own curve, per 1k tokens. */
export interface RunCurve {
  readonly seed: string;
  readonly points: readonly { readonly t: number; readonly estimate: number | null }[];
}

/** Mean over runs at one checkpoint, with the t interval over them; null under three runs there. */
export interface AcrossRuns {
  readonly t: number;
  readonly runs: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A label's rate per 1k tokens in each training run, and across runs: what intervals over prompts cannot say.
 *  @returns empty lists under three runs that are told apart by their training seed */
export function runCurves(traces: readonly MeasuredTrace[], label: string): { runs: readonly RunCurve[]; across: readonly AcrossRuns[] } {
  const seeds = [...new Set(traces.flatMap(({ trainingSeed }) => (trainingSeed === undefined ? [] : [trainingSeed])))].sort();
  if (seeds.length < LEAST_RUNS) return { runs: [], across: [] };
  const runs = seeds.map((seed): RunCurve => ({
    seed, points: byCheckpoint(traces.filter((trace) => trace.trainingSeed === seed)).map(({ checkpoint, traces: here }) => {
      const tokens = here.reduce((sum, trace) => sum + trace.weight * trace.tokens, 0);
      return { t: checkpoint.t, estimate: tokens > 0 ? (1000 * here.reduce((sum, trace) => sum + trace.weight * countOf(trace, label), 0)) / tokens : null };
    }),
  }));
  const places = [...new Set(runs.flatMap(({ points }) => points.map(({ t }) => t)))].sort((a, b) => a - b);
  return {
    runs, across: places.map((t): AcrossRuns => {
      const rates = runs.flatMap(({ points }) => points.flatMap((point) => (point.t === t && point.estimate !== null ? [point.estimate] : [])));
      if (rates.length < LEAST_RUNS) return { t, runs: rates.length, mean: null, low: null, high: null };
      const [centre, half] = [mean(rates), studentQuantile(0.975, rates.length - 1) * Math.sqrt(sampleVariance(rates) / rates.length)];
      return { t, runs: rates.length, mean: centre, low: Math.max(0, centre - half), high: centre + half };
    }),
  };
}
