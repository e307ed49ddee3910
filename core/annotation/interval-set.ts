import type { CodePoint } from "../text/offset";

interface Interval<At extends number> { readonly start: At; readonly end: At }

/** A set of positions of one text as ascending, disjoint, non-touching, non-empty ranges: its one normal form, so that equal sets are equal values. */
export type IntervalSet<At extends number = CodePoint> = readonly Interval<At>[];

/** The union of any ranges, in any order. Empty and reversed ones hold nothing. O(n log n). */
export function intervalSet<At extends number>(ranges: Iterable<Interval<At>>): IntervalSet<At> {
  const sorted = [...ranges].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: { start: At; end: At }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = end > last.end ? end : last.end;
    else merged.push({ start, end });
  }
  return merged;
}

/** What both hold. O(n + m). */
export function intersection<At extends number>(a: IntervalSet<At>, b: IntervalSet<At>): IntervalSet<At> {
  const shared: Interval<At>[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i]!;
    const right = b[j]!;
    const start = left.start > right.start ? left.start : right.start;
    const end = left.end < right.end ? left.end : right.end;
    if (start < end) shared.push({ start, end });
    if (left.end <= right.end) i++;
    else j++;
  }
  return shared;
}

/** Number of code points held. */
export const sizeOf = (set: IntervalSet<number>): number => set.reduce((sum, { start, end }) => sum + end - start, 0);

/** Whether every position of a range is held; an empty range always is. O(log n). */
export function holdsRange(set: IntervalSet<number>, { start, end }: Interval<number>): boolean {
  if (start >= end) return true;
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  const found = set[low];
  return found !== undefined && found.start <= start && end <= found.end;
}
