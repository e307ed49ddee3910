import { Z95 } from "../statistics/distribution/normal";

export interface RateRatioEstimate {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: "no stratum has events and exposure in both groups";
}

/** Rate ratio of group 1 over group 0, pooled over strata: Σ y₁E₀/E / Σ y₀E₁/E, with the Greenland–Robins variance
 *  Σ (y₀ + y₁)E₀E₁/E² / (numerator · denominator) on the log scale (Greenland & Robins 1985, Biometrics 41:55).
 *  @param strata events y and exposure (tokens, steps …) of [group 0, group 1] */
export function mantelHaenszel(strata: readonly { readonly y: readonly [number, number]; readonly exposure: readonly [number, number] }[]): RateRatioEstimate {
  let [numerator, denominator, variance] = [0, 0, 0];
  for (const { y, exposure } of strata) {
    const total = exposure[0] + exposure[1];
    if (!(total > 0)) continue;
    numerator += (y[1] * exposure[0]) / total;
    denominator += (y[0] * exposure[1]) / total;
    variance += ((y[0] + y[1]) * exposure[0] * exposure[1]) / total ** 2;
  }
  if (!(numerator > 0 && denominator > 0)) return { ratio: null, low: null, high: null, reason: "no stratum has events and exposure in both groups" };
  const [ratio, half] = [numerator / denominator, Z95 * Math.sqrt(variance / (numerator * denominator))];
  return { ratio, low: ratio * Math.exp(-half), high: ratio * Math.exp(half) };
}
