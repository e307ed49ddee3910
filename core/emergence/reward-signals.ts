import { verbatimRepeats } from "../text/repeats";
import type { MeasuredTrace } from "./measured-trace";
import { countOf } from "./measured-trace";

/** Signals for training (after RLSP, T1, Yeo et al. 2025), each a column of its own: how they are mixed is the study's business. */
export interface RewardSignals {
  /** Steps, branchings and backtracks, added up. */
  readonly exploration: number;
  /** 1 right, 0 wrong; null: unknown. */
  readonly correctness: number | null;
  /** Share of the text that repeats, verbatim, at least 200 characters that stood before. */
  readonly repetition: number;
}

export function rewardSignals(trace: Pick<MeasuredTrace, "steps" | "starts" | "correct">, cot: string): RewardSignals {
  const repeated = verbatimRepeats(cot).reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    exploration: trace.steps + countOf(trace, "branching") + countOf(trace, "backtracking"),
    correctness: trace.correct === null ? null : Number(trace.correct),
    repetition: cot.length > 0 ? repeated / cot.length : 0,
  };
}
