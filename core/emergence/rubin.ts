import { studentQuantile, twoSidedStudent } from "../statistics/distribution/beta";
import { twoSidedNormal, Z95 } from "../statistics/distribution/normal";
import { mean, sampleVariance } from "../statistics/quantile";

/** One number from several imputed data sets. */
export interface Pooled {
  readonly estimate: number | null;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of the hypothesis that it is 0. */
  readonly p: number | null;
  /** Degrees of freedom of the t distribution; null: so many that it is the normal one. */
  readonly df: number | null;
  /** Mean variance within data sets, and variance of the estimates between them. */
  readonly within: number | null;
  readonly between: number | null;
  /** Share of the variance that comes from not knowing the labels: (1 + 1/M)B/T. */
  readonly uncertain: number | null;
  readonly reason?: "fewer than two imputations" | "no spread at all";
}

/** Above this many degrees of freedom t is the normal distribution to nine digits and more. */
const NORMAL_FROM = 1e9;

/** Rubin's rules (Rubin 1987, §3.1): estimate Q̄, variance T = Ū + (1 + 1/M)B, limits at .95 by t with the degrees of freedom of Barnard & Rubin (1999, Biometrika 86:948).
 *  @param estimates of each completed data set, on a scale where they are about normal (logarithms of rates and ratios)
 *  @param variances their squared standard errors
 *  @param complete degrees of freedom that complete data would have had (prompts − 1); Infinity: Rubin's own (M − 1)/λ²
 *  @throws RangeError when lengths differ or a variance is below 0 */
export function rubin(estimates: readonly number[], variances: readonly number[], complete = Infinity): Pooled {
  if (estimates.length !== variances.length) throw new RangeError(`${estimates.length} estimates and ${variances.length} variances`);
  if (variances.some((variance) => !(variance >= 0)) || !(complete > 0)) throw new RangeError("variances are from 0 up, degrees of freedom above 0");
  const nothing = { se: null, low: null, high: null, p: null, df: null, within: null, between: null, uncertain: null };
  const imputations = estimates.length;
  if (imputations < 2) return { ...nothing, estimate: estimates[0] ?? null, reason: "fewer than two imputations" };
  const [estimate, within, between] = [mean(estimates), mean(variances), sampleVariance(estimates)];
  const fromLabels = (1 + 1 / imputations) * between;
  const total = within + fromLabels;
  if (total === 0) return { ...nothing, estimate, se: 0, low: estimate, high: estimate, within, between, uncertain: 0, reason: "no spread at all" };
  const [se, uncertain] = [Math.sqrt(total), fromLabels / total];
  const df = freedom(uncertain, imputations, complete);
  const reach = df > NORMAL_FROM ? Z95 : studentQuantile(0.975, df);
  const p = df > NORMAL_FROM ? twoSidedNormal(estimate / se) : twoSidedStudent(estimate / se, df);
  return { estimate, se, low: estimate - reach * se, high: estimate + reach * se, p, df: df > NORMAL_FROM ? null : df, within, between, uncertain };
}

/** 1/ν = 1/ν_M + 1/ν_obs with ν_M = (M − 1)/λ² and ν_obs = (ν + 1)/(ν + 3)·ν(1 − λ). */
function freedom(uncertain: number, imputations: number, complete: number): number {
  const fromImputing = uncertain > 0 ? (imputations - 1) / uncertain ** 2 : Infinity;
  if (complete === Infinity) return fromImputing;
  const observed = ((complete + 1) / (complete + 3)) * complete * (1 - uncertain);
  return observed <= 0 ? fromImputing : 1 / (1 / fromImputing + 1 / observed);
}
