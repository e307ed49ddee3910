import { twoSidedNormal, Z95 } from "../statistics/distribution/normal";

export interface ProportionDifference {
  /** Second proportion minus the first (group 0 is the reference). */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly reason?: "a group is empty" | "both groups are all hits or all misses";
}

/** Difference of two independent proportions: Wald interval with unpooled variance, z test with the pooled one (Fleiss, Levin & Paik 2003, §3.2).
 *  @throws RangeError unless 0 ≤ hits ≤ n in both groups */
export function twoProportions(hits: readonly [number, number], n: readonly [number, number]): ProportionDifference {
  for (const group of [0, 1] as const) if (!(hits[group] >= 0 && hits[group] <= n[group])) throw new RangeError(`${hits[group]} hits of ${n[group]}: hits must lie between 0 and n`);
  if (n[0] === 0 || n[1] === 0) return { difference: null, low: null, high: null, z: null, p: null, reason: "a group is empty" };
  const [p0, p1] = [hits[0] / n[0], hits[1] / n[1]];
  const difference = p1 - p0;
  const half = Z95 * Math.sqrt((p0 * (1 - p0)) / n[0] + (p1 * (1 - p1)) / n[1]);
  const pooled = (hits[0] + hits[1]) / (n[0] + n[1]);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n[0] + 1 / n[1]));
  if (error === 0) return { difference, low: difference - half, high: difference + half, z: null, p: null, reason: "both groups are all hits or all misses" };
  const z = difference / error;
  return { difference, low: difference - half, high: difference + half, z, p: twoSidedNormal(z) };
}
