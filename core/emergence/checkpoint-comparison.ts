import { sampleVariance } from "../statistics/quantile";
import { difficultyClasses } from "./difficulty";
import type { DifficultyClasses } from "./difficulty";
import { mantelHaenszel } from "./mantel-haenszel";
import type { RateRatioEstimate } from "./mantel-haenszel";
import { byPrompt, countOf } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";
import { mcnemarExact, signFlipTest } from "./paired";
import { lengthExponent, rateRatio } from "./rate-ratio";
import type { LengthExponent, RateRatio } from "./rate-ratio";

/** A ratio stands on at least so many events in each group. */
const LEAST_EVENTS = 5;
/** Length bins of Mantel–Haenszel: upper edges in tokens, each twice the one before. */
const LENGTH_BINS = [250, 500, 1000, 2000, 4000, 8000, 16000, Infinity] as const;

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
    pooled: mantelHaenszel(strata(all, classOf, label)), difficulty, paired: pairedTest(reference, later, label, resamples, seed),
  };
}

function strata(all: readonly { readonly trace: MeasuredTrace; readonly group: number }[], classOf: ReadonlyMap<string, string>, label: string): { y: [number, number]; exposure: [number, number] }[] {
  const cells = new Map<string, { y: [number, number]; exposure: [number, number] }>();
  for (const { trace, group } of all) {
    const key = `${LENGTH_BINS.findIndex((edge) => trace.tokens < edge)} ${classOf.get(trace.prompt) ?? "unknown"}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, cell = { y: [0, 0], exposure: [0, 0] });
    cell.y[group]! += trace.weight * countOf(trace, label);
    cell.exposure[group]! += trace.weight * trace.tokens;
  }
  return [...cells.values()];
}

function pairedTest(reference: readonly MeasuredTrace[], later: readonly MeasuredTrace[], label: string, resamples: number, seed: number): CheckpointComparison["paired"] {
  const [before, after] = [byPrompt(reference), byPrompt(later)];
  const shared = [...before.keys()].filter((prompt) => after.has(prompt));
  const samples = shared.map((prompt) => [before.get(prompt)!, after.get(prompt)!] as const);
  const differences = promptDifferences(reference, later, label);
  const sd = differences.length > 1 ? Math.sqrt(sampleVariance(differences)) : null;
  if (samples.length > 0 && samples.every(([a, b]) => a.length === 1 && b.length === 1)) {
    const shows = samples.map(([a, b]) => [countOf(a[0]!, label) > 0, countOf(b[0]!, label) > 0] as const);
    const [lost, gained] = [shows.filter(([a, b]) => a && !b).length, shows.filter(([a, b]) => !a && b).length];
    return { test: "mcnemar", prompts: shared.length, mean: (gained - lost) / shared.length, p: mcnemarExact(lost, gained), sd };
  }
  const { mean: difference, p } = signFlipTest(differences, resamples, seed);
  return { test: "sign-flip", prompts: differences.length, mean: difference, p, sd };
}

/** Per prompt that has tokens at both checkpoints: its rate per 1k tokens at the later one minus that at the reference. */
export function promptDifferences(reference: readonly MeasuredTrace[], later: readonly MeasuredTrace[], label: string): number[] {
  const after = byPrompt(later);
  const rate = (traces: readonly MeasuredTrace[]) => {
    const tokens = traces.reduce((sum, trace) => sum + trace.weight * trace.tokens, 0);
    return tokens > 0 ? (1000 * traces.reduce((sum, trace) => sum + trace.weight * countOf(trace, label), 0)) / tokens : null;
  };
  return [...byPrompt(reference)].flatMap(([prompt, traces]) => {
    const [from, to] = [rate(traces), rate(after.get(prompt) ?? [])];
    return from === null || to === null ? [] : [to - from];
  });
}
