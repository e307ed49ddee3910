import { resampled, sumOver } from "../agreement/resampled-estimates";
import type { MarkedTrace } from "./mark-trace";
import { roganGladen } from "./rogan-gladen";
import type { CorrectedPrevalence } from "./rogan-gladen";

const AT = { flagged: 0, steps: 1, tp: 2, fn: 3, tn: 4, fp: 5, size: 6 } as const;

/** Share of steps that a detector flags at one checkpoint, corrected by Rogan–Gladen with the sensitivity and specificity of the same checkpoint, weighted by 1/π of the traces that people read. Steps of one prompt hang together, so the limits resample prompts:
 *  flagged share, sensitivity and specificity are drawn anew together.
 *  @param detector the detector on all traces of the checkpoint
 *  @param truths what people say, by trace
 *  @returns null where sensitivity or specificity is unknown */
export function correctedShare(detector: readonly MarkedTrace[], truths: ReadonlyMap<string, MarkedTrace>, label: string, { resamples, seed }: { resamples: number; seed: number }): CorrectedPrevalence | null {
  const perPrompt = new Map<string, Float64Array>();
  for (const trace of detector) {
    const counts = perPrompt.get(trace.prompt) ?? new Float64Array(AT.size);
    perPrompt.set(trace.prompt, counts);
    const hit = new Set(trace.positiveSteps[label]);
    counts[AT.flagged]! += hit.size;
    counts[AT.steps]! += trace.openSteps.length;
    const human = truths.get(trace.id);
    const truth = new Set(human?.positiveSteps[label]);
    for (const step of human?.openSteps ?? []) counts[truth.has(step) ? (hit.has(step) ? AT.tp : AT.fn) : hit.has(step) ? AT.fp : AT.tn]! += human!.weight;
  }
  const at = (counts: Float64Array): CorrectedPrevalence | null => {
    const [positives, negatives, steps] = [counts[AT.tp]! + counts[AT.fn]!, counts[AT.tn]! + counts[AT.fp]!, counts[AT.steps]!];
    return positives > 0 && negatives > 0 && steps > 0 ? roganGladen(counts[AT.flagged]! / steps, counts[AT.tp]! / positives, counts[AT.tn]! / negatives) : null;
  };
  const prompts = [...perPrompt.values()];
  const held = at(sumOver(prompts, Int32Array.from(prompts, (_, i) => i)));
  const { theta: { estimate, draws } } = resampled(prompts, { theta: (counts) => ({ value: at(counts)?.estimate ?? null }) }, { resamples, seed });
  if (held === null || held.estimate === null) return held;
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  return { estimate: held.estimate, clipped: held.clipped, low: estimate.low, high: estimate.high, se: draws.length > 1 ? Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws.length - 1)) : null };
}
