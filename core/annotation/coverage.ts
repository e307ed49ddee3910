import type { Range } from "../text/offset";
import type { IntervalSet } from "./interval-set";
import { intervalSet } from "./interval-set";
import type { Field } from "./span";
import { FIELDS } from "./span";

/** A part of a field that was read. */
export interface ReadRange extends Range {
  readonly field: Field;
}

/** What was read of each field. */
export type Coverage = Readonly<Record<Field, IntervalSet>>;

/** The union of what was reported: reports may come twice and in any order. */
export function coverageOf(ranges: readonly ReadRange[]): Coverage {
  const within = (field: Field): IntervalSet => intervalSet(ranges.filter((range) => range.field === field));
  return { prompt: within("prompt"), cot: within("cot"), answer: within("answer") };
}

/** The ranges in reading order, for storage and wire. */
export const toRanges = (coverage: Coverage): ReadRange[] => FIELDS.flatMap((field) => coverage[field].map(({ start, end }) => ({ field, start, end })));
