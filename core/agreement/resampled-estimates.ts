import { forEachResample } from "../emergence/cluster-bootstrap";
import { quantile } from "../statistics/quantile";
import type { UndefinedReason } from "./undefined";

/** A coefficient with its interval over resampled prompts; null with a reason where it is not defined. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: UndefinedReason;
}

export interface Resampling {
  /** At least 1,000 for what is shown; 0 leaves the intervals out. */
  readonly resamples: number;
  readonly seed: number;
}

/** A coefficient of counts that add up over prompts. */
export type Coefficient = (counts: Float64Array) => { readonly value: number | null; readonly reason?: UndefinedReason };

/** A coefficient on all prompts, and on each resample where it is defined, ascending. */
export interface Resampled {
  readonly estimate: Estimate;
  readonly draws: readonly number[];
}

/** Every coefficient on the sums over all prompts and over resampled ones: prompts are drawn with all their traces, the same draws for every coefficient.
 *  Limits are type-7 percentiles at .95. */
export function resampled<Key extends string>(perPrompt: readonly Float64Array[], coefficients: Readonly<Record<Key, Coefficient>>, { resamples, seed }: Resampling): Record<Key, Resampled> {
  const entries = Object.entries(coefficients) as [Key, Coefficient][];
  const observed = sumOver(perPrompt, Int32Array.from(perPrompt, (_, i) => i));
  const draws = entries.map((): number[] => []);
  if (perPrompt.length >= 2) {
    forEachResample(perPrompt.length, resamples, seed, undefined, (chosen) => {
      const counts = sumOver(perPrompt, chosen);
      entries.forEach(([, coefficient], i) => {
        const { value } = coefficient(counts);
        if (value !== null) draws[i]!.push(value);
      });
    });
  }
  return Object.fromEntries(entries.map(([key, coefficient], i) => {
    const { value, reason } = coefficient(observed);
    const sorted = draws[i]!.sort((a, b) => a - b);
    const limits = value !== null && sorted.length > 0 ? { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) } : { low: null, high: null };
    return [key, { estimate: { value, ...limits, ...(reason && { reason }) }, draws: sorted }];
  })) as unknown as Record<Key, Resampled>;
}

export function sumOver(perPrompt: readonly Float64Array[], chosen: Int32Array): Float64Array {
  const sum = new Float64Array(perPrompt[0]?.length ?? 0);
  for (const prompt of chosen) {
    const counts = perPrompt[prompt]!;
    for (let i = 0; i < sum.length; i++) sum[i]! += counts[i]!;
  }
  return sum;
}
