import { forEachResample } from "./cluster-bootstrap";
import type { OnsetCheckpoint } from "./onset";
import { compareTrends } from "./trend";

/** Whether a change may be called sudden. */
export interface Suddenness {
  readonly sudden: boolean;
  /** AICc of the best other shape minus the step's; null where one of them cannot be fitted. */
  readonly margin: number | null;
  /** Resamples of prompts in which the step wins by as much; null where they were not needed. */
  readonly share: number | null;
  readonly reason?: "fewer than eight checkpoints" | "another shape fits about as well" | "not in nine of ten resamples" | "steps are imputed" | "the checkpoints have no order";
}

const LEAST_CHECKPOINTS = 8;
const LEAST_MARGIN = 4;
const LEAST_SHARE = 0.9;

/** "Sudden" needs eight checkpoints, a step that beats constant, line and gradual rise by 4 of AICc, and the same in nine of ten resamples of prompts. Stops as soon as a tenth has failed. */
export function suddenness(checkpoints: readonly OnsetCheckpoint[], { resamples, seed }: { resamples: number; seed: number }): Suddenness {
  if (checkpoints.length < LEAST_CHECKPOINTS) return { sudden: false, margin: null, share: null, reason: "fewer than eight checkpoints" };
  const prompts = checkpoints[0]!.prompts.length;
  const margin = stepMargin(checkpoints, Int32Array.from({ length: prompts }, (_, i) => i));
  if (margin === null || margin < LEAST_MARGIN) return { sudden: false, margin, share: null, reason: "another shape fits about as well" };
  let [held, tried] = [0, 0];
  forEachResample(prompts, resamples, seed, undefined, (chosen) => {
    if (tried - held > resamples * (1 - LEAST_SHARE)) return; // decided
    tried++;
    const found = stepMargin(checkpoints, chosen);
    if (found !== null && found >= LEAST_MARGIN) held++;
  });
  const sudden = held >= LEAST_SHARE * resamples;
  return { sudden, margin, share: held / tried, ...(!sudden && { reason: "not in nine of ten resamples" as const }) };
}

function stepMargin(checkpoints: readonly OnsetCheckpoint[], chosen: Int32Array): number | null {
  const { aic } = compareTrends(checkpoints.map(({ t, prompts }) => {
    const traces = Array.from(chosen, (i) => prompts[i]!).flat();
    return { t, y: traces.map(({ y }) => y), exposure: traces.map(({ tokens }) => tokens ?? 0), weight: traces.map(({ weight }) => weight ?? 1) };
  }), true);
  const rivals = [aic.constant, aic.linear, aic.logistic];
  return aic.step === null || rivals.includes(null) ? null : Math.min(...rivals.filter((each) => each !== null)) - aic.step;
}
