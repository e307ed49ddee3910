import { normalQuantile } from "../statistics/distribution/normal";

/** Traces per arm to tell two proportions apart: pooled normal formula, two-sided (Fleiss, Levin & Paik 2003, §4.2, without continuity correction),
 *  times the design effect 1 + (m − 1)·ICC for m traces a prompt; rounded up.
 *  @throws RangeError unless both proportions lie inside (0, 1) and differ */
export function sampleSizePerArm({ p1, p2, power, alpha, m = 1, icc = 0 }: { p1: number; p2: number; power: number; alpha: number; m?: number | undefined; icc?: number | undefined }): number {
  if (!(p1 > 0 && p1 < 1 && p2 > 0 && p2 < 1) || p1 === p2) throw new RangeError("p1 and p2 must lie between 0 and 1 and differ");
  const pooled = (p1 + p2) / 2;
  const [zAlpha, zPower] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  const root = zAlpha * Math.sqrt(2 * pooled * (1 - pooled)) + zPower * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return Math.ceil((root / (p1 - p2)) ** 2 * (1 + (m - 1) * icc));
}

/** Prompts to show a mean difference between two checkpoints on the same prompts: ((z_{1−α/2} + z_power)·SD/δ)², rounded up; SD is that of the prompts' differences in a pilot.
 *  @throws RangeError unless SD and δ are above 0 */
export function promptsForPairs({ sd, difference, power, alpha }: { sd: number; difference: number; power: number; alpha: number }): number {
  if (!(sd > 0 && difference > 0)) throw new RangeError("the SD and the difference must be above 0");
  return Math.ceil((((normalQuantile(1 - alpha / 2) + normalQuantile(power)) * sd) / difference) ** 2);
}
