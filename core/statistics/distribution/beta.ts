import { logGamma } from "./gamma";

/** Regularized incomplete beta I_x(a, b) by its continued fraction (DLMF 8.17.22), to some 1e-13 also where a and b are large.
 *  @param rest 1 − x, where the caller knows it better than the subtraction would */
export function incompleteBeta(x: number, a: number, b: number, rest = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(rest, b, a, x);
  // The front x^a (1 − x)^b / (a B(a, b)) is that share of a binomial probability.
  const front = (b / (a + b)) * binomialDensity(a, b, x, rest);
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  // Near the mean it takes some √(a + b) turns.
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return front * value;
}

/** Probability of `hits` against `misses` at chance p (q = 1 − p), for any real counts above 0: by the saddle point, without subtracting large logarithms (Loader 2000, Fast and Accurate Computation of Binomial Probabilities). */
function binomialDensity(hits: number, misses: number, p: number, q: number): number {
  const n = hits + misses;
  const log = stirlingError(n) - stirlingError(hits) - stirlingError(misses) - deviance(hits, n * p) - deviance(misses, n * q);
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * hits * misses));
}

/** ln Γ(z + 1) less Stirling's formula for it. */
function stirlingError(z: number): number {
  if (z < 16) return logGamma(z + 1) - (z + 0.5) * Math.log(z) + z - 0.5 * Math.log(2 * Math.PI);
  const square = z * z;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / z;
}

/** x ln(x/m) + m − x; by the series of the inverse hyperbolic tangent where x is near m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let j = 3; j < 1000; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** x with I_x(a, b) = p, by bisection to the last bits. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 400; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| > |t|) of Student's t with `df` degrees of freedom. */
export const twoSidedStudent = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5, (t * t) / (df + t * t));

/** t with P(T ≤ t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const x = betaQuantile(2 * Math.min(p, 1 - p), df / 2, 0.5);
  const t = Math.sqrt((df * (1 - x)) / x);
  return p > 0.5 ? t : -t;
}
