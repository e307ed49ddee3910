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

/** Means weighted by 1/π. */
export function covariates(traces: readonly MeasuredTrace[]): Covariates[] {
  return byCheckpoint(traces).map(({ checkpoint, traces: here }) => {
    const known = (read: (trace: MeasuredTrace) => number | null): number | null => {
      let [sum, weight] = [0, 0];
      for (const trace of here) {
        const value = read(trace);
        if (value !== null) { sum += trace.weight * value; weight += trace.weight; }
      }
      return weight > 0 ? sum / weight : null;
    };
    const mean = (read: (trace: MeasuredTrace) => number): number => known(read) ?? 0;
    return {
      checkpoint, traces: here.length, prompts: byPrompt(here).size,
      accuracy: known((trace) => (trace.correct === null ? null : Number(trace.correct))),
      meanTokens: mean((trace) => trace.wholeTokens),
      truncated: mean((trace) => Number(trace.truncated)),
      degenerate: mean((trace) => Number(trace.degenerate)),
      codeShare: mean((trace) => trace.codeShare),
      reward: known((trace) => trace.reward),
      kl: known((trace) => trace.kl),
    };
  });
}
