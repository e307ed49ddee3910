import type { LabelsAtCheckpoint } from "../agreement/checkpoint-panel";
import type { Panel } from "../agreement/panel";
import type { CheckpointComparison } from "./checkpoint-comparison";
import type { Covariates } from "./covariates";
import type { ErrorCorrection } from "./error-correction";
import type { Onset } from "./onset";
import type { ProxyValidity } from "./proxy";
import type { RatePoint } from "./rate-curve";

/** Agreement below this lower bound does not carry a claim (Krippendorff's threshold for tentative conclusions). */
export const LEAST_ALPHA = 0.667;

/** Why a claim should be read with care; each is said in words on the card. */
export type Caution =
  | "agreement below .667"
  | "agreement not measured"
  | "agreement differs by checkpoint"
  | "proxy drifts"
  | "proxy not compared with human labels"
  | "too few prompts"
  | "few prompts"
  | "length changed"
  | "decoding settings differ"
  | "one training run";

/** One label's claim between the reference checkpoint and the last one. */
export interface ClaimCard {
  readonly label: string;
  readonly reference: RatePoint;
  readonly last: RatePoint;
  /** Last minus reference, per 1k tokens. */
  readonly rateDifference: number | null;
  readonly comparison: CheckpointComparison;
  /** Benjamini–Hochberg over labels × comparisons. */
  readonly adjustedP: number | null;
  readonly onset: Onset;
  readonly stepAlpha: { readonly value: number | null; readonly low: number | null; readonly high: number | null; readonly positive: number | null } | null;
  /** Step α at each checkpoint; p (adjusted) of the difference from the first. Empty where there is one checkpoint, or nobody read twice. */
  readonly agreementBy: readonly { readonly checkpoint: string; readonly traces: number; readonly value: number | null; readonly low: number | null; readonly high: number | null; readonly p: number | null }[];
  readonly proxy: ProxyValidity | null;
  readonly errorCorrection: ErrorCorrection;
  readonly covariates: { readonly reference: Covariates; readonly last: Covariates };
  readonly traces: number;
  readonly prompts: number;
  readonly seed: number;
  readonly cautions: readonly Caution[];
}

export interface ClaimEvidence {
  readonly points: readonly RatePoint[];
  readonly comparison: CheckpointComparison;
  readonly adjustedP: number | null;
  readonly onset: Onset;
  readonly covariates: readonly Covariates[];
  readonly errorCorrection: ErrorCorrection;
  readonly agreement: Panel | null;
  readonly agreementBy: readonly LabelsAtCheckpoint<"stepAlpha">[];
  readonly proxy: ProxyValidity | null;
  /** The layer is a detector's: it stands for human labels only where they were compared. */
  readonly automatic: boolean;
  readonly trainingRuns: number;
  readonly decodingDiffers: boolean;
  readonly seed: number;
}

/** Puts a label's numbers on one card, with every caution that they call for. */
export function claimCard(label: string, evidence: ClaimEvidence): ClaimCard {
  const [reference, last] = [evidence.points[0]!, evidence.points.at(-1)!];
  const agreement = evidence.agreement?.labels.find((panel) => panel.label === label) ?? null;
  const agreementBy = evidence.agreementBy.flatMap(({ checkpoint, traces, rows }) => {
    const row = rows.find((each) => each.label === label);
    return row ? [{ checkpoint, traces, value: row.stepAlpha.value, low: row.stepAlpha.low, high: row.stepAlpha.high, p: row.differences?.stepAlpha.adjusted ?? null }] : [];
  });
  return {
    label, reference, last,
    rateDifference: reference.estimate === null || last.estimate === null ? null : last.estimate - reference.estimate,
    comparison: evidence.comparison, adjustedP: evidence.adjustedP, onset: evidence.onset,
    stepAlpha: agreement && { value: agreement.stepAlpha.value, low: agreement.stepAlpha.low, high: agreement.stepAlpha.high, positive: agreement.positive.value },
    agreementBy, proxy: evidence.proxy, errorCorrection: evidence.errorCorrection,
    covariates: { reference: evidence.covariates[0]!, last: evidence.covariates.at(-1)! },
    traces: evidence.points.reduce((sum, point) => sum + point.traces, 0),
    prompts: Math.min(...evidence.points.map((point) => point.prompts)),
    seed: evidence.seed,
    cautions: cautionsOf(evidence, agreement, agreementBy),
  };
}

/** A drift is called when its p is below this. */
const DRIFT_P = 0.05;
/** Agreement at a checkpoint is called different from the first below this, adjusted. */
const DIFFERS_P = 0.05;
/** Mean tokens that differ by more than this factor call for a caution. */
const LENGTH_FACTOR = 1.25;

function cautionsOf(evidence: ClaimEvidence, agreement: Panel["labels"][number] | null, agreementBy: ClaimCard["agreementBy"]): Caution[] {
  const [first, last] = [evidence.covariates[0]!, evidence.covariates.at(-1)!];
  const ratio = last.meanTokens / first.meanTokens;
  const scarce = evidence.points.map((point) => point.caution);
  const cautions: readonly (readonly [Caution, boolean])[] = [
    ["agreement not measured", !evidence.automatic && (agreement === null || agreement.stepAlpha.value === null)],
    ["agreement below .667", agreement !== null && agreement.stepAlpha.low !== null && agreement.stepAlpha.low < LEAST_ALPHA],
    ["agreement differs by checkpoint", agreementBy.some(({ p }) => p !== null && p < DIFFERS_P)],
    ["proxy not compared with human labels", evidence.automatic && evidence.proxy === null],
    ["proxy drifts", evidence.proxy !== null && evidence.proxy.driftP !== null && evidence.proxy.driftP < DRIFT_P],
    ["too few prompts", scarce.includes("too few prompts")],
    ["few prompts", !scarce.includes("too few prompts") && scarce.includes("few prompts")],
    ["length changed", ratio > LENGTH_FACTOR || ratio < 1 / LENGTH_FACTOR],
    ["decoding settings differ", evidence.decodingDiffers],
    ["one training run", evidence.trainingRuns < 3],
  ];
  return cautions.filter(([, holds]) => holds).map(([caution]) => caution);
}
