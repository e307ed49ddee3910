import type { Field } from "../annotation/span";
import type { FinishedTrace, PanelSpan } from "./finished-trace";
import type { JointCoverage } from "./joint-coverage";
import { clipToCoverage, jointCoverage, stepsHalfCovered } from "./joint-coverage";
import { positiveSteps } from "./span-alpha";

/** Indices of one annotator's spans, apart by field, in the order that ranges are matched in: ascending by start, then as they were given. */
export type Lanes = Readonly<Record<Field, readonly number[]>>;

/** One annotator's work on a trace, cut to what all have read. */
export interface ComparableLayer {
  readonly spans: readonly PanelSpan[];
  /** Ids of spans that were cut. */
  readonly clippedIds: ReadonlySet<string>;
  /** By label; null: of all spans. */
  readonly lanes: ReadonlyMap<string | null, Lanes>;
  /** For each span the steps that it makes positive, half-open; of other fields than the chain of thought none. */
  readonly positive: readonly (readonly [number, number])[];
}

/** A trace made ready once for everything that compares its layers. */
export interface ComparableTrace {
  readonly trace: FinishedTrace;
  readonly covered: JointCoverage;
  readonly layers: ReadonlyMap<string, ComparableLayer>;
  /** Indices of the steps of which at least half was read by all. */
  readonly steps: readonly number[];
}

export function toComparable(trace: FinishedTrace): ComparableTrace {
  const covered = jointCoverage(trace);
  const layers = new Map(trace.layers.map(({ annotator, spans }) => [annotator, toLayer(spans, covered, trace.stepEnds)]));
  return { trace, covered, layers, steps: stepsHalfCovered(trace.stepEnds, covered.cot) };
}

const NO_STEPS = [0, 0] as const;

function toLayer(given: readonly PanelSpan[], covered: JointCoverage, stepEnds: readonly number[]): ComparableLayer {
  const spans: PanelSpan[] = [];
  const clippedIds = new Set<string>();
  for (const span of given) {
    const { pieces, clipped } = clipToCoverage(span, covered);
    spans.push(...pieces);
    if (clipped) clippedIds.add(span.id);
  }
  return { spans, clippedIds, lanes: lanesOf(spans), positive: spans.map((span) => (span.field === "cot" ? positiveSteps(span, stepEnds) : NO_STEPS)) };
}

/** Indices ascending by start, then as they were given: sorted as numbers that hold both, many times as fast as by a function. */
function byStart(spans: readonly PanelSpan[]): Float64Array {
  const keys = new Float64Array(spans.length);
  spans.forEach(({ start }, index) => { keys[index] = start * spans.length + index; });
  return keys.sort().map((key) => key % spans.length);
}

function lanesOf(spans: readonly PanelSpan[]): Map<string | null, Record<Field, number[]>> {
  const all: Record<Field, number[]> = { prompt: [], cot: [], answer: [] };
  const lanes = new Map<string | null, Record<Field, number[]>>([[null, all]]);
  for (const index of byStart(spans)) {
    const { label, field } = spans[index]!;
    let own = lanes.get(label);
    if (!own) lanes.set(label, own = { prompt: [], cot: [], answer: [] });
    own[field].push(index);
    all[field].push(index);
  }
  return lanes;
}
