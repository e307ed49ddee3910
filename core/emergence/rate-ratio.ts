import { studentQuantile, twoSidedStudent } from "../statistics/distribution/beta";
import { twoSidedNormal, Z95 } from "../statistics/distribution/normal";
import { clusterRobust } from "./cluster-robust";
import { fitCounts } from "./count-regression";

export interface RateRatio {
  /** exp(b₁): rate of group 1 over group 0. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  /** NB2: k of Var = μ + kμ². Poisson: Pearson χ²/(n − 2), 1 when the model's variance holds. */
  readonly dispersion: number | null;
  readonly reason?: "a group has no events" | "a group has no exposure" | "fewer than two clusters" | "the model does not converge";
}

export interface RateRatioData {
  readonly y: readonly number[];
  readonly exposure: readonly number[];
  /** 0 is the reference, 1 is compared with it. */
  readonly group: readonly number[];
  readonly cluster?: readonly (string | number)[] | undefined;
  readonly weight?: readonly number[] | undefined;
}

/** Length-adjusted rate ratio of two groups: log-linear counts with log exposure as offset. Descriptive, never causal: length comes after training.
 *  With clusters: CR1 errors and t with K − 1 degrees of freedom; without: model errors and z.
 *  @throws RangeError when lengths differ, a count is not a whole number from 0 up, or a group is neither 0 nor 1 */
export function rateRatio(data: RateRatioData, family: "poisson" | "nb2"): RateRatio {
  checkRows(data);
  const rows = data.y.map((_, i) => i).filter((i) => data.exposure[i]! > 0 && (data.weight?.[i] ?? 1) > 0);
  const nothing = { ratio: null, low: null, high: null, p: null, dispersion: null };
  for (const group of [0, 1]) {
    const ofGroup = rows.filter((i) => data.group[i] === group);
    if (ofGroup.length === 0) return { ...nothing, reason: "a group has no exposure" };
    if (ofGroup.every((i) => data.y[i] === 0)) return { ...nothing, reason: "a group has no events" };
  }
  const pick = <T>(values: readonly T[]) => rows.map((i) => values[i]!);
  const [y, weight, x] = [pick(data.y), data.weight && pick(data.weight), pick(data.group).map((group) => [1, group])];
  const model = fitCounts({ y, x, offset: pick(data.exposure).map(Math.log), weight }, family);
  if (!model) return { ...nothing, reason: "the model does not converge" };
  const dispersion = family === "nb2" ? model.k : pearson(y, model.mu, weight);
  const log = model.beta[1]!;
  const ratio = Math.exp(log);
  if (!data.cluster) {
    const error = Math.sqrt(model.covariance[1]![1]!);
    return { ratio, low: Math.exp(log - Z95 * error), high: Math.exp(log + Z95 * error), p: twoSidedNormal(log / error), dispersion };
  }
  const scores = x.map((row, i) => row.map((value) => ((weight?.[i] ?? 1) * value * (y[i]! - model.mu[i]!)) / (1 + model.k * model.mu[i]!)));
  const { covariance, clusters } = clusterRobust(model.covariance, scores, pick(data.cluster));
  if (clusters < 2) return { ratio, low: null, high: null, p: null, dispersion, reason: "fewer than two clusters" };
  const error = Math.sqrt(covariance[1]![1]!);
  const t = studentQuantile(0.975, clusters - 1);
  return { ratio, low: Math.exp(log - t * error), high: Math.exp(log + t * error), p: twoSidedStudent(log / error, clusters - 1), dispersion };
}

function checkRows({ y, exposure, group, cluster, weight }: RateRatioData): void {
  for (const [name, values] of Object.entries({ exposure, group, cluster, weight })) if (values && values.length !== y.length) throw new RangeError(`${name} has ${values.length} values for ${y.length} counts`);
  if (y.some((value) => !Number.isInteger(value) || value < 0)) throw new RangeError("counts are whole numbers from 0 up");
  if (group.some((value) => value !== 0 && value !== 1)) throw new RangeError("a group is 0 (the reference) or 1");
}

function pearson(y: readonly number[], mu: Float64Array, weight: readonly number[] | undefined): number | null {
  if (y.length <= 2) return null;
  return y.reduce((sum, value, i) => sum + ((weight?.[i] ?? 1) * (value - mu[i]!) ** 2) / mu[i]!, 0) / (y.length - 2);
}
