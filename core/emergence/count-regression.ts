import { logGamma } from "../statistics/distribution/gamma";
import { invert, solve } from "../statistics/linear-algebra";

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

export interface CountData {
  readonly y: readonly number[];
  /** [row][column] */
  readonly x: readonly (readonly number[])[];
  readonly offset: readonly number[];
  readonly weight?: readonly number[] | undefined;
}

/** The model at a given dispersion; null as below. */
export function fitCountsAt(data: CountData, k: number): CountModel | null {
  const beta = scoreBeta(data, startingValues(data), k);
  return beta && modelOf(data, beta, k);
}

/** Maximum likelihood by alternating Fisher scoring for β with a root of the score for k (Hilbe 2011, Negative Binomial Regression, §8).
 *  @returns null when the information is singular or a mean runs away: a column that the data do not identify, or a group without events */
export function fitCounts(data: CountData, family: "poisson" | "nb2"): CountModel | null {
  let k = 0;
  let beta = startingValues(data);
  for (let round = 0; round < 200; round++) {
    const fitted = scoreBeta(data, beta, k);
    if (!fitted) return null;
    const moved = Math.max(...fitted.map((value, j) => Math.abs(value - beta[j]!)));
    beta = fitted;
    const nextK = family === "nb2" ? dispersion(data, means(data, beta)) : 0;
    const settled = moved < 1e-11 && Math.abs(nextK - k) <= 1e-11 * Math.max(1, k);
    k = nextK;
    if (settled) break;
  }
  return modelOf(data, beta, k);
}

function modelOf(data: CountData, beta: readonly number[], k: number): CountModel | null {
  const mu = means(data, beta);
  const covariance = invert(information(data, mu, k));
  return covariance && mu.every(Number.isFinite) ? { beta, k, mu, covariance, logLikelihood: logLikelihood(data, mu, k) } : null;
}

function startingValues({ y, x, offset }: CountData): number[] {
  const total = y.reduce((sum, value) => sum + value, 0);
  const exposure = offset.reduce((sum, value) => sum + Math.exp(value), 0);
  const intercept = x[0]!.findIndex((_, j) => x.every((row) => row[j] === 1));
  return x[0]!.map((_, j) => (j === intercept ? Math.log(Math.max(total, 0.5) / exposure) : 0));
}

const means = ({ x, offset }: CountData, beta: readonly number[]): Float64Array =>
  Float64Array.from(x, (row, i) => Math.exp(row.reduce((sum, value, j) => sum + value * beta[j]!, offset[i]!)));

/** Expected information Σ w μ/(1 + kμ) x xᵀ. */
function information({ x, weight }: CountData, mu: Float64Array, k: number): number[][] {
  const size = x[0]!.length;
  const sum = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  x.forEach((row, i) => {
    const w = ((weight?.[i] ?? 1) * mu[i]!) / (1 + k * mu[i]!);
    for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) sum[a]![b]! += w * row[a]! * row[b]!;
  });
  return sum;
}

/** Score of β: Σ w (y − μ)/(1 + kμ) x. */
function scoreOf({ x, y, weight }: CountData, mu: Float64Array, k: number): number[] {
  const sum = new Array<number>(x[0]!.length).fill(0);
  x.forEach((row, i) => {
    const residual = ((weight?.[i] ?? 1) * (y[i]! - mu[i]!)) / (1 + k * mu[i]!);
    for (let j = 0; j < row.length; j++) sum[j]! += residual * row[j]!;
  });
  return sum;
}

