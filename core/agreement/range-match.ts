import { bestAssignment } from "./assignment";

/** Half-open, in code points. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Ranges and an order to walk some of them in: indices ascending by start, and among equal starts as they were given. */
export interface Ordered {
  readonly ranges: readonly Range[];
  readonly order: readonly number[];
}

/** [index in first, index in second]. */
export type IndexPair = readonly [number, number];

/** Length of the overlap over length of the union. */
export function intersectionOverUnion(a: Range, b: Range): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return shared / (a.end - a.start + (b.end - b.start) - shared);
}

/** One to one, so that the number of pairs is largest, then their total IoU.
 *  Both sides are walked together and split where no range crosses, so that the cubic matching runs on clusters of overlapping ranges only.
 *  @param threshold least IoU of a pair; 0: any overlap */
export function pairByOverlap(first: Ordered, second: Ordered, threshold: number): IndexPair[] {
  const pairs: IndexPair[] = [];
  for (let i = 0, j = 0; i < first.order.length && j < second.order.length;) {
    const [fromFirst, fromSecond] = [i, j];
    let reach = -Infinity;
    do {
      reach = Math.max(reach, startAt(first, i) <= startAt(second, j) ? rangeAt(first, i++)!.end : rangeAt(second, j++)!.end);
    } while (startAt(first, i) < reach || startAt(second, j) < reach);
    if (i > fromFirst && j > fromSecond) pairCluster(pairs, first, second, [fromFirst, i], [fromSecond, j], threshold);
  }
  return pairs;
}

const rangeAt = ({ ranges, order }: Ordered, at: number): Range | undefined => ranges[order[at]!];
const startAt = (list: Ordered, at: number): number => rangeAt(list, at)?.start ?? Infinity;

function pairCluster(pairs: IndexPair[], first: Ordered, second: Ordered, [top, bottom]: IndexPair, [left, right]: IndexPair, threshold: number): void {
  const [rows, columns] = [bottom - top, right - left];
  if (rows === 1 && columns === 1) {
    const iou = intersectionOverUnion(rangeAt(first, top)!, rangeAt(second, left)!);
    if (iou > 0 && iou >= threshold) pairs.push([first.order[top]!, second.order[left]!]);
    return;
  }
  // One more match outweighs any gain in IoU, which is at most 1 a pair.
  const bonus = Math.min(rows, columns) + 1;
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const iou = intersectionOverUnion(rangeAt(first, top + row)!, rangeAt(second, left + column)!);
      if (iou > 0 && iou >= threshold) values[row * columns + column] = bonus + iou;
    }
  }
  bestAssignment(rows, columns, (row, column) => values[row * columns + column]!).forEach((column, row) => {
    if (column !== null) pairs.push([first.order[top + row]!, second.order[left + column]!]);
  });
}

/** Equal ranges are all as good a match as one another, so the first free one is taken. */
export function pairEqual(first: Ordered, second: Ordered): IndexPair[] {
  const [left, right] = [byRange(first), byRange(second)];
  const pairs: IndexPair[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const order = compareRanges(first.ranges[left[i]!]!, second.ranges[right[j]!]!);
    if (order === 0) pairs.push([left[i]!, right[j]!]);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return pairs;
}

const compareRanges = (a: Range, b: Range): number => a.start - b.start || a.end - b.end;
/** Ranges that start together are rare: most lists are in this order as they are. */
function byRange({ ranges, order }: Ordered): readonly number[] {
  const compare = (i: number, j: number): number => compareRanges(ranges[i]!, ranges[j]!);
  return order.every((index, at) => at === 0 || compare(order[at - 1]!, index) <= 0) ? order : [...order].sort(compare);
}

/** Code points that both cover, only the first, only the second; one that is covered twice by one side counts once. */
export function coveredTogether(first: Ordered, second: Ordered): { readonly both: number; readonly onlyFirst: number; readonly onlySecond: number } {
  const [a, b] = [coveredRanges(first), coveredRanges(second)];
  const both = sharedLength(a, b);
  return { both, onlyFirst: totalLength(a) - both, onlySecond: totalLength(b) - both };
}

/** Union of the ranges as [start, end, start, end, …], ascending and disjoint. */
function coveredRanges({ ranges, order }: Ordered): number[] {
  const union: number[] = [];
  for (const index of order) {
    const { start, end } = ranges[index]!;
    const reach = union.at(-1);
    if (reach !== undefined && start <= reach) union[union.length - 1] = Math.max(reach, end);
    else union.push(start, end);
  }
  return union;
}

function totalLength(union: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < union.length; i += 2) sum += union[i + 1]! - union[i]!;
  return sum;
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    sum += Math.max(0, Math.min(a[i + 1]!, b[j + 1]!) - Math.max(a[i]!, b[j]!));
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return sum;
}
