import type { Field } from "../annotation/span";
import type { IntervalSet } from "../annotation/interval-set";
import { intersection, intervalSet, sizeOf } from "../annotation/interval-set";
import { FIELDS } from "../annotation/span";
import type { FinishedTrace, PanelSpan } from "./finished-trace";

export interface FieldRange {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
}

/** What every annotator of a trace has read. */
export type JointCoverage = Readonly<Record<Field, IntervalSet<number>>>;

/** Intersection of the layers' coverage; a layer without recorded coverage has read everything. */
export function jointCoverage(trace: FinishedTrace): JointCoverage {
  const recorded = trace.layers.flatMap((layer) => (layer.coverage ? [layer.coverage] : []));
  const ofField = (field: Field) => recorded.reduce<IntervalSet<number>>(
    (shared, coverage) => intersection(shared, intervalSet(coverage.filter((range) => range.field === field))),
    intervalSet([{ start: 0, end: trace.lengths[field] }]),
  );
  return Object.fromEntries(FIELDS.map((field) => [field, ofField(field)])) as unknown as JointCoverage;
}

/** A span cut to what all have read: its pieces, and whether anything was cut off. */
export function clipToCoverage(span: PanelSpan, covered: JointCoverage): { pieces: PanelSpan[]; clipped: boolean } {
  const ranges = covered[span.field];
  const pieces: PanelSpan[] = [];
  for (let at = firstEndingAfter(ranges, span.start); at < ranges.length && ranges[at]!.start < span.end; at++) {
    const [start, end] = [Math.max(span.start, ranges[at]!.start), Math.min(span.end, ranges[at]!.end)];
    if (start === span.start && end === span.end && start < end) return { pieces: [span], clipped: false };
    if (start < end) pieces.push({ ...span, start, end });
  }
  return { pieces, clipped: true };
}

/** Index of the first of disjoint ascending ranges that ends after a position. */
function firstEndingAfter(ranges: readonly { readonly end: number }[], position: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.end <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indices of the steps of which at least half lies in disjoint ascending ranges. */
export function stepsHalfCovered(stepEnds: readonly number[], ranges: IntervalSet<number>): number[] {
  const steps: number[] = [];
  let [start, first] = [0, 0];
  stepEnds.forEach((end, step) => {
    while (first < ranges.length && ranges[first]!.end <= start) first++;
    let covered = 0;
    for (let at = first; at < ranges.length && ranges[at]!.start < end; at++) covered += Math.min(end, ranges[at]!.end) - Math.max(start, ranges[at]!.start);
    if (covered * 2 >= end - start) steps.push(step);
    start = end;
  });
  return steps;
}

/** Code points of [start, end) that lie in the ranges. */
export const coveredLength = (range: { readonly start: number; readonly end: number }, ranges: IntervalSet<number>): number => sizeOf(intersection([range], ranges));
