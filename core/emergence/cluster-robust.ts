import { multiply } from "../statistics/linear-algebra";

/** CR1 sandwich: bread · Σ_g s_g s_gᵀ · bread × G/(G − 1), with s_g the sum of a cluster's scores (Cameron & Miller 2015, J. Human Resources 50:317).
 *  @param bread inverse information [parameter][parameter]
 *  @param scores per row its contribution to the score [row][parameter]
 *  @param cluster per row the cluster that it belongs to
 *  @returns covariance of the parameters and the number of clusters G */
export function clusterRobust(bread: readonly (readonly number[])[], scores: readonly (readonly number[])[], cluster: readonly (string | number)[]): { covariance: number[][]; clusters: number } {
  const size = bread.length;
  const totals = new Map<string | number, number[]>();
  scores.forEach((row, i) => {
    const total = totals.get(cluster[i]!) ?? new Array<number>(size).fill(0);
    row.forEach((value, j) => { total[j]! += value; });
    totals.set(cluster[i]!, total);
  });
  const meat = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => [...totals.values()].reduce((sum, total) => sum + total[a]! * total[b]!, 0)));
  const factor = totals.size / (totals.size - 1);
  return { covariance: multiply(multiply(bread, meat), bread).map((row) => row.map((value) => value * factor)), clusters: totals.size };
}
