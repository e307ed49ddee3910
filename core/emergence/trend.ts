import { fitCounts, fitCountsAt } from "./count-regression";
import type { CountModel } from "./count-regression";

/** Traces of one checkpoint: counts of a label and exposures (tokens, or 1 each). */
export interface TrendCheckpoint {
  readonly t: number;
  readonly y: readonly number[];
  readonly exposure: readonly number[];
}

export const SHAPES = ["constant", "linear", "logistic", "step"] as const;
export type Shape = (typeof SHAPES)[number];

export interface Trend {
  /** AICc of each shape; null where it cannot be fitted. */
  readonly aic: Readonly<Record<Shape, number | null>>;
  readonly best: Shape | null;
  /** Where the best step starts: the first checkpoint after the change. */
  readonly changePoint: number | null;
  readonly reason?: "fewer than three checkpoints" | "no events";
}

/** How the log rate goes over checkpoints, under NB2 with log exposure as offset, compared by AICc = −2ℓ + 2p + 2p(p + 1)/(n − p − 1), n traces.
 *  constant a (p = 2 with k) · linear a + bt (3) · step a + b·1[t ≥ τ] (4, τ counted) · logistic a + b/(1 + e^(−(t − c)/s)) (5, c and s by a grid refined around its best). */
export function compareTrends(checkpoints: readonly TrendCheckpoint[]): Trend {
  const none: Trend = { aic: { constant: null, linear: null, logistic: null, step: null }, best: null, changePoint: null };
  if (checkpoints.length < 3) return { ...none, reason: "fewer than three checkpoints" };
  const sorted = [...checkpoints].sort((a, b) => a.t - b.t);
  if (sorted.every((checkpoint) => checkpoint.y.every((count) => count === 0))) return { ...none, reason: "no events" };
  const fit = trendFitter(sorted);
  const [constant, linear] = [fit(null), fit((t) => t)];
  const [step, logistic] = [bestStep(sorted, fit, constant?.k ?? 0), bestLogistic(fit, constant?.k ?? 0)];
  const traces = sorted.reduce((sum, checkpoint) => sum + checkpoint.y.length, 0);
  const aic = { constant: corrected(constant, 2, traces), linear: corrected(linear, 3, traces), logistic: corrected(logistic, 5, traces), step: corrected(step?.model ?? null, 4, traces) };
  const fitted = SHAPES.filter((shape) => aic[shape] !== null);
  return { aic, best: fitted.length > 0 ? fitted.reduce((a, b) => (aic[b]! < aic[a]! ? b : a)) : null, changePoint: step?.at ?? null };
}

/** With `k` the dispersion is held: enough to find where a curve bends, at a fraction of the cost. */
type Fit = (curve: ((t: number) => number) | null, k?: number) => CountModel | null;

function trendFitter(checkpoints: readonly TrendCheckpoint[]): Fit {
  const [first, last] = [checkpoints[0]!.t, checkpoints.at(-1)!.t];
  const rows = checkpoints.flatMap(({ t, y, exposure }) => y.map((count, i) => ({ t: (t - first) / (last - first || 1), count, exposure: exposure[i]! }))).filter((row) => row.exposure > 0);
  const [y, offset] = [rows.map((row) => row.count), rows.map((row) => Math.log(row.exposure))];
  return (curve, k) => {
    const data = { y, offset, x: rows.map((row) => (curve ? [1, curve(row.t)] : [1])) };
    return k === undefined ? fitCounts(data, "nb2") : fitCountsAt(data, k);
  };
}

function corrected(model: CountModel | null, parameters: number, n: number): number | null {
  return model && n > parameters + 1 ? -2 * model.logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1) : null;
}

const scaled = (checkpoints: readonly TrendCheckpoint[], t: number) => (t - checkpoints[0]!.t) / (checkpoints.at(-1)!.t - checkpoints[0]!.t || 1);

function bestStep(checkpoints: readonly TrendCheckpoint[], fit: Fit, k: number): { model: CountModel; at: number } | null {
  const candidates = checkpoints.slice(1).flatMap(({ t }) => {
    const from = scaled(checkpoints, t);
    const curve = (x: number) => Number(x >= from);
    const model = fit(curve, k);
    return model ? [{ at: t, curve, logLikelihood: model.logLikelihood }] : [];
  });
  if (candidates.length === 0) return null;
  const { at, curve } = candidates.reduce((best, each) => (each.logLikelihood > best.logLikelihood ? each : best));
  const model = fit(curve);
  return model && { model, at };
}

/** A grid over centre and width, refined around its best; the winner is fitted with its own dispersion. */
function bestLogistic(fit: Fit, k: number): CountModel | null {
  const curveAt = (centre: number, width: number) => (x: number) => 1 / (1 + Math.exp(-(x - centre) / width));
  let best: { logLikelihood: number; centre: number; width: number } | null = null;
  let [centre, reach, logWidth, widthReach] = [0.5, 0.5, Math.log(0.1), Math.log(8)];
  for (let round = 0; round < 4 && (round === 0 || best); round++) {
    for (let i = -3; i <= 3; i++) {
      for (let j = -2; j <= 2; j++) {
        const [c, width] = [centre + (reach * i) / 3, Math.exp(logWidth + (widthReach * j) / 2)];
        const model = fit(curveAt(c, width), k);
        if (model && (!best || model.logLikelihood > best.logLikelihood)) best = { logLikelihood: model.logLikelihood, centre: c, width };
      }
    }
    if (best) [centre, logWidth] = [best.centre, Math.log(best.width)];
    [reach, widthReach] = [reach / 3, widthReach / 3];
  }
  return best && fit(curveAt(best.centre, best.width));
}