/** Fisher scoring for β at fixed k, with steps halved while the likelihood falls. */
function scoreBeta(data: CountData, start: readonly number[], k: number): number[] | null {
  let beta = [...start];
  let current = logLikelihood(data, means(data, beta), k);
  for (let iteration = 0; iteration < 100; iteration++) {
    const mu = means(data, beta);
    const score = scoreOf(data, mu, k);
    const step = solve(information(data, mu, k), score);
    if (!step || !step.every(Number.isFinite)) return null;
    let factor = 1;
    let next = beta;
    let value = current;
    for (; factor > 1e-8; factor /= 2) {
      next = beta.map((b, j) => b + factor * step[j]!);
      value = logLikelihood(data, means(data, next), k);
      if (value >= current - 1e-12 * Math.abs(current)) break;
    }
    const moved = Math.max(...step.map((s) => Math.abs(factor * s)));
    beta = next;
    current = value;
    if (moved < 1e-13) return beta;
    if (beta.some((b) => Math.abs(b) > 60)) return null;
  }
  return beta;
}

/** Root of the score for k in (0, 1e6); 0 where the likelihood falls from the Poisson limit on. */
function dispersion({ y, weight }: CountData, mu: Float64Array): number {
  const counts = countTable(y);
  const score = (k: number): number => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (weight?.[i] ?? 1) * (counts(y[i]!, k) + dispersionTerm(y[i]!, mu[i]!, k));
    return sum;
  };
  return score(LEAST_K) <= 0 ? 0 : Math.exp(root((log) => score(Math.exp(log)), Math.log(LEAST_K), Math.log(1e6)));
}

/** Below this dispersion the model is Poisson to working precision. */
const LEAST_K = 1e-9;

/** Root of a function that falls from positive to negative, by false position with the Illinois rule. */
function root(f: (x: number) => number, low: number, high: number): number {
  let [atLow, atHigh] = [f(low), f(high)];
  if (atHigh >= 0) return high;
  for (let i = 0; i < 200 && high - low > 1e-13; i++) {
    // Far from the root the ends differ by many orders of magnitude: halve the bracket first.
    const middle = i < 8 ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow);
    const value = f(middle);
    if (value === 0) return middle;
    if (value > 0) {
      if (i >= 8) atHigh /= 2;
      [low, atLow] = [middle, value];
    } else {
      if (i >= 8) atLow /= 2;
      [high, atHigh] = [middle, value];
    }
    if (i === 7) [atLow, atHigh] = [f(low), f(high)];
  }
  return (low + high) / 2;
}

/** Σ_{j<y} j/(1 + kj), kept for the k asked last: counts repeat. */
function countTable(y: readonly number[]): (count: number, k: number) => number {
  const sums = new Float64Array(Math.max(0, ...y) + 1);
  let tabulated = Number.NaN;
  return (count, k) => {
    if (k !== tabulated) {
      tabulated = k;
      for (let j = 0; j + 1 < sums.length; j++) sums[j + 1] = sums[j]! + j / (1 + k * j);
    }
    return sums[count]!;
  };
}

/** (1/k²) log(1 + kμ) − (y + 1/k) μ/(1 + kμ); by series where kμ is small and the terms cancel. */
function dispersionTerm(y: number, mu: number, k: number): number {
  const x = k * mu;
  const difference = x < 1e-3 ? mu * mu * (1 / 2 - (2 * x) / 3 + (3 * x * x) / 4 - (4 * x ** 3) / 5) : (Math.log1p(x) - x / (1 + x)) / (k * k);
  return difference - (y * mu) / (1 + x);
}

function logLikelihood({ y, weight }: CountData, mu: Float64Array, k: number): number {
  const rising = new Float64Array(Math.max(0, ...y) + 1);
  for (let j = 0; j + 1 < rising.length; j++) rising[j + 1] = rising[j]! + Math.log1p(k * j);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const m = mu[i]!;
    const shrink = k > 0 ? Math.log1p(k * m) : 0;
    sum += (weight?.[i] ?? 1) * (rising[y[i]!]! + (y[i]! > 0 ? y[i]! * (Math.log(m) - shrink) : 0) - (k > 0 ? shrink / k : m) - logGamma(y[i]! + 1));
  }
  return sum;
}
