import { mean, quantile } from "../statistics/quantile";
import { shareInterval } from "./cluster-bootstrap";
import { byPrompt } from "./measured-trace";
import type { MeasuredTrace, TruthOutcomes } from "./measured-trace";

/** A conditional rate is suppressed below this denominator. */
export const LEAST_DENOMINATOR = 20;

/** A share with its n; null and a reason where it may not be shown. The limits are null where all events are one prompt's. */
export interface Share {
  readonly hits: number;
  readonly n: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: "fewer than 20 to divide by" | "the layer does not say";
}

export interface ErrorCorrection {
  /** P(detected | error) and P(repaired | detected), over errors; P(final answer right | an error was repaired), over traces. */
  readonly detected: Share;
  readonly repaired: Share;
  readonly right: Share;
  /** Explicit error correction: found by a verification that detects it, corrected by what that triggered, with a right result; over all errors. */
  readonly checked: Share;
  readonly checkedOfAnswerChanging: Share;
  readonly selfNoticed: Share;
  /** Verifications that only assert, or are announced and not carried out. */
  readonly superficial: Share;
  readonly warranted: Share;
  /** Repairs minus corrections that break what was right. */
  readonly netRepair: number | null;
  /** Tokens of abandoned lines over all tokens. */
  readonly abandonedShare: number | null;
  /** Tokens from an error to its detection: median, and how many. */
  readonly latency: { readonly median: number | null; readonly n: number };
  /** P(final answer right | ≥ 1 backtracking) minus the same without, within prompts that have both kinds. */
  readonly answerContrast: { readonly difference: number | null; readonly prompts: number };
}

/** The funnel from error to repair at one checkpoint. Every share is weighted by 1/π, its n counts what was seen, and its interval resamples prompts with all their traces. */
export function errorCorrection(traces: readonly MeasuredTrace[], { resamples, seed }: { resamples: number; seed: number }): ErrorCorrection {
  const truths = traces.flatMap(({ outcomes: { truth } }) => (truth ? [truth] : []));
  const known = truths.length === traces.length;
  const share = (hits: (trace: MeasuredTrace) => number, n: (trace: MeasuredTrace) => number) => shareOf(traces, hits, n, { resamples: Math.min(resamples, 1000), seed });
  type TruthKey = Exclude<keyof TruthOutcomes, "detectionLatencies">;
  const ofTruth = (hits: TruthKey, n: TruthKey): Share => (known ? share(({ outcomes }) => outcomes.truth![hits], ({ outcomes }) => outcomes.truth![n]) : { hits: 0, n: 0, estimate: null, low: null, high: null, reason: "the layer does not say" });
  const latencies = truths.flatMap((truth) => truth.detectionLatencies).sort((a, b) => a - b);
  const tokens = traces.reduce((sum, trace) => sum + trace.weight * trace.tokens, 0);
  const judgedRepair = (trace: MeasuredTrace) => Number(trace.correct !== null && (trace.outcomes.truth?.repaired ?? 0) > 0);
  return {
    detected: ofTruth("detected", "errors"),
    repaired: ofTruth("detectedRepaired", "detected"),
    right: share((trace) => Number(trace.correct === true) * judgedRepair(trace), judgedRepair),
    checked: ofTruth("checkedRepairs", "errors"),
    checkedOfAnswerChanging: ofTruth("checkedAnswerChangingRepairs", "answerChangingErrors"),
    selfNoticed: ofTruth("selfNoticedRepairs", "errors"),
    superficial: share(({ outcomes }) => outcomes.superficialVerifications, ({ outcomes }) => outcomes.verifications),
    warranted: ofTruth("warrantedBacktracks", "judgedBacktracks"),
    netRepair: known ? truths.reduce((sum, truth) => sum + truth.repaired - truth.breaks, 0) : null,
    abandonedShare: tokens > 0 ? traces.reduce((sum, trace) => sum + trace.weight * trace.outcomes.abandonedTokens, 0) / tokens : null,
    latency: { median: latencies.length > 0 ? quantile(latencies, 0.5) : null, n: latencies.length },
    answerContrast: answerContrast(traces),
  };
}

/** Σ w·hits / Σ w·n over traces; withheld under 20 to divide by. */
function shareOf(traces: readonly MeasuredTrace[], hits: (trace: MeasuredTrace) => number, n: (trace: MeasuredTrace) => number, options: { resamples: number; seed: number }): Share {
  const [seen, of] = [traces.reduce((sum, trace) => sum + hits(trace), 0), traces.reduce((sum, trace) => sum + n(trace), 0)];
  if (of < LEAST_DENOMINATOR) return { hits: seen, n: of, estimate: null, low: null, high: null, reason: "fewer than 20 to divide by" };
  const prompts = [...byPrompt(traces).values()].filter((samples) => samples.some((trace) => n(trace) > 0));
  const sum = (samples: readonly MeasuredTrace[], of: (trace: MeasuredTrace) => number) => samples.reduce((total, trace) => total + trace.weight * of(trace), 0);
  const { estimate, low, high } = shareInterval({ numerator: Float64Array.from(prompts, (samples) => sum(samples, hits)), denominator: Float64Array.from(prompts, (samples) => sum(samples, n)), scale: 1 }, { ...options, method: "t" });
  return { hits: seen, n: of, estimate, low, high };
}

function answerContrast(traces: readonly MeasuredTrace[]): { difference: number | null; prompts: number } {
  const judged = traces.filter((trace) => trace.correct !== null);
  const differences = [...byPrompt(judged).values()].flatMap((samples) => {
    const rate = (chosen: readonly MeasuredTrace[]) => chosen.reduce((sum, trace) => sum + trace.weight * Number(trace.correct), 0) / chosen.reduce((sum, trace) => sum + trace.weight, 0);
    const [withOne, without] = [samples.filter((trace) => trace.outcomes.backtracks > 0), samples.filter((trace) => trace.outcomes.backtracks === 0)];
    return withOne.length > 0 && without.length > 0 ? [rate(withOne) - rate(without)] : [];
  });
  return { difference: differences.length > 0 ? mean(differences) : null, prompts: differences.length };
}
