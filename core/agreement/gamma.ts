import { randomIndex, seededRandom } from "../statistics/random";
import type { Random } from "../statistics/random";
import type { Unit } from "./alpha-u";
import { bestAlignment } from "./best-alignment";
import type { Alignment } from "./best-alignment";
import type { UndefinedReason } from "./undefined";
import { categoricalDissimilarity, positionalDissimilarity } from "./unit-dissimilarity";
import type { Dissimilarity } from "./unit-dissimilarity";

export interface Gamma {
  /** 1 − observed disorder / mean disorder of shuffles. */
  readonly gamma: number | null;
  /** The same for categories alone (Mathet 2017). */
  readonly gammaCat: number | null;
  /** Observed disorder of the best alignment. */
  readonly disorder: number | null;
  readonly expected: number | null;
  readonly approximate: boolean;
  /** Why γ, or γcat alone, has no value. */
  readonly reason?: UndefinedReason;
}

export interface GammaOptions extends Dissimilarity {
  /** Shuffled continua for the expected disorder; at least 30. */
  readonly samples: number;
  readonly seed: number;
}

/** γ and γcat of units that several annotators placed on one continuum (Mathet, Widlöcher & Métivier 2015; Mathet 2017).
 *  @param units of all annotators; one who marked nothing counts as an annotator with no units
 *  @returns null with a reason when fewer than two annotators, or nothing is marked at all */
export function gammaAgreement(annotators: readonly string[], continuum: readonly [number, number], units: readonly Unit[], options: GammaOptions): Gamma {
  const none = { gamma: null, gammaCat: null, disorder: null, expected: null, approximate: false };
  if (annotators.length < 2) return { ...none, reason: "fewer than two annotators" };
  if (units.length === 0) return { ...none, reason: "no spans on either side" };
  const byAnnotator = annotators.map((annotator) => units.filter((unit) => unit.annotator === annotator));
  const observed = bestAlignment(byAnnotator, options);
  const random = seededRandom(options.seed);
  const shuffles = Array.from({ length: options.samples }, () => bestAlignment(shuffledContinuum(byAnnotator, continuum, random), options));
  const expected = shuffles.reduce((sum, alignment) => sum + alignment.disorder, 0) / shuffles.length;
  const approximate = observed.approximate || shuffles.some((alignment) => alignment.approximate);
  if (!(expected > 0)) return { ...none, disorder: observed.disorder, expected, approximate, reason: "one category only" };
  const gammaCat = categoryGamma(observed, shuffles, options);
  return { gamma: 1 - observed.disorder / expected, gammaCat, disorder: observed.disorder, expected, approximate, ...(gammaCat === null && { reason: "one category only" as const }) };
}

function categoryGamma(observed: Alignment, shuffles: readonly Alignment[], options: GammaOptions): number | null {
  const own = categoryDisorder(observed, options);
  const others = shuffles.map((alignment) => categoryDisorder(alignment, options)).filter((value) => value !== null);
  const expected = others.reduce((sum, value) => sum + value, 0) / others.length;
  if (own === null || others.length === 0 || !(expected > 0)) return null;
  return 1 - own / expected;
}

/** Mean categorical dissimilarity over pairs of annotators, each weighted by 1 − α · its positional one (at least 0) over the number of others in its
 *  unitary alignment; a unit against nobody counts as Δ∅ with weight Δ∅, as pygamma-agreement did when its example was published. */
function categoryDisorder({ unitary }: Alignment, { alpha, delta }: Dissimilarity): number | null {
  let [sum, weights] = [0, 0];
  for (const alignment of unitary) {
    const present = alignment.filter((unit) => unit !== null);
    const unshared = present.length * (alignment.length - present.length);
    sum += unshared * delta * delta;
    weights += unshared * delta;
    for (let i = 0; i < present.length; i++) {
      for (let j = 0; j < i; j++) {
        const weight = Math.max(0, 1 - alpha * positionalDissimilarity(present[i]!, present[j]!, delta)) / (present.length - 1);
        sum += weight * categoricalDissimilarity(present[i]!, present[j]!, delta);
        weights += weight;
      }
    }
  }
  return weights > 0 ? sum / weights : null;
}

/** A continuum by chance: each annotator gets the units of a randomly chosen one, turned around the continuum by a random pivot;
 *  pivots keep half a mean unit's length apart, so that no two copies of one annotator coincide. */
function shuffledContinuum(byAnnotator: readonly (readonly Unit[])[], [from, to]: readonly [number, number], random: Random): Unit[][] {
  const length = to - from;
  const all = byAnnotator.flat();
  const apart = all.reduce((sum, unit) => sum + unit.end - unit.start, 0) / all.length / 2;
  const pivots: number[] = [];
  return byAnnotator.map(() => {
    const source = byAnnotator[randomIndex(random, byAnnotator.length)]!;
    let pivot = random() * length;
    for (let attempt = 0; attempt < 100 && pivots.some((other) => Math.abs(other - pivot) < apart); attempt++) pivot = random() * length;
    pivots.push(pivot);
    return source.map((unit) => {
      const start = from + ((unit.start - from + pivot) % length);
      return { ...unit, start, end: start + (unit.end - unit.start) };
    });
  });
}
