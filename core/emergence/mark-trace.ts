import { offsetMap } from "../text/offset";
import { covered, labellable, measureWithSteps } from "./measure-trace";
import type { TraceToMeasure } from "./measure-trace";
import type { MeasuredTrace } from "./measured-trace";

/** A measured trace with what its layer says of each step: what a detector is held against. */
export interface MarkedTrace extends MeasuredTrace {
  /** Indices of the steps of which at least half was read and may be labelled, ascending. */
  readonly openSteps: readonly number[];
  /** The token at which each of them starts. */
  readonly openStepTokens: readonly number[];
  /** label → those of them in which one of its spans starts, or of which one covers at least half. */
  readonly positiveSteps: Readonly<Record<string, readonly number[]>>;
  /** label → [start, end) of each of its spans that starts in what was read, in code points, ascending. */
  readonly ranges: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** Decoding settings as one text. */
  readonly decoding: string;
}

export interface TraceToMark extends TraceToMeasure {
  /** Decoding settings as one text: two that differ were sampled differently. */
  readonly decoding: string;
}

/** Measures a trace and marks its steps (rule G6 of SPEC.md: a step is positive if a span starts in it or covers at least half of it). */
export function markTrace(trace: TraceToMark): MarkedTrace {
  const open = labellable(trace, offsetMap(trace.cot).length);
  const stepStart = (step: number): number => (step === 0 ? 0 : trace.stepEnds[step - 1]!);
  const openSteps = trace.stepEnds.flatMap((end, step) => (covered({ start: stepStart(step), end }, open) * 2 >= end - stepStart(step) ? [step] : []));
  const allowed = new Set(openSteps);
  const positive = new Map<string, Set<number>>();
  for (const span of trace.spans) {
    if (span.field !== "cot") continue;
    const steps = positive.get(span.label) ?? new Set();
    positive.set(span.label, steps);
    for (let step = stepAt(trace.stepEnds, span.start); step < trace.stepEnds.length && stepStart(step) < span.end; step++) {
      const [from, to] = [stepStart(step), trace.stepEnds[step]!];
      const touches = span.start >= from || (Math.min(to, span.end) - from) * 2 >= to - from;
      if (touches && allowed.has(step)) steps.add(step);
    }
  }
  const ranges: Record<string, [number, number][]> = {};
  for (const span of trace.spans) if (span.field === "cot" && open.some(({ start, end }) => span.start >= start && span.start < end)) (ranges[span.label] ??= []).push([span.start, span.end]);
  for (const each of Object.values(ranges)) each.sort(([a], [b]) => a - b);
  const { measured, stepTokens } = measureWithSteps(trace);
  return { ...measured, openSteps, openStepTokens: openSteps.map((step) => stepTokens[step]!), ranges, decoding: trace.decoding, positiveSteps: Object.fromEntries([...positive].map(([label, steps]) => [label, [...steps].sort((a, b) => a - b)])) };
}

/** The step that holds an offset: the first whose end lies behind it. */
function stepAt(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
