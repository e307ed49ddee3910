import type { AttributeAlpha } from "./attribute-alpha";
import { attributeAlphas, countAnswers } from "./attribute-alpha";
import type { CheckpointAgreement } from "./checkpoint-panel";
import { checkpointPanel } from "./checkpoint-panel";
import { toComparable } from "./comparable-trace";
import type { Confusion } from "./confusion";
import { confusionOf } from "./confusion";
import type { Disagreement } from "./disagreements";
import { largestDisagreements } from "./disagreements";
import type { FinishedTrace } from "./finished-trace";
import type { Panel, PanelOptions } from "./panel";
import { panelOf } from "./panel";
import { countWork } from "./panel-counts";
import type { RelationF1 } from "./relation-f1";
import { countRelations, relationF1s } from "./relation-f1";
import type { UnitMeasures } from "./unit-panel";
import { countUnits, unitPanel } from "./unit-panel";

/** Longer lists are read by nobody; the adjudication pages list every trace. */
const MOST_DISAGREEMENTS = 200;

/** Everything that the agreement page shows but γ, which takes minutes where this takes seconds. */
export interface AgreementReport {
  readonly panel: Panel;
  readonly confusion: Confusion & {
    /** By label and attribute. */
    readonly attributes: Readonly<Record<string, Readonly<Record<string, AttributeAlpha>>>>;
    /** By type. */
    readonly relations: Readonly<Record<string, RelationF1>>;
  };
  readonly units: readonly UnitMeasures[];
  readonly checkpoints: readonly CheckpointAgreement[];
  readonly disagreements: readonly Disagreement[];
}

export function agreementReport(traces: readonly FinishedTrace[], labels: readonly string[], { onProgress = () => {}, ...resampling }: PanelOptions): AgreementReport {
  const compared = traces.filter(({ layers }) => layers.length >= 2).map(toComparable);
  const work = countWork(compared, labels, (share) => onProgress(share * 0.3));
  const { pairs, grid } = work;
  const panel = panelOf(compared, work, resampling);
  onProgress(0.4);
  const counted = { work, units: countUnits(compared, labels, work), answers: countAnswers(compared, pairs, grid), relations: countRelations(compared, pairs, grid) };
  const units = unitPanel(counted.units, pairs.length, resampling);
  const confusion = { ...confusionOf(compared, pairs), attributes: attributeAlphas(counted.answers, resampling), relations: relationF1s(counted.relations, resampling) };
  onProgress(0.6);
  const checkpoints = checkpointPanel(compared, counted, resampling);
  onProgress(0.9);
  return { panel, confusion, units, checkpoints, disagreements: largestDisagreements(compared, pairs, MOST_DISAGREEMENTS) };
}
