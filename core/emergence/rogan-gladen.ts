import { Z95 } from "../statistics/distribution/normal";

/** Below this the detector says so little that its correction is noise. */
const LEAST_YOUDEN = 0.2;

export interface CorrectedPrevalence {
  readonly estimate: number | null;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The estimate left [0, 1] and was set to its edge. */
  readonly clipped: boolean;
  readonly reason?: "sensitivity + specificity − 1 is below .2" | "no counts: no standard error";
}

/** Prevalence corrected for a detector's errors: θ = (q + Sp − 1)/(Se + Sp − 1) (Rogan & Gladen 1978), with the delta-method variance
 *  Var θ = [Var q + θ² Var Se + (1 − θ)² Var Sp]/(Se + Sp − 1)².
 *  @param q share that the detector flags, of n
 *  @param se, sp its sensitivity and specificity, measured on nSe positives and nSp negatives; a count left out means "known exactly"
 *  @returns se, low and high null, with the reason, when no count is given; limits are clipped to [0, 1] */
export function roganGladen(q: number, se: number, sp: number, counts: { n?: number | undefined; nSe?: number | undefined; nSp?: number | undefined } = {}): CorrectedPrevalence {
  for (const share of [q, se, sp]) if (!(share >= 0 && share <= 1)) throw new RangeError("q, se and sp lie between 0 and 1");
  const youden = se + sp - 1;
  if (youden < LEAST_YOUDEN - 1e-12) return { estimate: null, se: null, low: null, high: null, clipped: false, reason: "sensitivity + specificity − 1 is below .2" };
  const raw = (q + sp - 1) / youden;
  const estimate = shareOf(raw);
  const clipped = Math.abs(estimate - raw) > 1e-12; // not for the last digit of a share that is 0 or 1
  const { n, nSe, nSp } = counts;
  if (n === undefined && nSe === undefined && nSp === undefined) return { estimate, se: null, low: null, high: null, clipped, reason: "no counts: no standard error" };
  const variance = (p: number, size: number | undefined) => (size === undefined ? 0 : (p * (1 - p)) / size);
  const error = Math.sqrt(variance(q, n) + raw ** 2 * variance(se, nSe) + (1 - raw) ** 2 * variance(sp, nSp)) / youden;
  return { estimate, se: error, low: shareOf(raw - Z95 * error), high: shareOf(raw + Z95 * error), clipped };
}

const shareOf = (value: number): number => Math.min(1, Math.max(0, value));
