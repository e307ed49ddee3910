import type { UndefinedReason } from "./undefined";

export interface DawidSkene {
  /** Prevalence of each class, in the order of `classes`. */
  readonly priors: readonly number[];
  /** annotator → [true class][class given], rows sum to 1. */
  readonly confusion: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** unit → probability of each class. */
  readonly posterior: Readonly<Record<string, readonly number[]>>;
  readonly logLikelihood: number;
  readonly iterations: number;
}

export interface ObservedLabel {
  readonly unit: string;
  readonly annotator: string;
  readonly label: string;
}

const MOST_ITERATIONS = 10_000;
/** Of a posterior: the likelihood is flat at its top and settles long before the estimates do. */
const TOLERANCE = 1e-13;

/** True classes and annotators' errors by EM, started from the share of votes (Dawid & Skene 1979, Applied Statistics 28:20).
 *  T_ik ∝ π_k Π_a Π_l (e^a_kl)^(n^a_il). An annotator may label a unit more than once.
 *  Stops when no posterior moves by more than 1e-13, so that priors and confusion are settled to nine digits and more.
 *  @param observed each label must be one of `classes`
 *  @param weights how many units a unit stands for, 1 where left out: units with the same votes need to be given once */
export function dawidSkene(observed: readonly ObservedLabel[], classes: readonly string[], weights: ReadonlyMap<string, number> = new Map()): DawidSkene | { readonly reason: UndefinedReason } {
  if (observed.length === 0) return { reason: "no items" };
  const units = [...new Set(observed.map((each) => each.unit))];
  const annotators = [...new Set(observed.map((each) => each.annotator))];
  const votes = countVotes(observed, units, annotators, classes);
  const weight = units.map((unit) => weights.get(unit) ?? 1);
  let posterior = votes.map((byAnnotator) => {
    const totals = classes.map((_, l) => byAnnotator.reduce((sum, vote) => sum + vote.counts[l]!, 0));
    const all = totals.reduce((sum, count) => sum + count, 0);
    return totals.map((count) => count / all);
  });
  for (let iterations = 1; ; iterations++) {
    const { priors, confusion } = maximise(posterior, votes, weight, annotators.length, classes.length);
    const expectation = expect(votes, weight, priors, confusion);
    const moved = expectation.posterior.reduce((most, row, i) => row.reduce((inner, value, k) => Math.max(inner, Math.abs(value - posterior[i]![k]!)), most), 0);
    posterior = expectation.posterior;
    if (moved > TOLERANCE && iterations < MOST_ITERATIONS) continue;
    return {
      priors, logLikelihood: expectation.logLikelihood, iterations,
      confusion: Object.fromEntries(annotators.map((annotator, a) => [annotator, confusion[a]!])),
      posterior: Object.fromEntries(units.map((unit, i) => [unit, posterior[i]!])),
    };
  }
}

interface Vote {
  readonly annotator: number;
  readonly counts: readonly number[];
}

function countVotes(observed: readonly ObservedLabel[], units: readonly string[], annotators: readonly string[], classes: readonly string[]): Vote[][] {
  const unitIndex = new Map(units.map((unit, i) => [unit, i]));
  const annotatorIndex = new Map(annotators.map((annotator, i) => [annotator, i]));
  const classIndex = new Map(classes.map((label, i) => [label, i]));
  const counts = units.map(() => new Map<number, number[]>());
  for (const { unit, annotator, label } of observed) {
    const l = classIndex.get(label);
    if (l === undefined) throw new RangeError(`label ${label} is not one of the classes`);
    const ofUnit = counts[unitIndex.get(unit)!]!;
    const a = annotatorIndex.get(annotator)!;
    if (!ofUnit.has(a)) ofUnit.set(a, classes.map(() => 0));
    ofUnit.get(a)![l]! += 1;
  }
  return counts.map((ofUnit) => [...ofUnit].map(([annotator, each]) => ({ annotator, counts: each })));
}

/** M step: prevalences and error rates that the posteriors imply. An annotator who never met a class gets a uniform row. */
function maximise(posterior: readonly (readonly number[])[], votes: readonly (readonly Vote[])[], weight: readonly number[], annotators: number, classes: number): { priors: number[]; confusion: number[][][] } {
  const total = weight.reduce((sum, each) => sum + each, 0);
  const priors = Array.from({ length: classes }, (_, k) => posterior.reduce((sum, row, i) => sum + weight[i]! * row[k]!, 0) / total);
  const confusion = Array.from({ length: annotators }, () => Array.from({ length: classes }, () => new Array<number>(classes).fill(0)));
  votes.forEach((byAnnotator, i) => {
    for (const { annotator, counts } of byAnnotator) {
      for (let k = 0; k < classes; k++) for (let l = 0; l < classes; l++) confusion[annotator]![k]![l]! += weight[i]! * posterior[i]![k]! * counts[l]!;
    }
  });
  return {
    priors,
    confusion: confusion.map((rows) => rows.map((row) => {
      const met = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => (met > 0 ? count / met : 1 / classes));
    })),
  };
}

/** E step, in logarithms so that many votes do not underflow. */
function expect(votes: readonly (readonly Vote[])[], weight: readonly number[], priors: readonly number[], confusion: readonly (readonly (readonly number[])[])[]): { posterior: number[][]; logLikelihood: number } {
  let logLikelihood = 0;
  const posterior = votes.map((byAnnotator, i) => {
    const logs = priors.map((prior, k) => byAnnotator.reduce((sum, { annotator, counts }) => counts.reduce(
      (inner, count, l) => (count > 0 ? inner + count * Math.log(confusion[annotator]![k]![l]!) : inner), sum), Math.log(prior)));
    const top = Math.max(...logs);
    const scaled = logs.map((log) => Math.exp(log - top));
    const total = scaled.reduce((sum, value) => sum + value, 0);
    logLikelihood += weight[i]! * (top + Math.log(total));
    return scaled.map((value) => value / total);
  });
  return { posterior, logLikelihood };
}
