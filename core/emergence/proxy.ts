import { wilsonInterval } from "../statistics/proportion-interval";
import type { Interval } from "../statistics/proportion-interval";
import { driftTests } from "./proxy-drift";
import type { ProxyDrift } from "./proxy-drift";

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

export interface ProxyValidity extends Omit<ProxyDrift, "reason"> {
  readonly overall: ProxyQuality;
  readonly checkpoints: readonly ({ readonly checkpoint: number } & ProxyQuality)[];
  readonly reason?: "one checkpoint" | "fewer than three clusters" | NonNullable<ProxyDrift["reason"]>;
}

/** How well a detector stands for human labels, per checkpoint, and whether that drifts ({@link driftTests}). A large p is not evidence of stability. */
export function proxyValidity(items: readonly ProxyItem[]): ProxyValidity {
  const times = [...new Set(items.map((item) => item.checkpoint))].sort((a, b) => a - b);
  const quality = { overall: qualityOf(items), checkpoints: times.map((checkpoint) => ({ checkpoint, ...qualityOf(items.filter((item) => item.checkpoint === checkpoint)) })) };
  const unknown = { driftP: null, sensitivityDriftP: null, specificityDriftP: null };
  if (times.length < 2) return { ...quality, ...unknown, reason: "one checkpoint" };
  if (new Set(items.map((item) => item.cluster)).size < 3) return { ...quality, ...unknown, reason: "fewer than three clusters" };
  return { ...quality, ...driftTests(items) };
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
