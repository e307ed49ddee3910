import { clusterBootstrap } from "./cluster-bootstrap";
import type { BootstrapInterval, BootstrapMethod } from "./cluster-bootstrap";
import { byCheckpoint, byPrompt, countOf } from "./measured-trace";
import type { Checkpoint, MeasuredTrace } from "./measured-trace";

/** Units a rate may be read in. Prevalence is shown only next to the rate per 1k tokens. */
export const RATE_UNITS = ["per-trace", "per-1k-tokens", "per-step", "prevalence"] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

/** Under 40 prompts a warning goes with every interval; under 20 there are too few to say anything. */
export const FEW_PROMPTS = 40;
export const TOO_FEW_PROMPTS = 20;

export interface RatePoint extends BootstrapInterval {
  readonly checkpoint: Checkpoint;
  readonly traces: number;
  readonly prompts: number;
  readonly events: number;
  readonly caution: "few prompts" | "too few prompts" | null;
}

export interface RateOptions {
  readonly resamples: number;
  readonly seed: number;
  readonly method: BootstrapMethod;
}

/** Rate of a label at each checkpoint, with intervals over prompts.
 *  @param label null counts spans of any label */
export function rateCurve(traces: readonly MeasuredTrace[], label: string | null, unit: RateUnit, options: RateOptions): RatePoint[] {
  return byCheckpoint(traces).map(({ checkpoint, traces: here }) => {
    const prompts = [...byPrompt(here).values()];
    const events = here.reduce((sum, trace) => sum + countIn(trace, label), 0);
    return { ...intervalOf(prompts, label, unit, options), checkpoint, traces: here.length, prompts: prompts.length, events, caution: promptCaution(prompts.length) };
  });
}

const countIn = (trace: MeasuredTrace, label: string | null): number => (label === null ? Object.values(trace.starts).reduce((sum, starts) => sum + starts.length, 0) : countOf(trace, label));

function intervalOf(prompts: readonly (readonly MeasuredTrace[])[], label: string | null, unit: RateUnit, options: RateOptions): BootstrapInterval {
  const clusters = prompts.map((traces) => traces.map((trace) => ({ y: countIn(trace, label), tokens: unit === "per-step" ? trace.steps : trace.tokens, weight: trace.weight })));
  if (unit === "per-trace") return clusterBootstrap(clusters, "mean", options);
  if (unit === "prevalence") return clusterBootstrap(clusters, "prevalence", options);
  const interval = clusterBootstrap(clusters, "rate-per-1k", options);
  return unit === "per-1k-tokens" ? interval : perStep(interval);
}

/** The bootstrap's rates are per 1,000 of what it is given. */
function perStep({ estimate, low, high, ...rest }: BootstrapInterval): BootstrapInterval {
  const scale = (value: number | null) => (value === null ? null : value / 1000);
  return { ...rest, estimate: scale(estimate), low: scale(low), high: scale(high) };
}

/** How far the number of prompts carries an interval; null: far enough. */
export const promptCaution = (prompts: number): RatePoint["caution"] => (prompts < TOO_FEW_PROMPTS ? "too few prompts" : prompts < FEW_PROMPTS ? "few prompts" : null);
