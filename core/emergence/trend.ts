import { fitTable, likelihoodAt } from "./count-regression";
import type { CountModel } from "./count-regression";
import { countTable } from "./count-table";
import { effectiveWeights } from "./effective-weights";

/** Traces of one checkpoint: counts of a label and exposures (tokens, or 1 each). */
export interface TrendCheckpoint {
  readonly t: number;
  readonly y: readonly number[];
  readonly exposure: readonly number[];
  /** 1/π of each trace; all alike when left out. */
  readonly weight?: readonly number[] | undefined;
}

export const SHAPES = ["constant", "linear", "logistic", "step"] as const;
export type Shape = (typeof SHAPES)[number];

export interface Trend {
  /** AICc of each shape; null where it cannot be fitted. */
  readonly aic: Readonly<Record<Shape, number | null>>;
  readonly best: Shape | null;
  /** Where the best step starts: the first checkpoint after the change. */
  readonly changePoint: number | null;
  readonly reason?: "fewer than three checkpoints" | "no events" | "steps are imputed" | "the checkpoints have no order";
}

/** A trend that cannot be told. */
export const noTrend = (reason: NonNullable<Trend["reason"]>): Trend => ({ aic: { constant: null, linear: null, logistic: null, step: null }, best: null, changePoint: null, reason });

/** How the log rate goes over checkpoints, under NB2 with log exposure as offset, compared by AICc = −2ℓ + 2p + 2p(p + 1)/(n − p − 1), n traces.
 *  Where traces were drawn with unequal probabilities ℓ is weighted by 1/π within each checkpoint and n is the effective number of traces (decision 0155): what a checkpoint weighs beside the others says how many were drawn there, not how it goes on.
 *  constant a (p = 2 with k) · linear a + bt (3) · step a + b·1[t ≥ τ] (4, τ counted) · logistic a + b/(1 + e^(−(t − c)/s)) (5, c and s by a grid refined around its best).
 *  @param gradual the logistic's rise from .1 to .9 takes at least the gap in which the step falls: a steeper one is a step by another name */
export function compareTrends(checkpoints: readonly TrendCheckpoint[], gradual = false): Trend {
  if (checkpoints.length < 3) return noTrend("fewer than three checkpoints");
  const sorted = [...checkpoints].sort((a, b) => a.t - b.t);
  if (sorted.every((checkpoint) => checkpoint.y.every((count) => count === 0))) return noTrend("no events");
  const fitter = trendFitter(sorted);
  const [constant, linear] = [fitter.fit(null), fitter.fit((t) => t)];
  const k = constant?.k ?? 0;
  const start = [constant?.beta[0] ?? 0, 0];
  const step = bestStep(sorted, fitter, k, start);
  const logistic = bestLogistic(fitter, k, start, gradual && step ? step.gap / RISE : 0);
  const traces = sorted.reduce((sum, checkpoint) => sum + weightsOf(checkpoint).reduce((known, weight) => known + weight, 0), 0);
  const aic = { constant: corrected(constant, 2, traces), linear: corrected(linear, 3, traces), logistic: corrected(logistic, 5, traces), step: corrected(step?.model ?? null, 4, traces) };
  const fitted = SHAPES.filter((shape) => aic[shape] !== null);
  return { aic, best: fitted.length > 0 ? fitted.reduce((a, b) => (aic[b]! < aic[a]! ? b : a)) : null, changePoint: step?.at ?? null };
}

/** Widths s that a logistic takes from .1 to .9: 2 log 9. */
const RISE = 2 * Math.log(9);

const weightsOf = ({ y, weight }: TrendCheckpoint): readonly number[] => (weight ? effectiveWeights(weight) : y.map(() => 1));

type Curve = (t: number) => number;

interface Fitter {
  readonly fit: (curve: Curve | null) => CountModel | null;
  /** With the dispersion held: enough to find where a curve bends, at a fraction of the cost. */
  readonly likelihood: (curve: Curve, k: number, start: readonly number[]) => number | null;
}

/** Places are scaled to [0, 1]. One table serves every curve: only its second column changes. */
function trendFitter(checkpoints: readonly TrendCheckpoint[]): Fitter {
  const rows = checkpoints.flatMap((checkpoint) => {
    const weights = weightsOf(checkpoint);
    return checkpoint.y.map((count, i) => ({ t: scaled(checkpoints, checkpoint.t), count, exposure: checkpoint.exposure[i]!, weight: weights[i]! }));
  }).filter((row) => row.exposure > 0 && row.weight > 0);
  const data = { y: rows.map((row) => row.count), offset: rows.map((row) => Math.log(row.exposure)), weight: rows.map((row) => row.weight) };
  const table = countTable({ ...data, x: rows.map(() => [1, 0]) });
  const bend = (curve: Curve) => { rows.forEach((row, i) => { table.x[2 * i + 1] = curve(row.t); }); return table; };
  return {
    fit: (curve) => fitTable(curve ? bend(curve) : countTable({ ...data, x: rows.map(() => [1]) }), "nb2"),
    likelihood: (curve, k, start) => likelihoodAt(bend(curve), k, start),
  };
}

function corrected(model: CountModel | null, parameters: number, n: number): number | null {
  return model && n > parameters + 1 ? -2 * model.logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1) : null;
}

const scaled = (checkpoints: readonly TrendCheckpoint[], t: number) => (t - checkpoints[0]!.t) / (checkpoints.at(-1)!.t - checkpoints[0]!.t || 1);

/** @returns the checkpoint from which on, and the scaled gap before it */
function bestStep(checkpoints: readonly TrendCheckpoint[], fitter: Fitter, k: number, start: readonly number[]): { model: CountModel; at: number; gap: number } | null {
  const candidates = checkpoints.slice(1).flatMap(({ t }, i) => {
    const from = scaled(checkpoints, t);
    const curve = (x: number) => Number(x >= from);
    const found = fitter.likelihood(curve, k, start);
    return found === null ? [] : [{ at: t, curve, found, gap: from - scaled(checkpoints, checkpoints[i]!.t) }];
  });
  if (candidates.length === 0) return null;
  const { at, curve, gap } = candidates.reduce((best, each) => (each.found > best.found ? each : best));
  const model = fitter.fit(curve);
  return model && { model, at, gap };
}

/** A grid over centre and width, refined around its best; the winner is fitted with its own dispersion. */
function bestLogistic(fitter: Fitter, k: number, start: readonly number[], leastWidth: number): CountModel | null {
  const curveAt = (centre: number, width: number) => (x: number) => 1 / (1 + Math.exp(-(x - centre) / width));
  let best: { found: number; centre: number; width: number } | null = null;
  let [centre, reach, logWidth, widthReach] = [0.5, 0.5, Math.log(0.1), Math.log(8)];
  for (let round = 0; round < 4 && (round === 0 || best); round++) {
    for (let i = -3; i <= 3; i++) {
      for (let j = -2; j <= 2; j++) {
        const [c, width] = [centre + (reach * i) / 3, Math.max(leastWidth, Math.exp(logWidth + (widthReach * j) / 2))];
        const found = fitter.likelihood(curveAt(c, width), k, start);
        if (found !== null && (!best || found > best.found)) best = { found, centre: c, width };
      }
    }
    if (best) [centre, logWidth] = [best.centre, Math.log(best.width)];
    [reach, widthReach] = [reach / 3, widthReach / 3];
  }
  return best && fitter.fit(curveAt(best.centre, best.width));
}
