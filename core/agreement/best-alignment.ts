import type { Unit } from "./alpha-u";
import { bestAssignment } from "./assignment";
import { combinedDissimilarity } from "./unit-dissimilarity";
import type { Dissimilarity } from "./unit-dissimilarity";

/** At most one unit per annotator, in the annotators' order; null where one marked nothing here. */
export type UnitaryAlignment = readonly (Unit | null)[];

export interface Alignment {
  readonly unitary: readonly UnitaryAlignment[];
  /** Sum of the unitary disorders over the mean number of units an annotator has. */
  readonly disorder: number;
  /** A window was too tangled for the exact search; there the cheapest alignment was taken unit by unit. */
  readonly approximate: boolean;
}

/** Of equally cheap alignments the one with fewer tuples is taken: what may be aligned is. */
const TIE = 1e-9;

/** States that the exact search may hold for one window before it gives up on it. */
const MOST_STATES = 50_000;

/** The alignment of least disorder: each unit in exactly one unitary alignment, whose disorder is the mean dissimilarity over all pairs of annotators
 *  (a unit against nobody, and nobody against nobody, cost Δ∅ unless the whole is empty).
 *  Two annotators: an assignment problem. More: exact dynamic programme over windows of units that can be aligned at all.
 *  @param units [annotator][unit]; at least two annotators */
export function bestAlignment(units: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): Alignment {
  const count = units.reduce((sum, ofAnnotator) => sum + ofAnnotator.length, 0);
  if (count === 0) return { unitary: [], disorder: 0, approximate: false };
  const windows = alignableWindows(units, dissimilarity);
  const solved = windows.map((window) => (units.length === 2 ? { unitary: alignPair(window, dissimilarity), approximate: false } : alignWindow(window, dissimilarity)));
  const unitary = solved.flatMap((window) => window.unitary);
  const total = unitary.reduce((sum, alignment) => sum + unitaryDisorder(alignment, dissimilarity), 0);
  return { unitary, disorder: total / (count / units.length), approximate: solved.some((window) => window.approximate) };
}

/** Mean dissimilarity over the pairs of annotators. */
export function unitaryDisorder(alignment: UnitaryAlignment, dissimilarity: Dissimilarity): number {
  let sum = 0;
  for (let i = 0; i < alignment.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [alignment[i] ?? null, alignment[j] ?? null];
      sum += a && b ? combinedDissimilarity(a, b, dissimilarity) : dissimilarity.delta;
    }
  }
  return sum / ((alignment.length * (alignment.length - 1)) / 2);
}

/** A tuple dearer than its units alone is never needed, so two units farther apart than this are never aligned. */
const farthest = (annotators: number, { delta }: Dissimilarity): number => ((annotators * (annotators - 1)) / 2) * annotators * delta;

