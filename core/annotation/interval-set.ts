import type { CodePoint, Range } from "../text/offset";

/** A set of positions of one text as ascending, disjoint, non-touching, non-empty ranges: its one normal form, so that equal sets are equal values. */
export type IntervalSet = readonly Range[];

/** The union of any ranges, in any order. Empty and reversed ones hold nothing. O(n log n). */
export function intervalSet(ranges: Iterable<Range>): IntervalSet {
  const sorted = [...ranges].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: { start: CodePoint; end: CodePoint }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = end > last.end ? end : last.end;
    else merged.push({ start, end });
  }
  return merged;
}

export const union = (a: IntervalSet, b: IntervalSet): IntervalSet => intervalSet([...a, ...b]);

/** What both hold. O(n + m). */
export function intersection(a: IntervalSet, b: IntervalSet): IntervalSet {
  const shared: Range[] = [];
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

/** What the first holds and the second does not. O(n + m). */
export function difference(a: IntervalSet, b: IntervalSet): IntervalSet {
  const left: Range[] = [];
  let j = 0;
  for (const { start, end } of a) {
    let from = start;
    while (j < b.length && b[j]!.end <= start) j++;
    for (let k = j; k < b.length && b[k]!.start < end; k++) {
      if (from < b[k]!.start) left.push({ start: from, end: b[k]!.start });
      from = b[k]!.end;
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}

/** Number of code points held. */
export const sizeOf = (set: IntervalSet): number => set.reduce((sum, { start, end }) => sum + end - start, 0);

/** Whether every position of a range is held; an empty range always is. O(log n). */
export function holdsRange(set: IntervalSet, { start, end }: Range): boolean {
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
