import type { MarkedTrace } from "./mark-trace";
import { byCheckpoint, countOf } from "./measured-trace";
import type { Checkpoint, MeasuredTrace } from "./measured-trace";
import { ppiMean, weightedPpiMean } from "./ppi";
import type { PredictionPowered } from "./ppi";
import { correctedShare } from "./corrected-share";
import type { CorrectedPrevalence } from "./rogan-gladen";

export interface CorrectedPoint {
  readonly checkpoint: Checkpoint;
  /** Traces that people read, and the others that only the detector read. */
  readonly labelled: number;
  readonly unlabelled: number;
  /** The detector alone, per 1k tokens, over all traces. */
  readonly naiveRate: number | null;
  /** Spans per 1k tokens by PPI++ on counts per trace, over the mean tokens of all traces; null with a reason. */
  readonly rate: Omit<PredictionPowered, "reason"> & { readonly reason?: PredictionPowered["reason"] | "the labelled traces are not a random sample" };
  /** Share of steps that the detector flags, and the same corrected for its errors at this checkpoint (Rogan–Gladen, limits over prompts). */
  readonly naiveShare: number | null;
  readonly share: CorrectedPrevalence | null;
}

/** Automatic labels over all traces of each checkpoint, corrected with human ones on some of them.
 *  @param human traces that people read
 *  @param detector the same detector on all traces, by id
 *  @param sampledAtRandom whether the sampling plan drew the human-read traces with known probability: PPI++ holds only then */
export function correctedCurve(human: readonly MarkedTrace[], detector: readonly MarkedTrace[], label: string, { sampledAtRandom, resamples, seed }: { sampledAtRandom: boolean; resamples: number; seed: number }): CorrectedPoint[] {
  const truths = new Map(human.map((trace) => [trace.id, trace]));
  return byCheckpoint(detector).map(({ checkpoint, traces: here }) => {
    const [labelled, rest] = [here.filter(({ id }) => truths.has(id)), here.filter(({ id }) => !truths.has(id))];
    const tokens = here.reduce((sum, trace) => sum + trace.tokens, 0);
    const steps = here.reduce((sum, trace) => sum + trace.openSteps.length, 0);
    const flagged = here.reduce((sum, trace) => sum + (trace.positiveSteps[label]?.length ?? 0), 0);
    return {
      checkpoint, labelled: labelled.length, unlabelled: rest.length,
      naiveRate: tokens > 0 ? (1000 * total(here, label)) / tokens : null,
      rate: sampledAtRandom ? perThousand(correctedMean(labelled, rest, truths, label), tokens / Math.max(1, here.length))
        : { estimate: null, low: null, high: null, lambda: null, reason: "the labelled traces are not a random sample" },
      naiveShare: steps > 0 ? flagged / steps : null,
      share: correctedShare(here, truths, label, { resamples: Math.min(resamples, 1000), seed }),
    };
  });
}

const total = (traces: readonly MeasuredTrace[], label: string): number => traces.reduce((sum, trace) => sum + countOf(trace, label), 0);

/** Mean count a trace: PPI++, and where the plan drew with unequal probabilities its weighted form. */
function correctedMean(labelled: readonly MarkedTrace[], rest: readonly MarkedTrace[], truths: ReadonlyMap<string, MarkedTrace>, label: string): PredictionPowered {
  const [truth, predicted, unlabelled] = [labelled.map(({ id }) => countOf(truths.get(id)!, label)), labelled.map((trace) => countOf(trace, label)), rest.map((trace) => countOf(trace, label))];
  const weights = labelled.map(({ id }) => truths.get(id)!.weight);
  if (rest.length === 0 || weights.every((weight) => Math.abs(weight - weights[0]!) < 1e-9)) return ppiMean({ truth, predicted }, unlabelled);
  return weightedPpiMean({ truth, predicted, weights }, [...predicted, ...unlabelled]);
}

function perThousand({ estimate, low, high, ...rest }: PredictionPowered, meanTokens: number): PredictionPowered {
  const scale = (value: number | null) => (value === null || meanTokens <= 0 ? null : Math.max(0, (1000 * value) / meanTokens));
  return { ...rest, estimate: scale(estimate), low: scale(low), high: scale(high) };
}
