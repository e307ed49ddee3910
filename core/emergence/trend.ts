import { fitCounts } from "./count-regression";
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
  const [constant, linear, step, logistic] = [fit(null), fit((t) => t), bestStep(sorted, fit), bestLogistic(sorted, fit)];
  const traces = sorted.reduce((sum, checkpoint) => sum + checkpoint.y.length, 0);
  const aic = { constant: corrected(constant, 2, traces), linear: corrected(linear, 3, traces), logistic: corrected(logistic, 5, traces), step: corrected(step?.model ?? null, 4, traces) };
  const fitted = SHAPES.filter((shape) => aic[shape] !== null);
  return { aic, best: fitted.length > 0 ? fitted.reduce((a, b) => (aic[b]! < aic[a]! ? b : a)) : null, changePoint: step?.at ?? null };
}

type Fit = (curve: ((t: number) => number) | null) => CountModel | null;

function trendFitter(checkpoints: readonly TrendCheckpoint[]): Fit {
  const [first, last] = [checkpoints[0]!.t, checkpoints.at(-1)!.t];
  const rows = checkpoints.flatMap(({ t, y, exposure }) => y.map((count, i) => ({ t: (t - first) / (last - first || 1), count, exposure: exposure[i]! }))).filter((row) => row.exposure > 0);
  const [y, offset] = [rows.map((row) => row.count), rows.map((row) => Math.log(row.exposure))];
  return (curve) => fitCounts({ y, offset, x: rows.map((row) => (curve ? [1, curve(row.t)] : [1])) }, "nb2");
}

function corrected(model: CountModel | null, parameters: number, n: number): number | null {
  return model && n > parameters + 1 ? -2 * model.logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1) : null;
}

const scaled = (checkpoints: readonly TrendCheckpoint[], t: number) => (t - checkpoints[0]!.t) / (checkpoints.at(-1)!.t - checkpoints[0]!.t || 1);

function bestStep(checkpoints: readonly TrendCheckpoint[], fit: Fit): { model: CountModel; at: number } | null {
  let best: { model: CountModel; at: number } | null = null;
  for (const { t } of checkpoints.slice(1)) {
    const from = scaled(checkpoints, t);
    const model = fit((x) => Number(x >= from));
    if (model && (!best || model.logLikelihood > best.model.logLikelihood)) best = { model, at: t };
  }
  return best;
}

/** A grid over centre and width, refined three times around its best. */
function bestLogistic(checkpoints: readonly TrendCheckpoint[], fit: Fit): CountModel | null {
  let best: { model: CountModel; centre: number; width: number } | null = null;
  let [centre, reach, logWidth, widthReach] = [0.5, 0.5, Math.log(0.1), Math.log(8)];
  for (let round = 0; round < 4 && (round === 0 || best); round++) {
    for (let i = -3; i <= 3; i++) {
      for (let j = -2; j <= 2; j++) {
        const [c, s] = [centre + (reach * i) / 3, Math.exp(logWidth + (widthReach * j) / 2)];
        const model = fit((x) => 1 / (1 + Math.exp(-(x - c) / s)));
        if (model && (!best || model.logLikelihood > best.model.logLikelihood)) best = { model, centre: c, width: s };
      }
    }
    if (best) [centre, logWidth] = [best.centre, Math.log(best.width)];
    [reach, widthReach] = [reach / 3, widthReach / 3];
  }
  return best?.model ?? null;
}
