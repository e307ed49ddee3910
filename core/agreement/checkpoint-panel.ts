import type { AttributeAtCheckpoint, CountedAnswers } from "./attribute-alpha";
import { attributesByCheckpoint } from "./attribute-alpha";
import type { AtCheckpoint } from "./by-checkpoint";
import { byCheckpoint } from "./by-checkpoint";
import type { ComparableTrace } from "./comparable-trace";
import type { Measure, UnitMeasure } from "./measures";
import { measuresOf } from "./panel";
import type { CountedWork } from "./panel-counts";
import type { CountedRelations, RelationAtCheckpoint } from "./relation-f1";
import { relationsByCheckpoint } from "./relation-f1";
import type { Resampling } from "./resampled-estimates";
import type { CountedUnits } from "./unit-panel";
import { unitMeasures } from "./unit-panel";

/** A checkpoint with the coefficients of each label (null: any) on its traces. */
export interface LabelsAtCheckpoint<Key extends string> {
  readonly checkpoint: string;
  readonly traces: number;
  readonly rows: readonly (AtCheckpoint<Key> & { readonly label: string | null })[];
}

/** All coefficients at one checkpoint, each with its difference from the first one. */
export interface CheckpointAgreement extends LabelsAtCheckpoint<Measure | UnitMeasure> {
  readonly attributes: readonly AttributeAtCheckpoint[];
  readonly relations: readonly RelationAtCheckpoint[];
}

/** What of all checkpoints together has been counted. */
export interface Counted {
  readonly work: CountedWork;
  readonly units: readonly CountedUnits[];
  readonly answers: readonly CountedAnswers[];
  readonly relations: readonly CountedRelations[];
}

/** @returns empty when there is one checkpoint */
export function checkpointPanel(compared: readonly ComparableTrace[], { work, units, answers, relations }: Counted, options: Resampling): CheckpointAgreement[] {
  if (work.grid.checkpoints.size < 2) return [];
  const pairs = work.pairs.length;
  const ofSpans = byCheckpoint(work.byLabel.map(({ counts }) => ({ counts, coefficients: measuresOf(pairs) })), options);
  const ofUnits = byCheckpoint(units.map(({ counts }) => ({ counts, coefficients: unitMeasures(pairs) })), options);
  const [ofAttributes, ofRelations] = [attributesByCheckpoint(answers, options), relationsByCheckpoint(relations, options)];
  return Array.from(work.grid.checkpoints, ([checkpoint, at]) => ({
    checkpoint, traces: tracesAt(compared, checkpoint),
    rows: work.byLabel.map(({ label }, row) => {
      const [spans, own] = [ofSpans[row]![at]!, ofUnits[row]![at]!];
      return { label, ...spans, ...own, differences: spans.differences && own.differences && { ...spans.differences, ...own.differences } };
    }),
    attributes: ofAttributes.map((row) => row[at]!), relations: ofRelations.map((row) => row[at]!),
  }));
}

/** Step α alone, which is what a claim tells of agreement. @returns empty when there is one checkpoint */
export function stepAlphaByCheckpoint(compared: readonly ComparableTrace[], { grid, pairs, byLabel }: CountedWork, options: Resampling): LabelsAtCheckpoint<"stepAlpha">[] {
  if (grid.checkpoints.size < 2) return [];
  const { stepAlpha } = measuresOf(pairs.length);
  const found = byCheckpoint(byLabel.map(({ counts }) => ({ counts, coefficients: { stepAlpha } })), options);
  return Array.from(grid.checkpoints, ([checkpoint, at]) => ({ checkpoint, traces: tracesAt(compared, checkpoint), rows: byLabel.map(({ label }, row) => ({ label, ...found[row]![at]! })) }));
}

const tracesAt = (compared: readonly ComparableTrace[], checkpoint: string): number => compared.filter(({ trace }) => trace.checkpoint === checkpoint).length;
