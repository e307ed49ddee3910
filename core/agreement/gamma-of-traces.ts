import { toComparable } from "./comparable-trace";
import type { Continuum } from "./continua";
import { continuaOf } from "./continua";
import type { FinishedTrace } from "./finished-trace";
import type { GammaOptions } from "./gamma";
import { gammaAgreement } from "./gamma";
import type { Estimate, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";

/** A continuum's disorder and what shuffles of it come to; a function of the continuum and the seed, so it can be kept by content. */
export interface Disorder {
  readonly observed: number;
  readonly expected: number;
  readonly approximate: boolean;
}

/** As Mathet, Widlöcher & Métivier 2015 weigh position against category, with the least number of shuffles. */
export const GAMMA_OPTIONS: GammaOptions = { alpha: 3, beta: 1, delta: 1, samples: 30, seed: 7 };

/** What γ is computed of: every field of a trace in which somebody marked something, over all labels. */
export const continuaOfTraces = (traces: readonly FinishedTrace[]): { readonly prompt: string; readonly continuum: Continuum }[] =>
  traces.filter(({ layers }) => layers.length >= 2).flatMap((trace) => continuaOf(toComparable(trace)).map((continuum) => ({ prompt: trace.prompt, continuum })));

export function disorderOf({ annotators, length, units }: Continuum, options = GAMMA_OPTIONS): Disorder {
  const { disorder, expected, approximate } = gammaAgreement(annotators, [0, length], units, options);
  return { observed: disorder ?? 0, expected: expected ?? 0, approximate };
}

/** γ over traces: 1 − ΣDo/ΣDe, resampling prompts. The disorders are those of the single continua. */
export function gammaOfTraces(disorders: readonly (Disorder & { readonly prompt: string })[], options: Resampling): { readonly gamma: Estimate; readonly continua: number; readonly approximate: number } {
  const perPrompt = new Map<string, Float64Array>();
  for (const { prompt, observed, expected } of disorders) {
    const counts = perPrompt.get(prompt) ?? new Float64Array(2);
    counts[0]! += observed;
    counts[1]! += expected;
    perPrompt.set(prompt, counts);
  }
  const { gamma } = resampled([...perPrompt.values()], { gamma: (counts) => (counts[1]! > 0 ? { value: 1 - counts[0]! / counts[1]! } : { value: null, reason: "no spans on either side" }) }, options);
  return { gamma: gamma.estimate, continua: disorders.length, approximate: disorders.filter(({ approximate }) => approximate).length };
}
