import type { CheckpointAgreement } from "./checkpoint-panel";
import { checkpointPanel } from "./checkpoint-panel";
import type { Confusion } from "./confusion";
import { confusion } from "./confusion";
import type { Disagreement } from "./disagreements";
import { largestDisagreements } from "./disagreements";
import type { FinishedTrace } from "./finished-trace";
import type { Panel, PanelOptions } from "./panel";
import { agreementPanel } from "./panel";
import { annotatorPairs, toComparable } from "./panel-counts";
import type { UnitMeasures } from "./unit-panel";
import { unitPanel } from "./unit-panel";

/** Longer lists are read by nobody; the adjudication pages list every trace. */
const MOST_DISAGREEMENTS = 200;

/** Everything that the agreement page shows but γ, which takes minutes where this takes seconds. */
export interface AgreementReport {
  readonly panel: Panel;
  readonly confusion: Confusion;
  readonly units: readonly UnitMeasures[];
  readonly checkpoints: readonly CheckpointAgreement[];
  readonly disagreements: readonly Disagreement[];
}

export function agreementReport(traces: readonly FinishedTrace[], labels: readonly string[], { onProgress = () => {}, ...resampling }: PanelOptions): AgreementReport {
  const compared = traces.filter(({ layers }) => layers.length >= 2).map(toComparable);
  const panel = agreementPanel(traces, labels, { ...resampling, onProgress: (share) => onProgress(share * 0.4) });
  const pairs = annotatorPairs(panel.annotators);
  const units = unitPanel(compared, labels, pairs, resampling);
  onProgress(0.6);
  const checkpoints = checkpointPanel(compared, labels, pairs, resampling);
  onProgress(0.9);
  return { panel, confusion: confusion(traces), units, checkpoints, disagreements: largestDisagreements(compared, pairs, MOST_DISAGREEMENTS) };
}
