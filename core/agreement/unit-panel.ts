import { unitizingAlpha } from "./alpha-u";
import { apart, continuaOf } from "./continua";
import type { ComparableTrace } from "./panel-counts";
import type { Coefficient, Estimate, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";
import { boundaryEdits } from "./segmentation";

/** The measures under "More" of one label. */
export interface UnitMeasures {
  /** null: over all labels. */
  readonly label: string | null;
  /** 1 − ΣDo/ΣDe over fields of traces. */
  readonly alphaU: Estimate;
  /** Of the starts and ends of spans as boundaries, near misses one code point apart; mean over pairs of annotators. */
  readonly boundarySimilarity: Estimate;
}

const [OBSERVED, EXPECTED, PAIRS] = [0, 1, 2];

/** αU and boundary similarity per label and overall, with intervals over prompts. Cost grows with spans, not characters. */
export function unitPanel(compared: readonly ComparableTrace[], labels: readonly string[], pairs: readonly (readonly [string, string])[], options: Resampling): UnitMeasures[] {
  const prompts = [...new Set(compared.map(({ trace }) => trace.prompt))];
  const promptIndex = new Map(prompts.map((prompt, i) => [prompt, i]));
  const rows = [null, ...labels];
  const size = PAIRS + 2 * pairs.length;
  const perPrompt = rows.map(() => prompts.map(() => new Float64Array(size)));
  for (const comparable of compared) {
    for (const { annotators, length, units } of continuaOf(comparable)) {
      const used = [...new Set(units.map((unit) => unit.label))];
      const { overall, labels: byLabel } = unitizingAlpha(annotators, [0, length], annotators.flatMap((annotator) => used.flatMap((label) => apart(units.filter((unit) => unit.annotator === annotator && unit.label === label)))));
      rows.forEach((label, row) => {
        const counts = perPrompt[row]![promptIndex.get(comparable.trace.prompt)!]!;
        const relevant = label === null ? units : units.filter((unit) => unit.label === label);
        if (relevant.length === 0) return;
        const own = annotators.map((annotator) => relevant.filter((unit) => unit.annotator === annotator));
        const unitizing = label === null ? overall : byLabel[label]!;
        counts[OBSERVED]! += unitizing.observed ?? 0;
        counts[EXPECTED]! += unitizing.expected ?? 0;
        const edges = new Map(annotators.map((annotator, i) => [annotator, innerEdges(own[i]!, length)]));
        pairs.forEach(([a, b], pair) => {
          const [left, right] = [edges.get(a), edges.get(b)];
          if (!left || !right) return;
          const { cost, compared: all } = boundaryEdits(left, right);
          counts[PAIRS + 2 * pair]! += cost;
          counts[PAIRS + 2 * pair + 1]! += all;
        });
      });
    }
  }
  return rows.map((label, row) => {
    const { alphaU, boundarySimilarity } = resampled(perPrompt[row]!, { alphaU: unitAlpha, boundarySimilarity: meanSimilarity(pairs.length) }, options);
    return { label, alphaU: alphaU.estimate, boundarySimilarity: boundarySimilarity.estimate };
  });
}

/** Starts and ends of units, each once, ascending; the ends of the continuum are no boundaries. */
const innerEdges = (units: readonly { readonly start: number; readonly end: number }[], length: number): number[] =>
  [...new Set(units.flatMap(({ start, end }) => [start, end]))].filter((at) => at > 0 && at < length).sort((a, b) => a - b);

const unitAlpha: Coefficient = (counts) => (counts[EXPECTED]! > 0 ? { value: 1 - counts[OBSERVED]! / counts[EXPECTED]! } : { value: null, reason: "no spans on either side" });

const meanSimilarity = (pairs: number): Coefficient => (counts) => {
  let [sum, defined] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const compared = counts[PAIRS + 2 * pair + 1]!;
    if (compared > 0) { sum += 1 - counts[PAIRS + 2 * pair]! / compared; defined++; }
  }
  return defined > 0 ? { value: sum / defined } : { value: null, reason: pairs === 0 ? "fewer than two annotators" : "no boundaries on either side" };
};
