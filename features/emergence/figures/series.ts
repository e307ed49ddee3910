import type { LabelAnalysis } from "@/core/emergence/analysis";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { RatePoint, RateUnit } from "@/core/emergence/rate-curve";
import type { Look } from "./looks";

/** A value at a place with its interval; null where it is not defined. */
export interface SeriesPoint {
  readonly t: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly events: number;
  readonly oneSided: boolean;
}

/** One panel of the stack: a label's curve, with what a detector says beside it. */
export interface CurvePanel {
  readonly look: Look;
  readonly points: readonly SeriesPoint[];
  /** What the unit cannot exceed: 1 of a share; null: nothing. */
  readonly ceiling: number | null;
  /** The detector's rate; [] where there is none, or the unit is another. */
  readonly proxy: readonly { readonly t: number; readonly value: number }[];
  readonly corrected: readonly { readonly t: number; readonly value: number; readonly low: number; readonly high: number }[];
  /** The word onset needs a base model as first checkpoint. */
  readonly onset: { readonly after: number; readonly by: number; readonly word: "onset" | "shown" } | null;
  readonly proxyOnset: number | null;
  /** Smallest rate difference per 1k tokens that this design detects; null: unknown, an onset was found, or the unit is another. */
  readonly detectable: number | null;
  /** Each training run's own curve, where there are three or more. */
  readonly runs: LabelAnalysis["runs"];
  readonly scarce: "few prompts" | "too few prompts" | null;
}

const KEY = { "per-1k-tokens": "perThousandTokens", "per-trace": "perTrace", "per-step": "perStep", prevalence: "prevalence" } as const satisfies Record<RateUnit, string>;

/** What the stack draws, in the order of the labels. Detectors and corrections are measured per 1k tokens only. */
export function curvePanels({ analysis, detectors }: EmergenceReport, unit: RateUnit, looks: readonly Look[], automatic: boolean): CurvePanel[] {
  return analysis.labels.map((label, i): CurvePanel => {
    const found = unit === "per-1k-tokens" && !automatic ? detectors.find((each) => each.label === label.label) : undefined;
    const beside = found?.curve.some(({ events }) => events > 0) ? found : undefined; // a detector without a single hit has no words for this label
    const { onset } = label;
    const scarce = label.perThousandTokens.some(({ caution }) => caution === "too few prompts") ? "too few prompts" : label.perThousandTokens.some(({ caution }) => caution === "few prompts") ? "few prompts" : null;
    const claimed = scarce !== "too few prompts"; // under 20 prompts nothing sets in, whatever the bounds say
    return {
      look: looks[i]!, points: label[KEY[unit]].map(toPoint), ceiling: unit === "prevalence" ? 1 : null,
      proxy: (beside?.curve ?? []).flatMap((point) => (point.estimate === null ? [] : [{ t: point.checkpoint.t, value: point.estimate }])),
      corrected: (beside?.corrected ?? []).flatMap(({ checkpoint, rate }) => (rate.estimate === null || rate.low === null || rate.high === null ? [] : [{ t: checkpoint.t, value: rate.estimate, low: rate.low, high: rate.high }])),
      onset: claimed && onset.low !== null && onset.high !== null ? { after: onset.low, by: onset.high, word: analysis.baseModel ? "onset" : "shown" } : null,
      proxyOnset: claimed ? beside?.onset ?? null : null, detectable: onset.onset === null && unit === "per-1k-tokens" ? onset.smallestDetectable : null,
      scarce, runs: unit === "per-1k-tokens" ? label.runs : [],
    };
  });
}

const toPoint = ({ checkpoint, estimate, low, high, events, oneSided }: RatePoint): SeriesPoint => ({ t: checkpoint.t, estimate, low, high, events, oneSided: oneSided === true });
