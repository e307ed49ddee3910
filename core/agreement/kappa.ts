import type { UndefinedReason } from "./undefined";

export type Weighting = "linear" | "quadratic";

export interface Kappa {
  readonly kappa: number | null;
  /** Observed and expected (weighted) proportion of agreement. */
  readonly observed: number | null;
  readonly expected: number | null;
  readonly reason?: UndefinedReason;
}

/** Cohen's κ = (Po − Pe)/(1 − Pe) (Cohen 1960; weighted: Cohen 1968 with agreement weights 1 − (|i − j|/(k − 1))^p, p = 1 or 2).
 *  @param table [category of a][category of b], counts, square; the order of categories matters only with weights
 *  @throws RangeError unless the table is square with counts ≥ 0 */
export function cohenKappa(table: readonly (readonly number[])[], weighting?: Weighting): Kappa {
  const size = table.length;
  if (table.some((row) => row.length !== size)) throw new RangeError("the table must be square");
  if (table.flat().some((count) => !(count >= 0))) throw new RangeError("counts must be 0 or more");
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return { kappa: null, observed: null, expected: null, reason: "no items" };
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / total);
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0) / total);
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const weight = agreementWeight(i, j, size, weighting);
      observed += (weight * table[i]![j]!) / total;
      expected += weight * rows[i]! * columns[j]!;
    }
  }
  const variation = 1 - expected;
  if (variation < 1e-15) return { kappa: null, observed, expected, reason: "one category only" };
  return { kappa: (observed - expected) / variation, observed, expected };
}

/** Cross-tabulates two coders; a pair with a missing value is left out. Categories ascend. */
export function crossTable(a: readonly (number | string | null)[], b: readonly (number | string | null)[]): number[][] {
  if (a.length !== b.length) throw new RangeError(`a has ${a.length} items and b has ${b.length}`);
  const pairs = a.flatMap((left, i) => (left === null || b[i] === null ? [] : [[left, b[i]!] as const]));
  const categories = [...new Set(pairs.flat())].sort((x, y) => (typeof x === "number" && typeof y === "number" ? x - y : String(x) < String(y) ? -1 : 1));
  const table = categories.map(() => new Array<number>(categories.length).fill(0));
  for (const [left, right] of pairs) table[categories.indexOf(left)]![categories.indexOf(right)]! += 1;
  return table;
}

function agreementWeight(i: number, j: number, size: number, weighting: Weighting | undefined): number {
  if (weighting === undefined) return i === j ? 1 : 0;
  if (size < 2) return 1;
  const distance = Math.abs(i - j) / (size - 1);
  return weighting === "linear" ? 1 - distance : 1 - distance * distance;
}

/** Fleiss' κ for a fixed number of ratings per subject (Fleiss 1971).
 *  @param counts [subject][category], each row with the same sum ≥ 2
 *  @throws RangeError when the rows' sums differ */
export function fleissKappa(counts: readonly (readonly number[])[]): Kappa {
  const first = counts[0];
  if (first === undefined) return { kappa: null, observed: null, expected: null, reason: "no items" };
  const raters = first.reduce((sum, count) => sum + count, 0);
  if (counts.some((row) => row.reduce((sum, count) => sum + count, 0) !== raters || row.length !== first.length)) throw new RangeError("every subject needs the same number of ratings and categories");
  if (raters < 2) return { kappa: null, observed: null, expected: null, reason: "fewer than two annotators" };
  const observed = counts.reduce((sum, row) => sum + row.reduce((inner, n) => inner + n * (n - 1), 0) / (raters * (raters - 1)), 0) / counts.length;
  const shares = first.map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0) / (counts.length * raters));
  const expected = shares.reduce((sum, share) => sum + share * share, 0);
  if (1 - expected < 1e-15) return { kappa: null, observed, expected, reason: "one category only" };
  return { kappa: (observed - expected) / (1 - expected), observed, expected };
}
