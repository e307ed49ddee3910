import { benjaminiHochberg } from "../emergence/benjamini-hochberg";
import { spanF1Of, stepAlphaOf } from "./panel";
import type { ComparableTrace } from "./comparable-trace";
import type { CountedWork } from "./panel-counts";
import { partOf } from "./panel-counts";
import type { Coefficient, Estimate, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";

/** How a checkpoint's step α differs from the reference's, with a test that resamples prompts. */
export interface AlphaDifference extends Estimate {
  /** Two-sided: twice the smaller share of resamples at or beyond 0, with one added to each side; null where the difference is undefined. */
  readonly p: number | null;
  /** Benjamini–Hochberg over all differences of the answer. */
  readonly adjusted: number | null;
}

export interface CheckpointAgreement {
  readonly checkpoint: string;
  readonly traces: number;
  readonly rows: readonly { readonly label: string | null; readonly stepAlpha: Estimate; readonly spanF1: Estimate; /** null for the reference itself. */ readonly difference: AlphaDifference | null }[];
}

/** Step α and span F1 per checkpoint, and whether step α differs from that of the first one. Prompts are resampled with all their traces at every checkpoint, so that pairs stay pairs.
 *  @returns in the order of the names with their numbers counted as numbers; empty when there is one checkpoint */
export function checkpointPanel(compared: readonly ComparableTrace[], work: CountedWork, options: Resampling): CheckpointAgreement[] {
  const { checkpoints, pairs } = work;
  if (checkpoints.length < 2) return [];
  const part = (counts: Float64Array, checkpoint: number): Float64Array => partOf(work, counts, checkpoint);
  const byLabel = work.byLabel.map(({ label, perPrompt }) => {
    const coefficients: Record<string, Coefficient> = {};
    checkpoints.forEach((_, at) => {
      coefficients[`alpha ${at}`] = (counts) => stepAlphaOf(part(counts, at));
      coefficients[`f1 ${at}`] = (counts) => spanF1Of(pairs.length)(part(counts, at));
      if (at > 0) coefficients[`difference ${at}`] = (counts) => differenceOf(stepAlphaOf(part(counts, at)), stepAlphaOf(part(counts, 0)));
    });
    const found = resampled(perPrompt, coefficients, options);
    return checkpoints.map((_, at) => {
      const difference = found[`difference ${at}`];
      return { label, stepAlpha: found[`alpha ${at}`]!.estimate, spanF1: found[`f1 ${at}`]!.estimate, difference: difference ? { ...difference.estimate, p: difference.estimate.value === null ? null : twoSided(difference.draws) } : null };
    });
  });
  const tested = byLabel.flat().flatMap(({ difference }) => (difference && difference.p !== null ? [difference] : []));
  const { adjusted } = benjaminiHochberg(tested.map(({ p }) => p!), 0.05);
  const adjustedOf = new Map(tested.map((difference, i) => [difference, adjusted[i]!]));
  return checkpoints.map((checkpoint, at) => ({
    checkpoint, traces: compared.filter(({ trace }) => trace.checkpoint === checkpoint).length,
    rows: byLabel.map((rows) => { const row = rows[at]!; return { ...row, difference: row.difference && { ...row.difference, adjusted: adjustedOf.get(row.difference) ?? null } }; }),
  }));
}

const differenceOf = (a: ReturnType<Coefficient>, b: ReturnType<Coefficient>): ReturnType<Coefficient> => {
  if (a.value !== null && b.value !== null) return { value: a.value - b.value };
  const reason = a.reason ?? b.reason;
  return { value: null, ...(reason && { reason }) };
};

/** null without resamples. */
function twoSided(draws: readonly number[]): number | null {
  if (draws.length === 0) return null;
  const below = draws.filter((draw) => draw <= 0).length;
  const above = draws.filter((draw) => draw >= 0).length;
  return Math.min(1, (2 * (1 + Math.min(below, above))) / (draws.length + 1));
}
