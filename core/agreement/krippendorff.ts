import type { UndefinedReason } from "./undefined";

export type Level = "nominal" | "ordinal" | "interval" | "ratio";
/** A coded value; null is missing. Levels above nominal need numbers. */
export type Coded = number | string | null;

export interface Alpha {
  readonly alpha: number | null;
  /** Disagreement among pairable values, and the one expected by chance, in the metric's own unit (δ²). */
  readonly observed: number | null;
  readonly expected: number | null;
  /** Number of pairable values n = Σ m_u over units with m_u ≥ 2. */
  readonly pairable: number;
  readonly reason?: UndefinedReason;
}

/** Krippendorff's α = 1 − Do/De from the coincidence matrix, o_ck = Σ_u pairs of (c, k) / (m_u − 1)
 *  (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
 *  @param matrix [coder][unit]; rows may differ in length, what is beyond a row's end is missing
 *  @returns α null when no unit has two values, or when all pairable values are one category: no variation, nothing to agree on
 *  @throws RangeError on a value that is not a finite number where the level is above nominal, or negative where it is ratio */
export function krippendorffAlpha(matrix: readonly (readonly Coded[])[], level: Level): Alpha {
  const coincidences = coincidenceMatrix(matrix, level);
  return alphaFromCoincidences(coincidences.values, coincidences.counts, level);
}

/** @param values categories, ascending where they are numbers
 *  @param counts [c][k] coincidences: symmetric, the sum of all is n */
export function alphaFromCoincidences(values: readonly (number | string)[], counts: readonly (readonly number[])[], level: Level): Alpha {
  const marginals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const n = marginals.reduce((sum, marginal) => sum + marginal, 0);
  if (n === 0) return { alpha: null, observed: null, expected: null, pairable: 0, reason: "nothing pairable" };
  const below = upTo(marginals);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < values.length; c++) {
    for (let k = 0; k < values.length; k++) {
      if (c === k) continue;
      const distance = squaredDistance(values, below, c, k, level);
      observed += counts[c]![k]! * distance;
      expected += marginals[c]! * marginals[k]! * distance;
    }
  }
  observed /= n;
  expected /= n * (n - 1);
  if (!(expected > 0)) return { alpha: null, observed, expected: 0, pairable: Math.round(n), reason: "one category only" };
  return { alpha: 1 - observed / expected, observed, expected, pairable: Math.round(n) };
}

function coincidenceMatrix(matrix: readonly (readonly Coded[])[], level: Level): { values: (number | string)[]; counts: number[][] } {
  const units = Math.max(0, ...matrix.map((row) => row.length));
  const columns = Array.from({ length: units }, (_, unit) => matrix.map((row) => row[unit] ?? null).filter((value) => value !== null));
  const pairable = columns.filter((column) => column.length >= 2);
  const values = [...new Set(pairable.flat())];
  for (const value of values) assertMeasurable(value, level);
  values.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  const indexOf = new Map(values.map((value, index) => [value, index]));
  const counts = values.map(() => new Array<number>(values.length).fill(0));
  for (const column of pairable) {
    const tally = new Map<number, number>();
    for (const value of column) tally.set(indexOf.get(value)!, (tally.get(indexOf.get(value)!) ?? 0) + 1);
    for (const [c, nc] of tally) {
      for (const [k, nk] of tally) counts[c]![k]! += (c === k ? nc * (nc - 1) : nc * nk) / (column.length - 1);
    }
  }
  return { values, counts };
}

function assertMeasurable(value: number | string, level: Level): void {
  if (level === "nominal") return;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new RangeError(`level ${level} needs numbers, not ${JSON.stringify(value)}`);
  if (level === "ratio" && value < 0) throw new RangeError(`level ratio needs values from 0 up, not ${value}`);
}

/** Sums of the marginals before each category, and of all. */
function upTo(marginals: readonly number[]): number[] {
  const sums = [0];
  for (const marginal of marginals) sums.push(sums.at(-1)! + marginal);
  return sums;
}

/** δ²(c, k) of each level (Krippendorff 2011, §D).
 *  @param below how many values lie before each category, and all */
function squaredDistance(values: readonly (number | string)[], below: readonly number[], c: number, k: number, level: Level): number {
  if (level === "nominal") return 1;
  if (level === "ordinal") {
    const [low, high] = c < k ? [c, k] : [k, c];
    // Σ n_g from low to high less half of either end: from the middle of one to the middle of the other.
    return ((below[high]! + below[high + 1]! - below[low]! - below[low + 1]!) / 2) ** 2;
  }
  const [a, b] = [values[c] as number, values[k] as number];
  return level === "interval" ? (a - b) ** 2 : ((a - b) / (a + b)) ** 2;
}
