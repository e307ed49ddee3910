import { incompleteBeta } from "../statistics/distribution/beta";
import { invert, solve } from "../statistics/linear-algebra";
import { wilsonInterval } from "../statistics/proportion-interval";
import type { Interval } from "../statistics/proportion-interval";
import { clusterRobust } from "./cluster-robust";

/** One unit (step or span) at a checkpoint: what humans say, and whether the detector hit. */
export interface ProxyItem {
  readonly checkpoint: number;
  readonly cluster: string | number;
  readonly truth: boolean;
  readonly hit: boolean;
  /** 1/π of its trace; 1 when left out. */
  readonly weight?: number | undefined;
}

export interface ProxyQuality {
  readonly n: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly sensitivity: Interval | null;
  readonly specificity: Interval | null;
}

export interface ProxyValidity {
  readonly overall: ProxyQuality;
  readonly checkpoints: readonly ({ readonly checkpoint: number } & ProxyQuality)[];
  /** Joint test that neither sensitivity nor specificity moves over checkpoints. */
  readonly driftP: number | null;
  readonly sensitivityDriftP: number | null;
  readonly specificityDriftP: number | null;
  readonly reason?: "one checkpoint" | "fewer than three clusters" | "hits do not vary enough to fit";
}

/** How well a detector stands for human labels, per checkpoint, and whether that drifts:
 *  clustered logistic regression of hit on truth, checkpoint and their product; drift in specificity is the slope over checkpoints where truth is no,
 *  drift in sensitivity the slope where it is yes. CR1 errors, F with 2 (joint) or 1 and K − 1 degrees of freedom.
 *  A large p is not evidence of stability. */
export function proxyValidity(items: readonly ProxyItem[]): ProxyValidity {
  const times = [...new Set(items.map((item) => item.checkpoint))].sort((a, b) => a - b);
  const quality = { overall: qualityOf(items), checkpoints: times.map((checkpoint) => ({ checkpoint, ...qualityOf(items.filter((item) => item.checkpoint === checkpoint)) })) };
  const unknown = { driftP: null, sensitivityDriftP: null, specificityDriftP: null };
  if (times.length < 2) return { ...quality, ...unknown, reason: "one checkpoint" };
  if (new Set(items.map((item) => item.cluster)).size < 3) return { ...quality, ...unknown, reason: "fewer than three clusters" };
  const drift = driftTests(items, times);
  return drift ? { ...quality, ...drift } : { ...quality, ...unknown, reason: "hits do not vary enough to fit" };
}

function qualityOf(items: readonly ProxyItem[]): ProxyQuality {
  const count = (truth: boolean, hit: boolean) => items.reduce((sum, item) => (item.truth === truth && item.hit === hit ? sum + (item.weight ?? 1) : sum), 0);
  const seen = (truth: boolean) => items.filter((item) => item.truth === truth).length;
  const [tp, fp, fn, tn] = [count(true, true), count(false, true), count(true, false), count(false, false)];
  return {
    n: items.length,
    precision: tp + fp > 0 ? tp / (tp + fp) : null,
    recall: tp + fn > 0 ? tp / (tp + fn) : null,
    f1: tp + fp + fn > 0 ? (2 * tp) / (2 * tp + fp + fn) : null,
    sensitivity: weightedShare(tp, tp + fn, seen(true)),
    specificity: weightedShare(tn, tn + fp, seen(false)),
  };
}

/** A weighted share with Wilson's limits for as many as were seen: weights say what a trace stands for, not how much is known. */
const weightedShare = (hits: number, of: number, seen: number): Interval | null => (of > 0 ? wilsonInterval(of === seen ? hits : (hits / of) * seen, seen) : null);

function driftTests(items: readonly ProxyItem[], times: readonly number[]): { driftP: number; sensitivityDriftP: number; specificityDriftP: number } | null {
  const [first, last] = [times[0]!, times.at(-1)!];
  const rows = items.map(({ checkpoint, truth }) => {
    const t = (checkpoint - first) / (last - first);
    // Columns: level and slope where truth is no, level and slope where it is yes.
    return truth ? [0, 0, 1, t] : [1, t, 0, 0];
  });
  const fit = fitLogistic(rows, items.map((item) => Number(item.hit)), items.map(({ weight = 1 }) => weight));
  if (!fit) return null;
  const { covariance, clusters } = clusterRobust(fit.bread, rows.map((row, i) => row.map((value) => (items[i]!.weight ?? 1) * value * (Number(items[i]!.hit) - fit.fitted[i]!))), items.map((item) => item.cluster));
  const wald = (columns: readonly number[]): number | null => {
    const b = columns.map((j) => fit.beta[j]!);
    const weighted = solve(columns.map((i) => columns.map((j) => covariance[i]![j]!)), b);
    if (!weighted) return null;
    const f = b.reduce((sum, value, i) => sum + value * weighted[i]!, 0) / columns.length;
    return fTail(f, columns.length, clusters - 1);
  };
  const [driftP, specificityDriftP, sensitivityDriftP] = [wald([1, 3]), wald([1]), wald([3])];
  return driftP === null || specificityDriftP === null || sensitivityDriftP === null ? null : { driftP, sensitivityDriftP, specificityDriftP };
}

/** P(F ≥ f) with d1 and d2 degrees of freedom. */
const fTail = (f: number, d1: number, d2: number): number => incompleteBeta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);

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
