import { alphaFromCoincidences } from "./krippendorff";
import type { ComparableTrace } from "./comparable-trace";
import type { Measure } from "./measures";
import type { CountedWork } from "./panel-counts";
import { annotatorsOf, COINCIDENCE, PAIR } from "./panel-counts";
import type { Coefficient, Estimate, Resampling } from "./resampled-estimates";
import { resampled, sumOver } from "./resampled-estimates";

/** The default panel of one label. F1s and specific agreement are means over pairs of annotators; `spread` is the largest minus the smallest pair's span F1. */
export interface LabelPanel {
  /** null: all labels together, any label counts. */
  readonly label: string | null;
  /** Spans of all annotators, after clipping. */
  readonly spans: number;
  readonly stepAlpha: Estimate;
  readonly stepAgreement: number | null;
  readonly spanF1: Estimate;
  readonly exactF1: Estimate;
  readonly characterF1: Estimate;
  readonly positive: Estimate;
  readonly negative: Estimate;
  readonly spread: number | null;
  /** Traces of a pair of annotators on which neither marked any: they say nothing about F1 and are counted apart. */
  readonly bothEmpty: number;
}

export interface Panel {
  readonly annotators: readonly string[];
  readonly traces: number;
  readonly prompts: number;
  /** Jointly read steps. */
  readonly steps: number;
  readonly overall: LabelPanel;
  readonly labels: readonly LabelPanel[];
}

export interface PanelOptions extends Resampling {
  /** Called now and then with the share done. */
  readonly onProgress?: (share: number) => void;
}

/** Agreement per label and overall, of work that has been counted. Intervals are percentiles over resampled prompts with all their traces; cost grows with spans and steps, not characters. */
export function panelOf(compared: readonly ComparableTrace[], work: CountedWork, options: Resampling): Panel {
  const spansOf = new Map<string | null, number>();
  for (const { layers } of compared) for (const { spans } of layers.values()) for (const { label } of spans) spansOf.set(label, (spansOf.get(label) ?? 0) + 1);
  const all = [...spansOf.values()].reduce((sum, n) => sum + n, 0);
  const [overall, ...labels] = work.byLabel.map(({ label, counts }) => labelPanel(label, label === null ? all : spansOf.get(label) ?? 0, counts.together(), work.pairs.length, options));
  return {
    annotators: annotatorsOf(compared), traces: compared.length, prompts: work.grid.prompts.size,
    steps: compared.reduce((sum, { steps }) => sum + steps.length, 0), overall: overall!, labels,
  };
}

/** Each of counts as `addCounts` makes them; F1s and specific agreement as means over so many pairs. */
export const measuresOf = (pairs: number): Readonly<Record<Measure, Coefficient>> =>
  ({ stepAlpha: stepAlphaOf, spanF1: pairMean(pairs, spanF1), exactF1: pairMean(pairs, exactF1), characterF1: pairMean(pairs, characterF1), positive: pairMean(pairs, positive), negative: pairMean(pairs, negative) });

function labelPanel(label: string | null, spans: number, perPrompt: readonly Float64Array[], pairs: number, options: Resampling): LabelPanel {
  const found = resampled(perPrompt, measuresOf(pairs), options);
  const observed = perPrompt.length > 0 ? sumOver(perPrompt, Int32Array.from(perPrompt, (_, i) => i)) : new Float64Array(COINCIDENCE.size + pairs * PAIR.size);
  const total = observed[COINCIDENCE.bothNo]! + observed[COINCIDENCE.bothYes]! + 2 * observed[COINCIDENCE.differ]!;
  const pairF1s = Array.from({ length: pairs }, (_, pair) => spanF1(pairCounts(observed, pair))).filter((value) => value !== null);
  return {
    label, spans,
    stepAlpha: found.stepAlpha.estimate, spanF1: found.spanF1.estimate, exactF1: found.exactF1.estimate, characterF1: found.characterF1.estimate, positive: found.positive.estimate, negative: found.negative.estimate,
    stepAgreement: total > 0 ? (observed[COINCIDENCE.bothNo]! + observed[COINCIDENCE.bothYes]!) / total : null,
    spread: pairF1s.length > 1 ? Math.max(...pairF1s) - Math.min(...pairF1s) : null,
    bothEmpty: Array.from({ length: pairs }, (_, pair) => pairCounts(observed, pair)[PAIR.bothEmpty]!).reduce((sum, n) => sum + n, 0),
  };
}

const stepAlphaOf: Coefficient = (counts) => {
  const differ = counts[COINCIDENCE.differ] ?? 0;
  const { alpha, reason } = alphaFromCoincidences([0, 1], [[counts[COINCIDENCE.bothNo] ?? 0, differ], [differ, counts[COINCIDENCE.bothYes] ?? 0]], "nominal");
  return { value: alpha, ...(reason && { reason }) };
};

const pairCounts = (counts: Float64Array, pair: number): Float64Array => counts.subarray(COINCIDENCE.size + pair * PAIR.size, COINCIDENCE.size + (pair + 1) * PAIR.size);
const share = (agreed: number, all: number): number | null => (all > 0 ? agreed / all : null);
const spanF1 = (pair: Float64Array) => share(2 * pair[PAIR.matched]!, pair[PAIR.first]! + pair[PAIR.second]!);
const exactF1 = (pair: Float64Array) => share(2 * pair[PAIR.exact]!, pair[PAIR.exactFirst]! + pair[PAIR.exactSecond]!);
const characterF1 = (pair: Float64Array) => share(2 * pair[PAIR.charsBoth]!, 2 * pair[PAIR.charsBoth]! + pair[PAIR.charsFirst]! + pair[PAIR.charsSecond]!);
const positive = (pair: Float64Array) => share(2 * pair[PAIR.stepsBoth]!, 2 * pair[PAIR.stepsBoth]! + pair[PAIR.stepsFirst]! + pair[PAIR.stepsSecond]!);
const negative = (pair: Float64Array) => share(2 * pair[PAIR.stepsNone]!, 2 * pair[PAIR.stepsNone]! + pair[PAIR.stepsFirst]! + pair[PAIR.stepsSecond]!);

/** Mean over the pairs for which the measure is defined. */
function pairMean(pairs: number, measure: (pair: Float64Array) => number | null): Coefficient {
  return (counts) => {
    let [sum, defined] = [0, 0];
    for (let pair = 0; pair < pairs; pair++) {
      const value = measure(pairCounts(counts, pair));
      if (value !== null) { sum += value; defined++; }
    }
    return defined > 0 ? { value: sum / defined } : { value: null, reason: pairs === 0 ? "fewer than two annotators" : "no spans on either side" };
  };
}
