import type { Unit } from "./alpha-u";
import { unitizingDisagreement } from "./alpha-u";
import type { ComparableTrace } from "./comparable-trace";
import type { Continuum } from "./continua";
import { apart, continuaOf } from "./continua";
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
    const counted = perPrompt.map((counts) => counts[promptIndex.get(comparable.trace.prompt)!]!);
    for (const continuum of continuaOf(comparable)) {
      const unitsOf = unitsByLabel(continuum);
      addDisagreements(counted, rows, unitsOf, continuum);
      rows.forEach((label, row) => {
        const own = unitsOf.get(label);
        if (own) addBoundaries(counted[row]!, own, continuum, pairs);
      });
    }
  }
  return rows.map((label, row) => {
    const { alphaU, boundarySimilarity } = resampled(perPrompt[row]!, { alphaU: unitAlpha, boundarySimilarity: meanSimilarity(pairs.length) }, options);
    return { label, alphaU: alphaU.estimate, boundarySimilarity: boundarySimilarity.estimate };
  });
}

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
function addDisagreements(counted: readonly Float64Array[], rows: readonly (string | null)[], unitsOf: UnitsByLabel, { length }: Continuum): void {
  const used = [...unitsOf.keys()].filter((label) => label !== null).sort();
  const byLabel = new Map(used.map((label) => [label, unitizingDisagreement(unitsOf.get(label)!.map(apart), [0, length])]));
  const all = { observed: 0, expected: 0 };
  for (const { observed, expected } of byLabel.values()) {
    all.observed += observed;
    all.expected += expected;
  }
  rows.forEach((label, row) => {
    const { observed, expected } = label === null ? all : byLabel.get(label) ?? { observed: 0, expected: 0 };
    counted[row]![OBSERVED]! += observed;
    counted[row]![EXPECTED]! += expected;
  });
}

function addBoundaries(counts: Float64Array, units: readonly (readonly Unit[])[], { annotators, length }: Continuum, pairs: readonly (readonly [string, string])[]): void {
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
  units.forEach(({ start, end }, i) => { edges[2 * i] = start; edges[2 * i + 1] = end; });
  const inner: number[] = [];
  for (const at of edges.sort()) if (at > 0 && at < length && at !== inner.at(-1)) inner.push(at);
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
