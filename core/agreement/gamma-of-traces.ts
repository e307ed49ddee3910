import type { AtCheckpoint } from "./by-checkpoint";
import { byCheckpoint } from "./by-checkpoint";
import { toComparable } from "./comparable-trace";
import type { Continuum } from "./continua";
import { continuaOf } from "./continua";
import type { Place } from "./counts-by-prompt";
import { CountsByPrompt, gridOf } from "./counts-by-prompt";
import type { FinishedTrace } from "./finished-trace";
import type { GammaOptions } from "./gamma";
import { gammaAgreement } from "./gamma";
import type { Coefficient, Estimate, Resampling } from "./resampled-estimates";
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
export const continuaOfTraces = (traces: readonly FinishedTrace[]): (Place & { readonly continuum: Continuum })[] =>
  traces.filter(({ layers }) => layers.length >= 2).flatMap((trace) => continuaOf(toComparable(trace)).map((continuum) => ({ prompt: trace.prompt, checkpoint: trace.checkpoint, continuum })));

export function disorderOf({ annotators, length, units }: Continuum, options = GAMMA_OPTIONS): Disorder {
  const { disorder, expected, approximate } = gammaAgreement(annotators, [0, length], units, options);
  return { observed: disorder ?? 0, expected: expected ?? 0, approximate };
}

/** γ over traces. */
export interface GammaOfTraces {
  readonly gamma: Estimate;
  readonly continua: number;
  /** Continua whose alignment is not exact. */
  readonly approximate: number;
  /** The same of each checkpoint's traces; empty when there is one. */
  readonly checkpoints: readonly (AtCheckpoint<"gamma"> & { readonly checkpoint: string })[];
}

/** 1 − ΣDo/ΣDe, resampling prompts. The disorders are those of the single continua. */
export function gammaOfTraces(disorders: readonly (Disorder & Place)[], options: Resampling): GammaOfTraces {
  const grid = gridOf(disorders);
  const counts = new CountsByPrompt(grid, 2);
  for (const disorder of disorders) {
    const block = counts.of(disorder);
    block[0]! += disorder.observed;
    block[1]! += disorder.expected;
  }
  const coefficients = { gamma: gammaOf };
  const [byName] = grid.checkpoints.size < 2 ? [] : byCheckpoint([{ counts, coefficients }], options);
  return {
    gamma: resampled(counts.together(), coefficients, options).gamma.estimate,
    continua: disorders.length, approximate: disorders.filter(({ approximate }) => approximate).length,
    checkpoints: byName ? Array.from(grid.checkpoints, ([checkpoint, at]) => ({ checkpoint, ...byName[at]! })) : [],
  };
}

const gammaOf: Coefficient = (counts) => (counts[1]! > 0 ? { value: 1 - counts[0]! / counts[1]! } : { value: null, reason: "no spans on either side" });
