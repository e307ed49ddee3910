import type { Range } from "../text/offset";
import { codePoint } from "../text/offset";
import type { AnnotationContext } from "./context";
import type { IntervalSet } from "./interval-set";
import { difference, intersection, intervalSet, sizeOf, union } from "./interval-set";
import type { Field } from "./span";
import { FIELDS } from "./span";

/** A part of a field that was read. */
export interface ReadRange extends Range {
  readonly field: Field;
}

/** What was read of each field. Merging is commutative, associative and idempotent, so that reports may come twice and in any order. */
export type Coverage = Readonly<Record<Field, IntervalSet>>;

export const nothingRead: Coverage = { prompt: [], cot: [], answer: [] };

const perField = (make: (field: Field) => IntervalSet): Coverage => ({ prompt: make("prompt"), cot: make("cot"), answer: make("answer") });

export const coverageOf = (ranges: readonly ReadRange[]): Coverage => perField((field) => intervalSet(ranges.filter((range) => range.field === field)));

/** The ranges in reading order, for storage and wire. */
export const toRanges = (coverage: Coverage): ReadRange[] => FIELDS.flatMap((field) => coverage[field].map(({ start, end }) => ({ field, start, end })));

export const mergeCoverage = (a: Coverage, b: Coverage): Coverage => perField((field) => union(a[field], b[field]));

/** What everyone has read. @param coverages left-out ones (null: not recorded) count as having read all, as agreement.md has it; all null: null */
export function jointCoverage(coverages: readonly (Coverage | null)[]): Coverage | null {
  const recorded = coverages.filter((coverage) => coverage !== null);
  const first = recorded[0];
  return first === undefined ? null : recorded.reduce((joint, next) => perField((field) => intersection(joint[field], next[field])), first);
}

/** Share of a field that was read, in [0, 1], excluded ranges left out; null where there is nothing to read. */
export function shareRead(coverage: Coverage, field: Field, { offsets, excluded = [] }: Pick<AnnotationContext, "offsets" | "excluded">): number | null {
  const whole = intervalSet([{ start: codePoint(0), end: offsets[field].length }]);
  const readable = difference(whole, intervalSet(excluded.filter((range) => range.field === field)));
  return readable.length === 0 ? null : sizeOf(intersection(coverage[field], readable)) / sizeOf(readable);
}
