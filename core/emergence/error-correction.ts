import { mean, quantile } from "../statistics/quantile";
import { wilsonInterval } from "../statistics/proportion-interval";
import { byPrompt } from "./measured-trace";
import type { MeasuredTrace, TraceOutcomes, TruthOutcomes } from "./measured-trace";

/** A conditional rate is suppressed below this denominator. */
export const LEAST_DENOMINATOR = 20;

/** A share with its n; null and a reason where it may not be shown. Interval: Wilson over events, without clusters. */
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

/** The funnel from error to repair at one checkpoint. */
export function errorCorrection(traces: readonly MeasuredTrace[]): ErrorCorrection {
  const outcomes = traces.map((trace) => trace.outcomes);
  const truths = outcomes.flatMap(({ truth }) => (truth ? [truth] : []));
  const total = (key: Exclude<keyof TruthOutcomes, "detectionLatencies">) => (truths.length < outcomes.length ? null : truths.reduce((sum, truth) => sum + truth[key], 0));
  const plain = (key: Exclude<keyof TraceOutcomes, "truth">) => outcomes.reduce((sum, each) => sum + each[key], 0);
  const latencies = truths.flatMap((truth) => truth.detectionLatencies).sort((a, b) => a - b);
  const [repairs, breaks] = [total("repaired"), total("breaks")];
  const tokens = traces.reduce((sum, trace) => sum + trace.tokens, 0);
  const repairedAndJudged = traces.filter((trace) => trace.correct !== null && (trace.outcomes.truth?.repaired ?? 0) > 0);
  return {
    detected: toShare(total("detected"), total("errors")),
    repaired: toShare(total("detectedRepaired"), total("detected")),
    right: toShare(repairedAndJudged.filter((trace) => trace.correct).length, repairedAndJudged.length),
    checked: toShare(total("checkedRepairs"), total("errors")),
    checkedOfAnswerChanging: toShare(total("checkedAnswerChangingRepairs"), total("answerChangingErrors")),
    selfNoticed: toShare(total("selfNoticedRepairs"), total("errors")),
    superficial: toShare(plain("superficialVerifications"), plain("verifications")),
    warranted: toShare(total("warrantedBacktracks"), total("judgedBacktracks")),
    netRepair: repairs === null || breaks === null ? null : repairs - breaks,
    abandonedShare: tokens > 0 ? plain("abandonedTokens") / tokens : null,
    latency: { median: latencies.length > 0 ? quantile(latencies, 0.5) : null, n: latencies.length },
    answerContrast: answerContrast(traces),
  };
}

function toShare(hits: number | null, n: number | null): Share {
  if (hits === null || n === null) return { hits: 0, n: 0, estimate: null, low: null, high: null, reason: "the layer does not say" };
  if (n < LEAST_DENOMINATOR) return { hits, n, estimate: null, low: null, high: null, reason: "fewer than 20 to divide by" };
  return { hits, n, ...wilsonInterval(hits, n)! };
}

function answerContrast(traces: readonly MeasuredTrace[]): { difference: number | null; prompts: number } {
  const judged = traces.filter((trace) => trace.correct !== null);
  const differences = [...byPrompt(judged).values()].flatMap((samples) => {
    const rate = (chosen: readonly MeasuredTrace[]) => mean(chosen.map((trace) => Number(trace.correct)));
    const [withOne, without] = [samples.filter((trace) => trace.outcomes.backtracks > 0), samples.filter((trace) => trace.outcomes.backtracks === 0)];
    return withOne.length > 0 && without.length > 0 ? [rate(withOne) - rate(without)] : [];
  });
  return { difference: differences.length > 0 ? mean(differences) : null, prompts: differences.length };
}