/** Groups of units that are linked, directly or through others, by a dissimilarity small enough to be aligned. */
function alignableWindows(units: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): Unit[][][] {
  const all = units.flatMap((ofAnnotator, annotator) => ofAnnotator.map((unit) => ({ unit, annotator }))).sort((a, b) => a.unit.start - b.unit.start);
  const parent = all.map((_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : (parent[i] = root(parent[i]!)));
  const limit = farthest(units.length, dissimilarity);
  const longest = Math.max(...all.map(({ unit }) => unit.end - unit.start));
  // Position alone must stay under the limit: |Δstart| ≤ √(limit / (α·Δ∅)) · (sum of lengths).
  const reach = dissimilarity.alpha > 0 ? Math.sqrt(limit / (dissimilarity.alpha * dissimilarity.delta)) * 2 * longest : Infinity;
  all.forEach((a, i) => {
    for (let j = i + 1; j < all.length && all[j]!.unit.start - a.unit.start <= reach; j++) {
      const b = all[j]!;
      if (a.annotator !== b.annotator && combinedDissimilarity(a.unit, b.unit, dissimilarity) <= farthest(units.length, dissimilarity)) parent[root(j)] = root(i);
    }
  });
  const windows = new Map<number, Unit[][]>();
  all.forEach(({ unit, annotator }, i) => {
    if (!windows.has(root(i))) windows.set(root(i), units.map(() => []));
    windows.get(root(i))![annotator]!.push(unit);
  });
  return [...windows.values()];
}

function alignPair([left, right]: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): UnitaryAlignment[] {
  // Alone, two units cost 2Δ∅ together; aligned, their dissimilarity.
  const partner = bestAssignment(left!.length, right!.length, (i, j) => TIE + 2 * dissimilarity.delta - combinedDissimilarity(left![i]!, right![j]!, dissimilarity));
  const taken = new Set(partner);
  return [...left!.map((unit, i) => [unit, partner[i] === null ? null : right![partner[i]!]!]), ...right!.filter((_, j) => !taken.has(j)).map((unit) => [null, unit])];
}

/** Covers units from left to right: the first one not covered yet goes into each tuple that could hold it; equal sets of covered units are solved once. */
function alignWindow(window: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): { unitary: UnitaryAlignment[]; approximate: boolean } {
  const flat = window.flatMap((ofAnnotator, annotator) => ofAnnotator.map((unit) => ({ unit, annotator }))).sort((a, b) => a.unit.start - b.unit.start || a.unit.end - b.unit.end);
  const choices = flat.map((_, first) => tuplesFrom(flat, first, window.length, dissimilarity));
  const solved = new Map<string, { cost: number; choice: Tuple | null }>();
  const covered = new Uint8Array(flat.length);
  const solveFrom = (from: number): number | null => {
    let first = from;
    while (first < flat.length && covered[first]) first++;
    if (first === flat.length) return 0;
    const key = stateKey(covered, first);
    const known = solved.get(key);
    if (known) return known.cost;
    let best: { cost: number; choice: Tuple | null } = { cost: Infinity, choice: null };
    for (const choice of choices[first]!) {
      if (choice.members.some((i) => covered[i])) continue;
      for (const i of choice.members) covered[i] = 1;
      const rest = solveFrom(first + 1);
      for (const i of choice.members) covered[i] = 0;
      if (rest === null) return null;
      if (choice.cost + TIE + rest < best.cost) best = { cost: choice.cost + TIE + rest, choice };
    }
    if (solved.size >= MOST_STATES) return null;
    solved.set(key, best);
    return best.cost;
  };
  const exact = solveFrom(0) !== null;
  const pick = exact ? (first: number) => solved.get(stateKey(covered, first))!.choice! : (first: number) => cheapestFree(choices[first]!, covered);
  const unitary: UnitaryAlignment[] = [];
  for (let first = 0; first < flat.length; first++) {
    if (covered[first]) continue;
    const { members } = pick(first);
    for (const i of members) covered[i] = 1;
    const alignment = new Array<Unit | null>(window.length).fill(null);
    for (const i of members) alignment[flat[i]!.annotator] = flat[i]!.unit;
    unitary.push(alignment);
  }
  return { unitary, approximate: !exact };
}

interface Tuple {
  /** Indices into the window's units, the first being the leftmost. */
  readonly members: readonly number[];
  readonly cost: number;
}

/** Which units right of the first open one are covered: all before it are. */
function stateKey(covered: Uint8Array, first: number): string {
  let last = covered.length - 1;
  while (last > first && !covered[last]) last--;
  let key = `${first}:`;
  for (let i = first + 1; i <= last; i++) key += covered[i];
  return key;
}

/** By how much a tuple saves over leaving its units alone, per unit: what a hurried search goes by. */
function cheapestFree(choices: readonly Tuple[], covered: Uint8Array): Tuple {
  const free = choices.filter((choice) => choice.members.every((i) => !covered[i]));
  return free.reduce((best, choice) => (choice.cost - choice.members.length < best.cost - best.members.length ? choice : best));
}

/** All tuples whose leftmost unit is `first` and that cost no more than their units alone. */
function tuplesFrom(flat: readonly { readonly unit: Unit; readonly annotator: number }[], first: number, annotators: number, dissimilarity: Dissimilarity): Tuple[] {
  const limit = farthest(annotators, dissimilarity);
  const partners = Array.from({ length: annotators }, () => [] as number[]);
  for (let i = first + 1; i < flat.length; i++) {
    if (flat[i]!.annotator !== flat[first]!.annotator && combinedDissimilarity(flat[first]!.unit, flat[i]!.unit, dissimilarity) <= limit) partners[flat[i]!.annotator]!.push(i);
  }
  const tuples: Tuple[] = [];
  const extend = (annotator: number, members: readonly number[]): void => {
    if (annotator === annotators) {
      const alignment = new Array<Unit | null>(annotators).fill(null);
      for (const i of members) alignment[flat[i]!.annotator] = flat[i]!.unit;
      const cost = unitaryDisorder(alignment, dissimilarity);
      if (cost <= members.length * dissimilarity.delta + 1e-12) tuples.push({ members, cost });
      return;
    }
    extend(annotator + 1, members);
    for (const i of partners[annotator]!) extend(annotator + 1, [...members, i]);
  };
  extend(0, [first]);
  return tuples.sort((a, b) => a.cost - b.cost);
}
