import { sampleVariance } from "../statistics/quantile";
import { difficultyClasses } from "./difficulty";
import type { DifficultyClasses } from "./difficulty";
import { mantelHaenszel } from "./mantel-haenszel";
import type { RateRatioEstimate } from "./mantel-haenszel";
import { lengthStrata } from "./length-strata";
import { discordantPairs, promptDifferences } from "./matched-prompts";
import { countOf } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";
import { mcnemarExact, signFlipTest } from "./paired";
import { lengthExponent, rateRatio } from "./rate-ratio";
import type { LengthExponent, RateRatio } from "./rate-ratio";

/** A ratio stands on at least so many events in each group. */
export const LEAST_EVENTS = 5;

export interface CheckpointComparison {
  /** Later over reference, length as offset, errors clustered by prompt; undefined under five events in a group. */
  readonly adjusted: RateRatio;
  /** Coefficient of log length set free: a test of what the offset supposes. */
  readonly proportionality: LengthExponent;
  /** Pooled over length bins × difficulty of the prompt. */
  readonly pooled: RateRatioEstimate;
  /** What difficulty is: imported, or the pass rate at the reference checkpoint. */
  readonly difficulty: Omit<DifficultyClasses, "classOf">;
  /** Same prompts: mean difference of the prompts' rates per 1k tokens, and its p. Exact McNemar on "shows it at all" where every prompt has one sample; "imputed" is t by Rubin's rules. */
  readonly paired: { readonly test: "mcnemar" | "sign-flip" | "imputed"; readonly prompts: number; readonly mean: number | null; readonly p: number | null; /** Of the prompts' differences of rates per 1k tokens: what a design on the same prompts is planned with. */ readonly sd: number | null };
}

/** A label at a later checkpoint against the reference one.
 *  Descriptive, never causal: length comes after training. */
export function compareCheckpoints(reference: readonly MeasuredTrace[], later: readonly MeasuredTrace[], label: string, { resamples, seed }: { resamples: number; seed: number }): CheckpointComparison {
  const all = [...reference.map((trace) => ({ trace, group: 0 })), ...later.map((trace) => ({ trace, group: 1 }))];
  const data = {
    y: all.map(({ trace }) => countOf(trace, label)), exposure: all.map(({ trace }) => trace.tokens), group: all.map(({ group }) => group),
    cluster: all.map(({ trace }) => trace.prompt), weight: all.map(({ trace }) => trace.weight),
  };
  const scarce = [reference, later].some((traces) => { const events = traces.reduce((sum, trace) => sum + countOf(trace, label), 0); return events > 0 && events < LEAST_EVENTS; });
  const { classOf, ...difficulty } = difficultyClasses(reference, later);
  const few = { low: null, high: null, p: null, reason: "fewer than five events in a group" } as const;
  return {
    adjusted: scarce ? { ...few, ratio: null, dispersion: null } : rateRatio(data, "nb2"), proportionality: scarce ? { ...few, estimate: null } : lengthExponent(data),
    pooled: mantelHaenszel(lengthStrata(reference, later, classOf, (trace) => countOf(trace, label))), difficulty, paired: pairedTest(reference, later, label, resamples, seed),
  };
}

function pairedTest(reference: readonly MeasuredTrace[], later: readonly MeasuredTrace[], label: string, resamples: number, seed: number): CheckpointComparison["paired"] {
  const count = (trace: MeasuredTrace) => countOf(trace, label);
  const differences = promptDifferences(reference, later, count);
  const sd = differences.length > 1 ? Math.sqrt(sampleVariance(differences)) : null;
  const pairs = discordantPairs(reference, later, count);
  if (pairs !== null) return { test: "mcnemar", prompts: pairs.prompts, mean: (pairs.gained - pairs.lost) / pairs.prompts, p: mcnemarExact(pairs.lost, pairs.gained), sd };
  const { mean: difference, p } = signFlipTest(differences, resamples, seed);
  return { test: "sign-flip", prompts: differences.length, mean: difference, p, sd };
}
