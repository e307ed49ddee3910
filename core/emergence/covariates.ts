import { mean } from "../statistics/quantile";
import { byCheckpoint, byPrompt } from "./measured-trace";
import type { Checkpoint, MeasuredTrace } from "./measured-trace";

/** What stands beside every curve, so that a change in length or accuracy is not read as a change in behaviour. Null: not imported. */
export interface Covariates {
  readonly checkpoint: Checkpoint;
  readonly traces: number;
  readonly prompts: number;
  readonly accuracy: number | null;
  readonly meanTokens: number;
  readonly truncated: number;
  readonly degenerate: number;
  readonly codeShare: number;
  readonly reward: number | null;
  readonly kl: number | null;
}

export function covariates(traces: readonly MeasuredTrace[]): Covariates[] {
  return byCheckpoint(traces).map(({ checkpoint, traces: here }) => {
    const known = (read: (trace: MeasuredTrace) => number | null): number | null => {
      const values = here.map(read).filter((value) => value !== null);
      return values.length > 0 ? mean(values) : null;
    };
    return {
      checkpoint, traces: here.length, prompts: byPrompt(here).size,
      accuracy: known((trace) => (trace.correct === null ? null : Number(trace.correct))),
      meanTokens: mean(here.map((trace) => trace.wholeTokens)),
      truncated: mean(here.map((trace) => Number(trace.truncated))),
      degenerate: mean(here.map((trace) => Number(trace.degenerate))),
      codeShare: mean(here.map((trace) => trace.codeShare)),
      reward: known((trace) => trace.reward),
      kl: known((trace) => trace.kl),
    };
  });
}
