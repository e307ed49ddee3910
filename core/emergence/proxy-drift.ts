import { incompleteBeta } from "../statistics/distribution/beta";
import { invert, solve } from "../statistics/linear-algebra";
import { clusterRobust } from "./cluster-robust";
import type { ProxyItem } from "./proxy";

export interface ProxyDrift {
  /** Joint test that neither sensitivity nor specificity moves over checkpoints. */
  readonly driftP: number | null;
  readonly sensitivityDriftP: number | null;
  readonly specificityDriftP: number | null;
  readonly reason?: "hits do not vary enough to fit" | "too few hits or misses where truth is yes" | "too few hits or misses where truth is no";
}

/** Clustered logistic regression of hit on truth, checkpoint and their product: drift in specificity is the slope over checkpoints where truth is no, drift in sensitivity the slope where it is yes.
 *  CR1 errors, F with 2 (joint) or 1 and K − 1 degrees of freedom. A side on which every item hits, or none does, cannot drift; the other is tested alone.
 *  Where a slope runs off, because an early or a late checkpoint has no error at all, slopes are tested by their scores at none (generalized score test: Boos 1992, The American Statistician 46:327).
 *  Either needs five hits and five misses on a side: clustered errors of fewer are no measure. */
export function driftTests(items: readonly ProxyItem[]): ProxyDrift {
  const both = BOTH.every((side) => canDrift(items, side, 1)) ? fittedSlopes(items, BOTH) : null;
  const sides = both ? BOTH : BOTH.filter((side) => canDrift(items, side, FEWEST));
  const used = items.filter(({ truth }) => sides.includes(truth));
  const slopes = both ?? (sides.length === 1 ? fittedSlopes(used, sides) : null) ?? (sides.length > 0 ? slopeScores(used, sides) : null);
  const test = (wanted: readonly boolean[]) => slopes && quadraticTest(slopes, wanted.map((side) => sides.indexOf(side)));
  const drift = { driftP: test(sides), sensitivityDriftP: sides.includes(true) ? test([true]) : null, specificityDriftP: sides.includes(false) ? test([false]) : null };
  if (drift.driftP === null) return { ...drift, reason: "hits do not vary enough to fit" };
  if (sides.length === 2) return drift;
  return { ...drift, reason: sides[0] ? "too few hits or misses where truth is no" : "too few hits or misses where truth is yes" };
}

/** Truth is no, and yes. */
const BOTH = [false, true] as const;
const FEWEST = 5;

/** Whether hits and misses of a side, `fewest` each or more, lie at two checkpoints or more. */
function canDrift(items: readonly ProxyItem[], side: boolean, fewest: number): boolean {
  const own = items.filter(({ truth }) => truth === side);
  const hits = own.filter(({ hit }) => hit).length;
  return Math.min(hits, own.length - hits) >= fewest && new Set(own.map(({ checkpoint }) => checkpoint)).size > 1;
}

/** Slopes over checkpoints by side, or their scores, with the clustered covariance of either. */
interface Slopes {
  readonly values: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly clusters: number;
}

/** p of the quadratic form of some slopes. */
function quadraticTest({ values, covariance, clusters }: Slopes, wanted: readonly number[]): number | null {
  const b = wanted.map((i) => values[i]!);
  const solved = clusters > 1 ? solve(wanted.map((i) => wanted.map((j) => covariance[i]![j]!)), b) : null;
  if (!solved?.every(Number.isFinite)) return null;
  return fTail(b.reduce((sum, value, i) => sum + value * solved[i]!, 0) / wanted.length, wanted.length, clusters - 1);
}

/** P(F ≥ f) with d1 and d2 degrees of freedom. */
const fTail = (f: number, d1: number, d2: number): number => incompleteBeta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);

/** Columns: level and slope of each side. Null where the likelihood has no maximum. */
function fittedSlopes(items: readonly ProxyItem[], sides: readonly boolean[]): Slopes | null {
  const times = items.map(({ checkpoint }) => checkpoint);
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const rows = items.map(({ checkpoint, truth }) => sides.flatMap((side) => (side === truth ? [1, (checkpoint - first) / (last - first)] : [0, 0])));
  const fit = fitLogistic(rows, items.map((item) => Number(item.hit)), items.map(({ weight = 1 }) => weight));
  if (!fit) return null;
  const { covariance, clusters } = clusterRobust(fit.bread, rows.map((row, i) => row.map((value) => (items[i]!.weight ?? 1) * value * (Number(items[i]!.hit) - fit.fitted[i]!))), items.map((item) => item.cluster));
  const slopes = sides.map((_, side) => 2 * side + 1);
  return { values: slopes.map((j) => fit.beta[j]!), covariance: slopes.map((i) => slopes.map((j) => covariance[i]![j]!)), clusters };
}

/** Σ w (t − t̄)(hit − share) of each side: what the likelihood's slope is where nothing drifts. */
function slopeScores(items: readonly ProxyItem[], sides: readonly boolean[]): Slopes {
  const centres = sides.map((side) => {
    const own = items.filter(({ truth }) => truth === side);
    const total = own.reduce((sum, { weight = 1 }) => sum + weight, 0);
    return { t: own.reduce((sum, { weight = 1, checkpoint }) => sum + weight * checkpoint, 0) / total, share: own.reduce((sum, { weight = 1, hit }) => sum + weight * Number(hit), 0) / total };
  });
  const scores = items.map(({ weight = 1, checkpoint, truth, hit }) => sides.map((side, i) => (side === truth ? weight * (checkpoint - centres[i]!.t) * (Number(hit) - centres[i]!.share) : 0)));
  const identity = sides.map((_, i) => sides.map((_, j) => Number(i === j)));
  return { values: sides.map((_, i) => scores.reduce((sum, row) => sum + row[i]!, 0)), ...clusterRobust(identity, scores, items.map(({ cluster }) => cluster)) };
}

/** Newton's method for the weighted logistic likelihood; null where it runs off (separation). */
function fitLogistic(rows: readonly (readonly number[])[], outcomes: readonly number[], weights: readonly number[]): { beta: number[]; fitted: number[]; bread: number[][] } | null {
  const size = rows[0]!.length;
  let beta = new Array<number>(size).fill(0);
  for (let iteration = 0; iteration < 100; iteration++) {
    const fitted = rows.map((row) => 1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * beta[j]!, 0))));
    const information = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => rows.reduce((sum, row, i) => sum + weights[i]! * row[a]! * row[b]! * fitted[i]! * (1 - fitted[i]!), 0)));
    const score = beta.map((_, j) => rows.reduce((sum, row, i) => sum + weights[i]! * row[j]! * (outcomes[i]! - fitted[i]!), 0));
    const step = solve(information, score);
    if (!step || beta.some((value) => Math.abs(value) > 25)) return null;
    beta = beta.map((value, j) => value + step[j]!);
    if (Math.max(...step.map(Math.abs)) > 1e-12) continue;
    const bread = invert(information);
    return bread && { beta, fitted, bread };
  }
  return null;
}
