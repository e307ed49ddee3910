import { upperGamma } from "../statistics/distribution/gamma";

export interface Concordance {
  readonly w: number | null;
  readonly chi2: number | null;
  /** P(χ² with n − 1 degrees of freedom ≥ chi2): the large-sample test. */
  readonly p: number | null;
  readonly reason?: "fewer than two judges" | "fewer than two items" | "all items are tied";
}

/** Kendall's τ-b, which corrects for ties: (C − D)/√((n₀ − ties in x)(n₀ − ties in y)) (Kendall 1945).
 *  @returns null when one side is all ties, or below two items */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) throw new RangeError(`x has ${x.length} values and y has ${y.length}`);
  let [balance, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      balance += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return untiedX > 0 && untiedY > 0 ? balance / Math.sqrt(untiedX * untiedY) : null;
}

/** Kendall's coefficient of concordance with the correction for ties: W = 12 S / (m² (n³ − n) − m ΣT) (Kendall & Babington Smith 1939).
 *  @param scores [judge][item]; ranked within each judge, ties get their mean rank */
export function kendallW(scores: readonly (readonly number[])[]): Concordance {
  const items = scores[0]?.length ?? 0;
  if (scores.some((row) => row.length !== items)) throw new RangeError("every judge must rank the same items");
  if (scores.length < 2) return { w: null, chi2: null, p: null, reason: "fewer than two judges" };
  if (items < 2) return { w: null, chi2: null, p: null, reason: "fewer than two items" };
  const judges = scores.length;
  const ranks = scores.map(meanRanks);
  const totals = ranks[0]!.map((_, item) => ranks.reduce((sum, row) => sum + row[item]!, 0));
  const centre = (judges * (items + 1)) / 2;
  const spread = totals.reduce((sum, total) => sum + (total - centre) ** 2, 0);
  const ties = scores.reduce((sum, row) => sum + tieCorrection(row), 0);
  const most = judges ** 2 * (items ** 3 - items) - judges * ties;
  if (most === 0) return { w: null, chi2: null, p: null, reason: "all items are tied" };
  const w = (12 * spread) / most;
  const chi2 = judges * (items - 1) * w;
  return { w, chi2, p: upperGamma((items - 1) / 2, chi2 / 2) };
}

/** Rank of each value from 1 up; ties share the mean of their places. */
export function meanRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Σ (t³ − t) over groups of t tied values. */
function tieCorrection(values: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
}
