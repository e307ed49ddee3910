import { betaQuantile } from "./distribution/beta";
import { normalQuantile } from "./distribution/normal";

/** An estimate with its confidence limits, in the unit of the estimate. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Score interval of a proportion (Wilson 1927, JASA 22:209).
 *  @returns proportions in [0, 1]; null when nothing was observed, which is not a proportion of 0
 *  @throws RangeError unless 0 ≤ hits ≤ n and 0 < level < 1 */
export function wilsonInterval(hits: number, n: number, level = 0.95): Interval | null {
  checkCounts(hits, n);
  const z = normalQuantile((1 + level) / 2);
  if (n === 0) return null;
  const estimate = hits / n;
  const centre = (hits + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt(hits * (1 - estimate) + (z * z) / 4);
  // At the ends the limit is 0 or 1 exactly; subtraction would leave a rounding error there.
  return { estimate, low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half };
}

/** Exact interval of a proportion (Clopper & Pearson 1934, Biometrika 26:404): covers at least `level`, often more.
 *  @returns and throws as {@link wilsonInterval} */
export function clopperPearsonInterval(hits: number, n: number, level = 0.95): Interval | null {
  checkCounts(hits, n);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level between 0 and 1 is needed, not ${level}`);
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  return {
    estimate: hits / n,
    low: hits === 0 ? 0 : betaQuantile(tail, hits, n - hits + 1),
    high: hits === n ? 1 : betaQuantile(1 - tail, hits + 1, n - hits),
  };
}

function checkCounts(hits: number, n: number): void {
  if (!(hits >= 0 && hits <= n)) throw new RangeError(`${hits} hits of ${n}: hits must lie between 0 and n`);
}
