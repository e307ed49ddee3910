import { studentQuantile } from "../statistics/distribution/beta";
import { Z95 } from "../statistics/distribution/normal";
import { mean, sampleVariance } from "../statistics/quantile";
import { compareCheckpoints } from "./checkpoint-comparison";
import { promptDifferences } from "./matched-prompts";
import type { CheckpointComparison } from "./checkpoint-comparison";
import { countOf } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";
import { differenceBand, onsetIn } from "./onset";
import type { DifferenceBand, Onset, OnsetCheckpoint, OnsetOptions } from "./onset";
import { rubin } from "./rubin";

type Limits = { readonly low: number | null; readonly high: number | null };

/** A label at a later checkpoint against the reference, from several completed data sets: each number is pooled by Rubin's rules, ratios on their logarithm. Undefined where one data set leaves it undefined, with its reason.
 *  @param sets [data set] of the traces at both checkpoints */
export function pooledComparison(sets: readonly { readonly reference: readonly MeasuredTrace[]; readonly later: readonly MeasuredTrace[] }[], label: string): CheckpointComparison {
  const each = sets.map(({ reference, later }) => compareCheckpoints(reference, later, label, { resamples: 0, seed: 0 }));
  const prompts = new Set([...sets[0]!.reference, ...sets[0]!.later].map(({ prompt }) => prompt)).size;
  const reach = prompts > 1 ? studentQuantile(0.975, prompts - 1) : Z95;
  const ratioOf = (all: readonly (Limits & { readonly ratio: number | null })[], reached: number, complete?: number) => pooled(all.map(({ ratio, low, high }) => (ratio === null || low === null || high === null ? null : { value: Math.log(ratio), error: Math.log(high / low) / (2 * reached) })), complete);
  const adjusted = ratioOf(each.map((one) => one.adjusted), reach, prompts - 1);
  const exponent = pooled(each.map(({ proportionality: { estimate, low, high } }) => (estimate === null || low === null || high === null ? null : { value: estimate - 1, error: (high - low) / (2 * reach) })), prompts - 1);
  const crude = ratioOf(each.map((one) => one.pooled), Z95);
  const first = each.find((one) => one.adjusted.reason !== undefined)?.adjusted.reason;
  const free = each.find((one) => one.proportionality.reason !== undefined)?.proportionality.reason;
  const dispersions = each.flatMap((one) => (one.adjusted.dispersion === null ? [] : [one.adjusted.dispersion]));
  return {
    adjusted: adjusted === null ? { ratio: null, low: null, high: null, p: null, dispersion: null, ...(first && { reason: first }) } : { ratio: Math.exp(adjusted.estimate), low: Math.exp(adjusted.low), high: Math.exp(adjusted.high), p: adjusted.p, dispersion: mean(dispersions) },
    proportionality: exponent === null ? { estimate: null, low: null, high: null, p: null, ...(free && { reason: free }) } : { estimate: exponent.estimate + 1, low: exponent.low + 1, high: exponent.high + 1, p: exponent.p },
    pooled: crude === null ? { ratio: null, low: null, high: null, reason: "no stratum has events and exposure in both groups" } : { ratio: Math.exp(crude.estimate), low: Math.exp(crude.low), high: Math.exp(crude.high) },
    difficulty: each[0]!.difficulty, paired: pairedOf(sets, label),
  };
}

/** Rubin's rules where every data set has an estimate; null otherwise. */
function pooled(each: readonly ({ readonly value: number; readonly error: number } | null)[], complete = Infinity): { estimate: number; low: number; high: number; p: number | null } | null {
  const known = each.filter((one) => one !== null);
  if (known.length < each.length || complete <= 0) return null;
  const { estimate, low, high, p } = rubin(known.map(({ value }) => value), known.map(({ error }) => error ** 2), complete);
  return estimate === null || low === null || high === null ? null : { estimate, low, high, p };
}

function pairedOf(sets: readonly { readonly reference: readonly MeasuredTrace[]; readonly later: readonly MeasuredTrace[] }[], label: string): CheckpointComparison["paired"] {
  const differences = sets.map(({ reference, later }) => promptDifferences(reference, later, (trace) => countOf(trace, label)));
  const prompts = differences[0]!.length;
  if (prompts < 2) return { test: "imputed", prompts, mean: null, p: null, sd: null };
  const { estimate, p } = rubin(differences.map((each) => mean(each)), differences.map((each) => sampleVariance(each) / prompts), prompts - 1);
  return { test: "imputed", prompts, mean: estimate, p, sd: Math.sqrt(mean(differences.map((each) => sampleVariance(each)))) };
}

/** Onset from several completed data sets: rate differences and their squared errors are pooled by Rubin's rules, the simultaneous bound lies below them by the data sets' mean critical value. Change points are not pooled.
 *  @param sets [data set][checkpoint] */
export function pooledOnset(sets: readonly (readonly OnsetCheckpoint[])[], { delta, m, resamples, seed }: OnsetOptions): Onset {
  const none: Onset = { onset: null, low: null, high: null, changePoint: null, changePointP: null, changePointLow: null, changePointHigh: null, smallestDetectable: null, differences: [] };
  const bands: DifferenceBand[] = [];
  for (const [i, checkpoints] of sets.entries()) {
    const band = differenceBand(checkpoints, { resamples, seed: seed + i });
    if ("reason" in band) return { ...none, reason: band.reason };
    bands.push(band);
  }
  const places = bands[0]!.sorted;
  const at = places.map((_, t) => bands.map(({ observed, errors }) => ({ difference: observed[t]!, error: errors[t]! })));
  const known = at.map((each) => (each.every(({ difference, error }) => difference !== null && error !== null) ? rubin(each.map(({ difference }) => difference!), each.map(({ error }) => error! ** 2)) : null));
  const criticals = bands.map(({ critical }) => critical);
  const found = onsetIn({ sorted: places, observed: known.map((one) => one?.estimate ?? null), errors: known.map((one) => one?.se ?? null), critical: mean(criticals) }, { delta, m });
  const events = bands.some((band) => band.events.some((row) => row.some((value) => value > 0)));
  return { ...none, ...found, ...(found.onset === null && { reason: events ? "not detected" as const : "no events" as const }) };
}
