import type { Unit } from "./alpha-u";
import { unitizingDisagreement } from "./alpha-u";
import type { ComparableTrace } from "./comparable-trace";
import type { Continuum } from "./continua";
import { apart, continuaOf } from "./continua";
import { CountsByPrompt } from "./counts-by-prompt";
import type { UnitMeasure } from "./measures";
import type { AnnotatorPairs, CountedWork } from "./panel-counts";
import type { Coefficient, Estimate, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";
import { boundaryEdits } from "./segmentation";

/** The coefficients under "More" of one label (null: over all labels). */
export type UnitMeasures = Readonly<Record<UnitMeasure, Estimate>> & { readonly label: string | null };

/** Do and De of one label, then edits and boundaries of each pair of annotators. */
export interface CountedUnits {
  readonly label: string | null;
  readonly counts: CountsByPrompt;
}

const [OBSERVED, EXPECTED, PAIRS] = [0, 1, 2];

/** Cost grows with spans, not characters. */
export function countUnits(compared: readonly ComparableTrace[], labels: readonly string[], { pairs, grid }: Pick<CountedWork, "pairs" | "grid">): CountedUnits[] {
  const rows = [null, ...labels].map((label) => ({ label, counts: new CountsByPrompt(grid, PAIRS + 2 * pairs.length) }));
  for (const comparable of compared) {
    const counted = rows.map(({ label, counts }) => ({ label, counts: counts.of(comparable.trace) }));
    for (const continuum of continuaOf(comparable)) {
      const unitsOf = unitsByLabel(continuum);
      addDisagreements(counted, unitsOf, continuum);
      for (const { label, counts } of counted) {
        const own = unitsOf.get(label);
        if (own) addBoundaries(counts, own, continuum, pairs);
      }
    }
  }
  return rows;
}

/** With intervals over prompts. */
export const unitPanel = (units: readonly CountedUnits[], pairs: number, options: Resampling): UnitMeasures[] => units.map(({ label, counts }) => {
  const { alphaU, boundarySimilarity } = resampled(counts.together(), unitMeasures(pairs), options);
  return { label, alphaU: alphaU.estimate, boundarySimilarity: boundarySimilarity.estimate };
});

/** Each of counts as `countUnits` makes them. */
export const unitMeasures = (pairs: number): Readonly<Record<UnitMeasure, Coefficient>> => ({ alphaU: unitAlpha, boundarySimilarity: meanSimilarity(pairs) });

type UnitsByLabel = ReadonlyMap<string | null, readonly (readonly Unit[])[]>;

/** The units of each annotator, in the order of the continuum's annotators, by label and over all (null). */
function unitsByLabel({ annotators, units }: Continuum): UnitsByLabel {
  const place = new Map(annotators.map((annotator, i) => [annotator, i]));
  const byLabel = new Map<string | null, Unit[][]>();
  const add = (label: string | null, unit: Unit): void => {
    let own = byLabel.get(label);
    if (!own) byLabel.set(label, own = annotators.map(() => []));
    own[place.get(unit.annotator)!]!.push(unit);
  };
  for (const unit of units) {
    add(null, unit);
    add(unit.label, unit);
  }
  return byLabel;
}

/** Do and De of each label, and over all labels their sums. */
function addDisagreements(counted: readonly { readonly label: string | null; readonly counts: Float64Array }[], unitsOf: UnitsByLabel, { length }: Continuum): void {
  const used = [...unitsOf.keys()].filter((label) => label !== null).sort();
  const byLabel = new Map(used.map((label) => [label, unitizingDisagreement(unitsOf.get(label)!.map(apart), [0, length])]));
  const all = { observed: 0, expected: 0 };
  for (const { observed, expected } of byLabel.values()) {
    all.observed += observed;
    all.expected += expected;
  }
  for (const { label, counts } of counted) {
    const { observed, expected } = label === null ? all : byLabel.get(label) ?? { observed: 0, expected: 0 };
    counts[OBSERVED]! += observed;
    counts[EXPECTED]! += expected;
  }
}

function addBoundaries(counts: Float64Array, units: readonly (readonly Unit[])[], { annotators, length }: Continuum, pairs: AnnotatorPairs): void {
  const edges = new Map(annotators.map((annotator, i) => [annotator, innerEdges(units[i]!, length)]));
  pairs.forEach(([a, b], pair) => {
    const [left, right] = [edges.get(a), edges.get(b)];
    if (!left || !right) return;
    const { cost, compared } = boundaryEdits(left, right);
    counts[PAIRS + 2 * pair]! += cost;
    counts[PAIRS + 2 * pair + 1]! += compared;
  });
}

/** Starts and ends of units, each once, ascending; the ends of the continuum are no boundaries. */
function innerEdges(units: readonly Unit[], length: number): number[] {
  const edges = new Float64Array(2 * units.length);
  for (let i = 0; i < units.length; i++) [edges[2 * i], edges[2 * i + 1]] = [units[i]!.start, units[i]!.end];
  edges.sort();
  const inner: number[] = [];
  for (let i = 0; i < edges.length; i++) if (edges[i]! > 0 && edges[i]! < length && edges[i] !== edges[i - 1]) inner.push(edges[i]!);
  return inner;
}

const unitAlpha: Coefficient = (counts) => (counts[EXPECTED]! > 0 ? { value: 1 - counts[OBSERVED]! / counts[EXPECTED]! } : { value: null, reason: "no spans on either side" });

const meanSimilarity = (pairs: number): Coefficient => (counts) => {
  let [sum, defined] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const compared = counts[PAIRS + 2 * pair + 1]!;
    if (compared > 0) { sum += 1 - counts[PAIRS + 2 * pair]! / compared; defined++; }
  }
  return defined > 0 ? { value: sum / defined } : { value: null, reason: pairs === 0 ? "fewer than two annotators" : "no boundaries on either side" };
};
