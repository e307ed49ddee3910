import type { UndefinedReason } from "./undefined";

/** Boundaries farther apart than this are unrelated; nearer ones (by less than n_t) are near misses. */
export const NEAR_MISS_WINDOW = 2;

export interface SegmentationAgreement {
  readonly boundarySimilarity: number | null;
  readonly windowDiff: number | null;
  readonly pk: number | null;
  readonly reason?: UndefinedReason;
}

/** How alike two segmentations of the same items are. Masses are segment lengths; both must have the same sum.
 *  B = 1 − (additions + weighted near misses)/(all boundary positions compared) (Fournier 2013, n_t = 2);
 *  WindowDiff (Pevzner & Hearst 2002) and Pk (Beeferman et al. 1999) with k = half the mean reference mass, rounded half to even as R and Python do, at least 1.
 *  @throws RangeError when the sums differ or a mass is not a positive whole number */
export function compareSegmentations(reference: readonly number[], hypothesis: readonly number[]): SegmentationAgreement {
  const total = sumOfMasses(reference);
  if (total !== sumOfMasses(hypothesis)) throw new RangeError(`the reference covers ${total} items and the hypothesis ${sumOfMasses(hypothesis)}`);
  const [a, b] = [boundaries(reference), boundaries(hypothesis)];
  const window = Math.max(1, roundHalfEven(total / reference.length / 2));
  const { windowDiff, pk } = windowErrors(a, b, total, window);
  const similarity = boundarySimilarity(a, b);
  return similarity === null ? { boundarySimilarity: null, windowDiff, pk, reason: "no boundaries on either side" } : { boundarySimilarity: similarity, windowDiff, pk };
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function sumOfMasses(masses: readonly number[]): number {
  if (masses.length === 0 || masses.some((mass) => !Number.isInteger(mass) || mass < 1)) throw new RangeError("masses are whole numbers from 1 up");
  return masses.reduce((sum, mass) => sum + mass, 0);
}

/** Positions of inner boundaries: after how many items each segment but the last ends. */
export function boundaries(masses: readonly number[]): number[] {
  let position = 0;
  return masses.slice(0, -1).map((mass) => (position += mass));
}

/** Fournier's B for one boundary type. Exact matches first; the rest is paired as near misses so that the number of pairs is largest, then their distance least.
 *  @returns null when neither side has a boundary */
export function boundarySimilarity(a: readonly number[], b: readonly number[], nearMiss = NEAR_MISS_WINDOW): number | null {
  const { cost, compared } = boundaryEdits(a, b, nearMiss);
  return compared === 0 ? null : 1 - cost / compared;
}

/** Numerator and denominator of 1 − B, which add up over texts: additions and weighted near misses; all boundaries compared. Positions ascend, each once. */
export function boundaryEdits(a: readonly number[], b: readonly number[], nearMiss = NEAR_MISS_WINDOW): { readonly cost: number; readonly compared: number } {
  const { shared, onlyA, onlyB } = apart(a, b);
  const transpositions = nearMisses(onlyA, onlyB, nearMiss);
  const additions = onlyA.length + onlyB.length - 2 * transpositions.length;
  // A transposition over distance d of at most n_t − 1 costs d / n_t of a whole edit.
  const weighted = transpositions.reduce((sum, distance) => sum + distance / nearMiss, 0);
  return { cost: additions + weighted, compared: shared + transpositions.length + additions };
}

/** How many positions are in both lists, and which in one only. */
function apart(a: readonly number[], b: readonly number[]): { readonly shared: number; readonly onlyA: readonly number[]; readonly onlyB: readonly number[] } {
  const [onlyA, onlyB]: [number[], number[]] = [[], []];
  let shared = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i] ?? Infinity, b[j] ?? Infinity];
    if (left === right) shared++;
    else if (left < right) onlyA.push(left);
    else onlyB.push(right);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return { shared, onlyA, onlyB };
}

/** Distances of the paired near misses. Positions farther apart than a near miss never meet, so each cluster of near ones is solved alone. */
function nearMisses(a: readonly number[], b: readonly number[], nearMiss: number): number[] {
  const distances: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [fromA, fromB] = [i, j];
    let reach = Math.min(a[i]!, b[j]!);
    while ((i < a.length && a[i]! - reach < nearMiss) || (j < b.length && b[j]! - reach < nearMiss)) {
      const next = i < a.length && (j >= b.length || a[i]! <= b[j]!) ? a[i++]! : b[j++]!;
      reach = Math.max(reach, next);
    }
    if (i > fromA && j > fromB) distances.push(...pairedInCluster(a.slice(fromA, i), b.slice(fromB, j), nearMiss));
  }
  return distances;
}

/** A dynamic programme over both sorted lists (pairs never cross in an optimum). */
function pairedInCluster(a: readonly number[], b: readonly number[], nearMiss: number): number[] {
  type Best = { readonly pairs: number; readonly distance: number; readonly distances: readonly number[] };
  const none: Best = { pairs: 0, distance: 0, distances: [] };
  const better = (x: Best, y: Best): Best => (y.pairs > x.pairs || (y.pairs === x.pairs && y.distance < x.distance) ? y : x);
  let previous: Best[] = new Array<Best>(b.length + 1).fill(none);
  for (const left of a) {
    const row: Best[] = [none];
    for (let j = 1; j <= b.length; j++) {
      let best = better(previous[j]!, row[j - 1]!);
      const distance = Math.abs(left - b[j - 1]!);
      const diagonal = previous[j - 1]!;
      if (distance < nearMiss) best = better(best, { pairs: diagonal.pairs + 1, distance: diagonal.distance + distance, distances: [...diagonal.distances, distance] });
      row.push(best);
    }
    previous = row;
  }
  return [...previous[b.length]!.distances];
}

/** Share of windows of k items in which the number of boundaries differs (WindowDiff), or in which only one side has any (Pk). */
function windowErrors(a: readonly number[], b: readonly number[], total: number, window: number): { windowDiff: number | null; pk: number | null } {
  const windows = total - window;
  if (windows < 1) return { windowDiff: null, pk: null };
  const before = (positions: readonly number[]): Int32Array => {
    const counts = new Int32Array(total + 1);
    for (const position of positions) counts[position]! += 1;
    for (let i = 1; i <= total; i++) counts[i]! += counts[i - 1]!;
    return counts;
  };
  const [countA, countB] = [before(a), before(b)];
  let different = 0;
  let apart = 0;
  for (let start = 0; start < windows; start++) {
    // Items start and start + k: the boundaries between them are at positions start + 1 … start + k.
    const inA = countA[start + window]! - countA[start]!;
    const inB = countB[start + window]! - countB[start]!;
    if (inA !== inB) different++;
    if (inA > 0 !== inB > 0) apart++;
  }
  return { windowDiff: different / windows, pk: apart / windows };
}
