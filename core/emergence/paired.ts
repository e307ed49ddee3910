import { incompleteBeta } from "../statistics/distribution/beta";
import { mean } from "../statistics/quantile";
import { seededRandom } from "../statistics/random";

/** Exact McNemar test for one sample per prompt at each of two checkpoints (McNemar 1947): two-sided binomial on the discordant pairs.
 *  @param b prompts that show the behaviour at the first checkpoint only
 *  @param c prompts that show it at the second only
 *  @returns p; 1 when no pair is discordant */
export function mcnemarExact(b: number, c: number): number {
  if (!(Number.isInteger(b) && Number.isInteger(c) && b >= 0 && c >= 0)) throw new RangeError("discordant counts are whole numbers from 0 up");
  const [fewer, n] = [Math.min(b, c), b + c];
  if (n === 0) return 1;
  // P(X ≤ fewer) of Binomial(n, ½) = I_½(n − fewer, fewer + 1)
  return Math.min(1, 2 * incompleteBeta(0.5, n - fewer, fewer + 1));
}

/** Up to this many prompts all 2^n sign patterns are counted; beyond, they are sampled. */
const EXACT_UP_TO = 16;

/** Sign-flip permutation test of prompt mean differences: under the null each difference is as likely with the other sign (Fisher 1935).
 *  Two-sided. All 2^n patterns up to 16 prompts; beyond, `resamples` seeded ones with p = (hits + 1)/(resamples + 1).
 *  @param differences one per prompt: later checkpoint minus earlier */
export function signFlipTest(differences: readonly number[], resamples: number, seed: number): { mean: number | null; p: number | null; reason?: "no prompts" } {
  const n = differences.length;
  if (n === 0) return { mean: null, p: null, reason: "no prompts" };
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const reaches = (sum: number) => Math.abs(sum) >= observed - 1e-12 * Math.max(1, observed);
  let hits = 0;
  if (n <= EXACT_UP_TO) {
    for (let pattern = 0; pattern < 1 << n; pattern++) if (reaches(differences.reduce((sum, value, i) => sum + (pattern & (1 << i) ? -value : value), 0))) hits++;
    return { mean: mean(differences), p: hits / (1 << n) };
  }
  const random = seededRandom(seed);
  for (let r = 0; r < resamples; r++) if (reaches(differences.reduce((sum, value) => sum + (random() < 0.5 ? -value : value), 0))) hits++;
  return { mean: mean(differences), p: (hits + 1) / (resamples + 1) };
}
