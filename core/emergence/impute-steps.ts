import { seededRandom } from "../statistics/random";
import type { MarkedTrace } from "./mark-trace";

/** How likely each step of a trace bears a label: label → [index of the step, probability], for open steps with a probability above 0. A trace that was adjudicated has probabilities of 1. */
export type StepChances = Readonly<Record<string, readonly (readonly [step: number, chance: number])[]>>;

/** Data sets that stand for not knowing the labels. */
export const IMPUTATIONS = 20;

/** Completes the labels of steps by drawing each from its probability, once a data set. A marked step counts once, at its first token: posteriors have no boundaries, so steps are what is counted.
 *  Traces are drawn in the order of checkpoint, prompt and sample, so that how they came into files changes nothing.
 *  @param chances by trace; a trace without any has nothing marked
 *  @returns [data set][trace], traces in the order given; relations, attributes and what follows from them are unknown */
export function imputeSteps(traces: readonly MarkedTrace[], chances: ReadonlyMap<string, StepChances>, { imputations = IMPUTATIONS, seed }: { readonly imputations?: number; readonly seed: number }): MarkedTrace[][] {
  const order = traces.map((trace, at) => ({ trace, at })).sort((a, b) => a.trace.checkpoint.t - b.trace.checkpoint.t || byText(a.trace.prompt, b.trace.prompt) || a.trace.sample - b.trace.sample || byText(a.trace.id, b.trace.id));
  const random = seededRandom(seed);
  return Array.from({ length: imputations }, () => {
    const completed = new Array<MarkedTrace>(traces.length);
    for (const { trace, at } of order) completed[at] = completedTrace(trace, chances.get(trace.id) ?? {}, random);
    return completed;
  });
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function completedTrace(trace: MarkedTrace, chances: StepChances, random: () => number): MarkedTrace {
  const tokenOf = new Map(trace.openSteps.map((step, i) => [step, trace.openStepTokens[i]!]));
  const drawn = Object.keys(chances).sort().map((label) => [label, chances[label]!.flatMap(([step, chance]) => (random() < chance && tokenOf.has(step) ? [step] : []))] as const);
  return {
    ...trace,
    starts: Object.fromEntries(drawn.map(([label, steps]) => [label, steps.map((step) => tokenOf.get(step)!)])), positiveSteps: Object.fromEntries(drawn), ranges: {},
    outcomes: { truth: null, verifications: 0, superficialVerifications: 0, backtracks: 0, abandonedTokens: 0 },
  };
}
