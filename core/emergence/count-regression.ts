import { invert, solve } from "../statistics/linear-algebra";
import { countTable, logLikelihood, means, normalEquations } from "./count-table";
import type { CountData, CountTable } from "./count-table";
import { dispersionAt, dispersionScore, LEAST_K } from "./dispersion";

/** A log-linear model of counts: log μ = Xβ + offset, Var = μ + kμ² (k = 0 is Poisson). */
export interface CountModel {
  readonly beta: readonly number[];
  /** NB2 dispersion k ≥ 0. */
  readonly k: number;
  readonly logLikelihood: number;
  readonly mu: Float64Array;
  /** Inverse of the expected information of β. */
  readonly covariance: readonly (readonly number[])[];
}

/** Log-likelihood at its maximum over β with the dispersion held, to about nine digits: enough to search for where a curve bends. Null as below. */
export function likelihoodAt(table: CountTable, k: number, start: readonly number[]): number | null {
  const beta = scoreBeta(table, start, k, 1e-5); // the likelihood is flat at its top: β to five digits gives it to ten
  return beta && logLikelihood(table, means(table, beta), k);
}

/** Maximum likelihood: Poisson first, then Fisher scoring for β beside Newton's steps for log k, which are orthogonal to each other (Lawless 1987, Canad. J. Statistics 15:209);
 *  where that does not settle, β and the root of the score for k in turn (Hilbe 2011, Negative Binomial Regression, §8).
 *  @returns null when the information is singular or a mean runs away: a column that the data do not identify, or a group without events */
export const fitCounts = (data: CountData, family: "poisson" | "nb2"): CountModel | null => fitTable(countTable(data), family);

export function fitTable(table: CountTable, family: "poisson" | "nb2"): CountModel | null {
  const poisson = scoreBeta(table, startingValues(table), 0);
  if (!poisson || family === "poisson") return poisson && modelOf(table, poisson, 0);
  const mu = means(table, poisson);
  if (dispersionScore(table, mu, LEAST_K).score <= 0) return modelOf(table, poisson, 0);
  const settled = jointly(table, poisson, momentsOf(table, mu)) ?? inTurn(table, poisson);
  return settled && modelOf(table, settled.beta, settled.k);
}

function modelOf(table: CountTable, beta: readonly number[], k: number): CountModel | null {
  const mu = means(table, beta);
  const covariance = invert(normalEquations(table, mu, k).information);
  return covariance && mu.every(Number.isFinite) ? { beta, k, mu, covariance, logLikelihood: logLikelihood(table, mu, k) } : null;
}

/** The common rate at the column that is 1 everywhere, 0 elsewhere. */
function startingValues({ rows, columns, x, y, offset }: CountTable): number[] {
  const total = y.reduce((sum, value) => sum + value, 0);
  const exposure = offset.reduce((sum, value) => sum + Math.exp(value), 0);
  const isOne = (column: number) => { for (let i = 0; i < rows; i++) if (x[i * columns + column] !== 1) return false; return true; };
  const intercept = Array.from({ length: columns }, (_, j) => j).find(isOne);
  return Array.from({ length: columns }, (_, j) => (j === intercept ? Math.log(Math.max(total, 0.5) / exposure) : 0));
}

/** k by moments, for a start: Σ((y − μ)² − μ)/Σμ². */
function momentsOf({ rows, y }: CountTable, mu: Float64Array): number {
  let [excess, squares] = [0, 0];
  for (let i = 0; i < rows; i++) { excess += (y[i]! - mu[i]!) ** 2 - mu[i]!; squares += mu[i]! ** 2; }
  return Math.min(100, Math.max(1e-3, excess / squares));
}

interface Settled { readonly beta: readonly number[]; readonly k: number }

/** One step of β and one of log k at a time; null where that leads away. */
function jointly(table: CountTable, start: readonly number[], startingK: number): Settled | null {
  let [beta, log, last] = [start, Math.log(startingK), Infinity];
  for (let iteration = 0; iteration < 60; iteration++) {
    const k = Math.exp(log);
    const mu = means(table, beta);
    const { score, information } = normalEquations(table, mu, k);
    const step = solve(information, score);
    const dispersion = dispersionScore(table, mu, k);
    // On the log scale: gradient k·s, curvature k²·s′ + k·s; uphill by a fixed length where the curvature does not help.
    const [gradient, curvature] = [k * dispersion.score, k * k * dispersion.slope + k * dispersion.score];
    const logStep = curvature < 0 ? Math.max(-2, Math.min(2, -gradient / curvature)) : Math.sign(gradient);
    if (!step || ![...step, logStep].every(Number.isFinite)) return null;
    beta = beta.map((b, j) => b + step[j]!);
    log += logStep;
    // Newton's steps shrink by their square; where they no longer shrink at all, counts are so large that the rest is rounding.
    const settled = Math.abs(logStep) < 1e-11 || (Math.abs(logStep) < 1e-7 && Math.abs(logStep) >= last);
    last = Math.abs(logStep);
    if (Math.max(...step.map(Math.abs)) < 1e-12 && settled) return { beta, k: Math.exp(log) };
    if (log < Math.log(LEAST_K) || log > Math.log(1e6) || beta.some((b) => Math.abs(b) > 60)) return null;
  }
  return null;
}

function inTurn(table: CountTable, start: readonly number[]): Settled | null {
  let [beta, k] = [start, dispersionAt(table, means(table, start))];
  for (let round = 0; round < 200; round++) {
    const fitted = scoreBeta(table, beta, k);
    if (!fitted) return null;
    const moved = Math.max(...fitted.map((value, j) => Math.abs(value - beta[j]!)));
    beta = fitted;
    const nextK = dispersionAt(table, means(table, beta));
    const settled = moved < 1e-11 && Math.abs(nextK - k) <= 1e-11 * Math.max(1, k);
    k = nextK;
    if (settled) break;
  }
  return { beta, k };
}

/** Fisher scoring for β at fixed k, with steps halved while the likelihood falls. */
function scoreBeta(table: CountTable, start: readonly number[], k: number, tolerance = 1e-12): number[] | null {
  let beta = [...start];
  let mu = means(table, beta);
  let current = logLikelihood(table, mu, k);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { score, information } = normalEquations(table, mu, k);
    const step = solve(information, score);
    if (!step || !step.every(Number.isFinite)) return null;
    let factor = 1;
    let value = current;
    let next = beta;
    for (; factor > 1e-8; factor /= 2) {
      next = beta.map((b, j) => b + factor * step[j]!);
      mu = means(table, next);
      value = logLikelihood(table, mu, k);
      if (value >= current - 1e-12 * Math.abs(current)) break;
    }
    const moved = Math.max(...step.map((s) => Math.abs(factor * s)));
    beta = next;
    current = value;
    if (moved < tolerance) return beta;
    if (beta.some((b) => Math.abs(b) > 60)) return null;
  }
  return beta;
}
