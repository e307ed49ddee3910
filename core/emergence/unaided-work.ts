import type { MarkedTrace } from "./mark-trace";

/** What people read on their own: against it a detector may be held. */
export interface UnaidedWork {
  readonly traces: readonly MarkedTrace[];
  /** Traces of people that are left out. */
  readonly leftOut: number;
  /** What is left still stands for every checkpoint and weight of the sample. */
  readonly whole: boolean;
}

/** People's work without the traces on which they saw this very detector's suggestions: what was accepted from it would agree with it (decision 0157).
 *  Suggestions are withheld from traces drawn by lot, so the rest of one checkpoint and weight stands for all of them: its weights are raised by as much as was left out.
 *  @param aided ids of the traces that were read with the detector's suggestions in view */
export function unaidedWork(human: readonly MarkedTrace[], aided: ReadonlySet<string>): UnaidedWork {
  const traces = human.filter(({ id }) => !aided.has(id));
  if (traces.length === human.length) return { traces: human, leftOut: 0, whole: true };
  const classOf = ({ checkpoint, weight }: MarkedTrace): string => `${checkpoint.t} ${weight}`;
  const count = (all: readonly MarkedTrace[]) => {
    const sizes = new Map<string, number>();
    for (const trace of all) sizes.set(classOf(trace), (sizes.get(classOf(trace)) ?? 0) + 1);
    return sizes;
  };
  const [all, left] = [count(human), count(traces)];
  return {
    traces: traces.map((trace) => ({ ...trace, weight: (trace.weight * all.get(classOf(trace))!) / left.get(classOf(trace))! })),
    leftOut: human.length - traces.length, whole: left.size === all.size,
  };
}
