import type { CountTable } from "./count-table";

/** Below this dispersion the model is Poisson to working precision. */
export const LEAST_K = 1e-9;

/** Score of the log-likelihood for k, and its slope, at means μ. */
export function dispersionScore({ rows, y, weight, most }: CountTable, mu: Float64Array, k: number): { score: number; slope: number } {
  // Σ_{j<y} j/(1 + kj) and its slope, once for each count: counts repeat.
  const [sums, slopes] = [new Float64Array(most + 1), new Float64Array(most + 1)];
  for (let j = 0; j < most; j++) {
    const term = j / (1 + k * j);
    sums[j + 1] = sums[j]! + term;
    slopes[j + 1] = slopes[j]! - term * term;
  }
  let [score, slope] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const [m, count] = [mu[i]!, y[i]!];
    const x = k * m;
    const inverse = 1 / (1 + x);
    // (1/k²) log(1 + kμ) − (1/k) μ/(1 + kμ); by series where kμ is small and the terms cancel.
    const small = x < 1e-3;
    const difference = small ? m * m * (1 / 2 - (2 * x) / 3 + (3 * x * x) / 4 - (4 * x ** 3) / 5) : (Math.log1p(x) - x * inverse) / (k * k);
    const differenceSlope = small ? m ** 3 * (-2 / 3 + (3 * x) / 2 - (12 * x * x) / 5) : ((m * inverse) ** 2 - 2 * difference) / k;
    score += weight[i]! * (sums[count]! + difference - count * m * inverse);
    slope += weight[i]! * (slopes[count]! + differenceSlope + count * (m * inverse) ** 2);
  }
  return { score, slope };
}

/** Root of the score for k in (0, 1e6); 0 where the likelihood falls from the Poisson limit on. */
export function dispersionAt(table: CountTable, mu: Float64Array): number {
  const score = (k: number): number => dispersionScore(table, mu, k).score;
  return score(LEAST_K) <= 0 ? 0 : Math.exp(root((log) => score(Math.exp(log)), Math.log(LEAST_K), Math.log(1e6)));
}

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
