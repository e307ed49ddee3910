import { benjaminiHochberg } from "../emergence/benjamini-hochberg";
import type { ComparableTrace } from "./comparable-trace";
import type { Measure } from "./panel";
import { MEASURES, measuresOf } from "./panel";
import type { CountedWork } from "./panel-counts";
import { partOf } from "./panel-counts";
import type { Coefficient, Estimate, Resampled, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";

/** How a coefficient at a checkpoint differs from the reference's, with a test that resamples prompts. */
export interface MeasureDifference extends Estimate {
  /** Two-sided: twice the smaller share of resamples at or beyond 0, with one added to each side; null where the difference is undefined. */
  readonly p: number | null;
  /** Benjamini–Hochberg over all differences of this coefficient. */
  readonly adjusted: number | null;
}

/** The coefficients of one label (null: any) at one checkpoint. */
export type CheckpointRow = Readonly<Record<Measure, Estimate>> & { readonly label: string | null; /** null for the reference itself. */ readonly differences: Readonly<Record<Measure, MeasureDifference>> | null };

export interface CheckpointAgreement {
  readonly checkpoint: string;
  readonly traces: number;
  readonly rows: readonly CheckpointRow[];
}

/** The panel's coefficients per checkpoint, and whether each differs from that of the first one. Prompts are resampled with all their traces at every checkpoint, so that pairs stay pairs.
 *  @returns in the order of the names with their numbers counted as numbers; empty when there is one checkpoint */
export function checkpointPanel(compared: readonly ComparableTrace[], work: CountedWork, options: Resampling): CheckpointAgreement[] {
  const { checkpoints, pairs } = work;
  if (checkpoints.length < 2) return [];
  const measures = measuresOf(pairs.length);
  const byLabel = work.byLabel.map(({ perPrompt }) => {
    const coefficients: Record<string, Coefficient> = {};
    checkpoints.forEach((_, at) => {
      for (const measure of MEASURES) {
        const here: Coefficient = (counts) => measures[measure](partOf(work, counts, at));
        coefficients[`${measure} ${at}`] = here;
        if (at > 0) coefficients[`${measure} ${at} Δ`] = (counts) => differenceOf(here(counts), measures[measure](partOf(work, counts, 0)));
      }
    });
    return resampled(perPrompt, coefficients, options);
  });
  const differences = ofMeasures((measure) => tested(byLabel.map((found) => checkpoints.map((_, at) => found[`${measure} ${at} Δ`] ?? null))));
  return checkpoints.map((checkpoint, at) => ({
    checkpoint, traces: compared.filter(({ trace }) => trace.checkpoint === checkpoint).length,
    rows: byLabel.map((found, row) => ({
      label: work.byLabel[row]!.label, ...ofMeasures((measure) => found[`${measure} ${at}`]!.estimate),
      differences: at === 0 ? null : ofMeasures((measure) => differences[measure][row]![at]!),
    })),
  }));
}

const ofMeasures = <Value>(of: (measure: Measure) => Value): Record<Measure, Value> => Object.fromEntries(MEASURES.map((measure) => [measure, of(measure)])) as Record<Measure, Value>;

/** Differences of one coefficient, by label and checkpoint (null: the reference), with their p-values adjusted together. */
function tested(found: readonly (readonly (Resampled | null)[])[]): (MeasureDifference | null)[][] {
  const raw = found.map((row) => row.map((one) => one && { ...one.estimate, p: one.estimate.value === null ? null : twoSided(one.draws) }));
  const all = raw.flat().flatMap((one) => (one && one.p !== null ? [one] : []));
  const { adjusted } = benjaminiHochberg(all.map(({ p }) => p!), 0.05);
  const adjustedOf = new Map(all.map((one, i) => [one, adjusted[i]!]));
  return raw.map((row) => row.map((one) => one && { ...one, adjusted: adjustedOf.get(one) ?? null }));
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
