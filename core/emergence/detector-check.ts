import { wilsonInterval } from "../statistics/proportion-interval";
import { quantile } from "../statistics/quantile";
import { forEachResample } from "./cluster-bootstrap";
import type { MarkedTrace } from "./mark-trace";
import { qualityOf } from "./detector-quality";
import type { QualityAtCheckpoint } from "./detector-quality";
import { proxyValidity } from "./proxy";
import type { ProxyItem, ProxyQuality, ProxyValidity } from "./proxy";

/** A change counts as none where its whole interval lies within this of zero. */
export const STABLE_WITHIN = 0.05;

/** How a share of the detector moved between the first and the last checkpoint. "not shown" = the interval allows both. */
export interface Stability {
  readonly first: number;
  readonly last: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: "stable" | "moves" | "not shown";
}

export interface DetectorCheck extends ProxyValidity {
  /** Null where a checkpoint at either end has nothing to divide by, or there are fewer than two prompts. */
  readonly sensitivityChange: Stability | null;
  readonly specificityChange: Stability | null;
  /** What the detector alone would report if the true share stayed at .2: from, to. Null where the shares are unknown. */
  readonly apparent: { readonly from: number; readonly to: number } | null;
  /** Traces that both read. */
  readonly traces: number;
  /** In steps, with the intervals of sensitivity and specificity over prompts; beside them spans by overlap. */
  readonly checkpoints: readonly ({ readonly checkpoint: number } & ProxyQuality & QualityAtCheckpoint)[];
}

/** Steps that people read, with whether they and the detector see the label. */
export function proxyItems(human: readonly MarkedTrace[], detector: ReadonlyMap<string, MarkedTrace>, label: string): ProxyItem[] {
  return human.flatMap((trace) => {
    const automatic = detector.get(trace.id);
    if (!automatic) return [];
    const [truth, hit] = [new Set(trace.positiveSteps[label]), new Set(automatic.positiveSteps[label])];
    return trace.openSteps.map((step) => ({ checkpoint: trace.checkpoint.t, cluster: trace.prompt, truth: truth.has(step), hit: hit.has(step), weight: trace.weight }));
  });
}

/** How well a detector stands for people, by checkpoint, in steps weighted by 1/π of their traces, and whether that holds still: intervals of the change resample prompts, and are never narrower than those of the counts. */
export function checkDetector(human: readonly MarkedTrace[], detector: ReadonlyMap<string, MarkedTrace>, label: string, { resamples, seed }: { resamples: number; seed: number }): DetectorCheck | null {
  const items = proxyItems(human, detector, label);
  if (items.length === 0) return null;
  const validity = proxyValidity(items);
  const pairs = human.flatMap((trace) => { const automatic = detector.get(trace.id); return automatic ? [[trace, automatic] as const] : []; });
  const checkpoints = validity.checkpoints.map((each) => {
    const quality = qualityOf(pairs.filter(([trace]) => trace.checkpoint.t === each.checkpoint), label, { resamples: Math.min(resamples, 1000), seed });
    return { ...each, ...quality, sensitivity: quality.steps.sensitivity, specificity: quality.steps.specificity };
  });
  const [first, last] = [validity.checkpoints[0]!, validity.checkpoints.at(-1)!];
  const ends = first === last ? null : { first: first.checkpoint, last: last.checkpoint };
  const sensitivityChange = ends && stability(items, true, ends, resamples, seed);
  const specificityChange = ends && stability(items, false, ends, resamples, seed);
  const apparentAt = (se: number, sp: number) => 0.2 * se + 0.8 * (1 - sp);
  return {
    ...validity, checkpoints, sensitivityChange, specificityChange, traces: pairs.length,
    apparent: sensitivityChange && specificityChange && { from: apparentAt(sensitivityChange.first, specificityChange.first), to: apparentAt(sensitivityChange.last, specificityChange.last) },
  };
}

/** What is left of a check where the checkpoints have no order: how good the detector is at each, and not whether it drifts. */
export const withoutDrift = (check: DetectorCheck | null): DetectorCheck | null =>
  check && { ...check, driftP: null, sensitivityDriftP: null, specificityDriftP: null, sensitivityChange: null, specificityChange: null, apparent: null };

/** @param truth true: the share of hits where people see the label (sensitivity); false: of silence where they do not (specificity) */
function stability(items: readonly ProxyItem[], truth: boolean, ends: { first: number; last: number }, resamples: number, seed: number): Stability | null {
  const clusters = [...new Set(items.map(({ cluster }) => cluster))];
  if (clusters.length < 2) return null;
  const index = new Map(clusters.map((cluster, i) => [cluster, i]));
  const sums = [ends.first, ends.last].map(() => ({ good: new Float64Array(clusters.length), all: new Float64Array(clusters.length), seen: 0 }));
  for (const item of items) {
    const end = item.checkpoint === ends.first ? 0 : item.checkpoint === ends.last ? 1 : null;
    if (end === null || item.truth !== truth) continue;
    const at = index.get(item.cluster)!;
    sums[end]!.all[at]! += item.weight ?? 1;
    sums[end]!.seen++;
    if (item.hit === truth) sums[end]!.good[at]! += item.weight ?? 1;
  }
  const shareAt = (end: number, chosen: Int32Array): number | null => {
    let [good, all] = [0, 0];
    for (const at of chosen) { good += sums[end]!.good[at]!; all += sums[end]!.all[at]!; }
    return all > 0 ? good / all : null;
  };
  const everyone = Int32Array.from(clusters, (_, i) => i);
  const [first, last] = [shareAt(0, everyone), shareAt(1, everyone)];
  if (first === null || last === null) return null;
  const changes: number[] = [];
  forEachResample(clusters.length, resamples, seed, undefined, (chosen) => {
    const [from, to] = [shareAt(0, chosen), shareAt(1, chosen)];
    if (from !== null && to !== null) changes.push(to - from);
  });
  changes.sort((a, b) => a - b);
  const score = scoreLimits([first, sums[0]!.seen], [last, sums[1]!.seen]);
  const [low, high] = changes.length > 0 ? [Math.min(score[0], quantile(changes, 0.025)), Math.max(score[1], quantile(changes, 0.975))] : [-1, 1];
  const verdict = low >= -STABLE_WITHIN && high <= STABLE_WITHIN ? "stable" : low > 0 || high < 0 ? "moves" : "not shown";
  return { first, last, change: last - first, low, high, verdict };
}

/** Limits of the difference of two shares by their score intervals (Newcombe 1998, method 10): where all steps at an end are right, resampling them says nothing of those that might have been wrong, and this does. */
function scoreLimits([share, n]: readonly [number, number], [laterShare, laterN]: readonly [number, number]): readonly [number, number] {
  const [first, last] = [wilsonInterval(share * n, n)!, wilsonInterval(laterShare * laterN, laterN)!];
  const change = last.estimate - first.estimate;
  return [change - Math.hypot(last.estimate - last.low, first.high - first.estimate), change + Math.hypot(last.high - last.estimate, first.estimate - first.low)];
}
