import { upperGamma } from "./gamma";

/** P(Z > z) of the standard normal, accurate in both tails. */
export function normalTail(z: number): number {
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z >= 0 ? tail : 1 - tail;
}

export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Two-sided p-value of a z statistic. */
export const twoSidedNormal = (z: number): number => Math.min(1, 2 * normalTail(Math.abs(z)));

/** z with P(Z ≤ z) = p: Hastings' approximation (Abramowitz & Stegun 26.2.23), polished by Halley's method on the exact tail.
 *  @throws RangeError unless 0 < p < 1 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a quantile needs 0 < p < 1, not ${p}`);
  if (p === 0.5) return 0;
  const upper = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(upper));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 4; i++) {
    const error = (normalTail(z) - upper) / normalDensity(z);
    z += error / (1 - (z * error) / 2);
  }
  return p > 0.5 ? z : -z;
}

/** z of a central interval at .95, the one level of the product. */
export const Z95 = normalQuantile(0.975);
