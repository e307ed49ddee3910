import type { UndefinedReason } from "./undefined";

/** A unit's place on a continuum, half-open. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** One annotator's unit on a shared continuum. */
export interface Unit extends Placed {
  readonly annotator: string;
  readonly label: string;
}

export interface UnitizingAlpha {
  readonly alpha: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly reason?: UndefinedReason;
}

/** A stretch of the continuum in one annotator's record of one label: a unit, or the gap between two. */
interface Section {
  readonly begin: number;
  readonly length: number;
  readonly isUnit: boolean;
}

/** Krippendorff's αU for unitizing a continuum, per label and over all labels: 1 − ΣDo/ΣDe
 *  (Krippendorff 1995, "On the reliability of unitizing continuous data"; 2004, Content Analysis, §11.6).
 *  Of nested units of one annotator and label the outermost counts.
 *  @returns alpha null for a label that nobody used, or when nothing could disagree by chance
 *  @throws RangeError on units of one annotator and label that cross, or units outside the continuum */
export function unitizingAlpha(annotators: readonly string[], continuum: readonly [number, number], units: readonly Unit[]): { overall: UnitizingAlpha; labels: Record<string, UnitizingAlpha> } {
  const labels = [...new Set(units.map((unit) => unit.label))].sort();
  const disagreements = labels.map((label) => ({ label, ...unitizingDisagreement(annotators.map((annotator) => outermost(units.filter((unit) => unit.annotator === annotator && unit.label === label))), continuum) }));
  const total = (key: "observed" | "expected") => disagreements.reduce((sum, each) => sum + each[key], 0);
  return {
    overall: toAlpha(total("observed"), total("expected"), annotators.length, labels.length),
    labels: Object.fromEntries(disagreements.map(({ label, observed, expected }) => [label, toAlpha(observed, expected, annotators.length, 1)])),
  };
}

/** Do and De of one label.
 *  @param units of each annotator, ascending, none overlapping another
 *  @throws RangeError on units that overlap, or lie outside the continuum */
export function unitizingDisagreement(units: readonly (readonly Placed[])[], continuum: readonly [number, number]): { readonly observed: number; readonly expected: number } {
  const records = units.map((own) => sectionsOf(own, continuum));
  return { observed: observedDisagreement(records, continuum), expected: expectedDisagreement(records, continuum) };
}

function toAlpha(observed: number, expected: number, annotators: number, labels: number): UnitizingAlpha {
  if (annotators < 2) return { alpha: null, observed: null, expected: null, reason: "fewer than two annotators" };
  if (labels === 0) return { alpha: null, observed: null, expected: null, reason: "no spans on either side" };
  if (!(expected > 0)) return { alpha: null, observed, expected, reason: "one category only" };
  return { alpha: 1 - observed / expected, observed, expected };
}

/** The units that lie in no other, ascending; of equal ones one. */
export function outermost<Own extends Placed>(units: readonly Own[]): Own[] {
  const kept: Own[] = [];
  for (const unit of [...units].sort((a, b) => a.start - b.start || b.end - a.end)) if (kept.length === 0 || unit.end > kept.at(-1)!.end) kept.push(unit);
  return kept;
}

function sectionsOf(units: readonly Placed[], [from, to]: readonly [number, number]): Section[] {
  const sections: Section[] = [];
  let at = from;
  for (const { start, end } of units) {
    if (start < at || end > to || end <= start) throw new RangeError(`unit [${start}, ${end}) overlaps another or leaves the continuum [${from}, ${to})`);
    if (start > at) sections.push({ begin: at, length: start - at, isUnit: false });
    sections.push({ begin: start, length: end - start, isUnit: true });
    at = end;
  }
  if (at < to) sections.push({ begin: at, length: to - at, isUnit: false });
  return sections;
}

/** Do = Σ over ordered pairs of annotators and their sections of δ² / (m (m − 1) L²). */
function observedDisagreement(records: readonly (readonly Section[])[], [from, to]: readonly [number, number]): number {
  let sum = 0;
  for (const [i, left] of records.entries()) {
    for (const [j, right] of records.entries()) {
      if (i === j) continue;
      // Sections tile the continuum in order: only those that touch can differ, so both lists are walked together.
      let first = 0;
      for (const a of left) {
        while (first < right.length && right[first]!.begin + right[first]!.length <= a.begin) first++;
        for (let k = first; k < right.length && right[k]!.begin < a.begin + a.length; k++) sum += squaredDifference(a, right[k]!);
      }
    }
  }
  const length = to - from;
  return sum / (records.length * (records.length - 1) * length * length);
}

function squaredDifference(a: Section, b: Section): number {
  if (a.isUnit && b.isUnit) return (a.begin - b.begin) ** 2 + (a.begin + a.length - b.begin - b.length) ** 2;
  if (a.isUnit && !b.isUnit && liesWithin(a, b)) return a.length ** 2;
  if (!a.isUnit && b.isUnit && liesWithin(b, a)) return b.length ** 2;
  return 0;
}

const liesWithin = (inner: Section, outer: Section): boolean => inner.begin >= outer.begin && inner.begin + inner.length <= outer.begin + outer.length;

/** De over all placements of the units on the continuum (Krippendorff 1995, equation for D_ec). */
function expectedDisagreement(records: readonly (readonly Section[])[], [from, to]: readonly [number, number]): number {
  const length = to - from;
  const [units, gaps]: [number[], number[]] = [[], []];
  for (const record of records) for (const section of record) (section.isUnit ? units : gaps).push(section.length);
  const placesIn = placesInGaps(gaps);
  let weighted = 0;
  let within = 0;
  for (const l of units) {
    const overlapping = ((units.length - 1) / 3) * (2 * l * l * l - 3 * l * l + l);
    weighted += overlapping + l * l * placesIn(l);
    within += l * (l - 1);
  }
  const total = records.length * length;
  return ((2 / length) * weighted) / (total * (total - 1) - within);
}

/** At how many places a unit of length l fits into gaps of these lengths: Σ (gap − l + 1) over those that are long enough. The gaps are sorted and summed once, so that a unit asks in logarithmic time. */
function placesInGaps(lengths: readonly number[]): (l: number) => number {
  const ascending = new Float64Array(lengths).sort();
  const fromHere = new Float64Array(lengths.length + 1);
  for (let i = lengths.length - 1; i >= 0; i--) fromHere[i] = fromHere[i + 1]! + ascending[i]!;
  return (l) => {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle]! < l) low = middle + 1;
      else high = middle;
    }
    return fromHere[low]! - (ascending.length - low) * (l - 1);
  };
}
