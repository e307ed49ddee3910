import { studentQuantile, twoSidedStudent } from "../statistics/distribution/beta";
import { twoSidedNormal, Z95 } from "../statistics/distribution/normal";
import { clusterRobust } from "./cluster-robust";
import { fitCounts } from "./count-regression";
import type { CountModel } from "./count-regression";

export interface RateRatio {
  /** exp(b₁): rate of group 1 over group 0. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  /** NB2: k of Var = μ + kμ². Poisson: Pearson χ²/(n − 2), 1 when the model's variance holds. */
  readonly dispersion: number | null;
  readonly reason?: "a group has no events" | "a group has no exposure" | "fewer than two clusters" | "no spread between clusters" | "the model does not converge" | "fewer than five events in a group";
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
  const nothing = { ratio: null, low: null, high: null, p: null, dispersion: null };
  const rows = usableRows(data);
  if (typeof rows === "string") return { ...nothing, reason: rows };
  const [y, weight, x] = [rows.map((i) => data.y[i]!), data.weight && rows.map((i) => data.weight![i]!), rows.map((i) => [1, data.group[i]!])];
  const model = fitCounts({ y, x, offset: rows.map((i) => Math.log(data.exposure[i]!)), weight }, family);
  if (!model) return { ...nothing, reason: "the model does not converge" };
  const dispersion = family === "nb2" ? model.k : pearson(y, model.mu, weight);
  const log = model.beta[1]!;
  const spread = errorOf(model, { y, x, weight, cluster: data.cluster && rows.map((i) => data.cluster![i]!) }, 1);
  if (typeof spread === "string") return { ratio: Math.exp(log), low: null, high: null, p: null, dispersion, reason: spread };
  const { error, reach, tail } = spread;
  return { ratio: Math.exp(log), low: Math.exp(log - reach * error), high: Math.exp(log + reach * error), p: tail(log / error), dispersion };
}

/** The coefficient of log length when it is set free; 1 is proportional to length. */
export interface LengthExponent {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of the hypothesis that it is 1. */
  readonly p: number | null;
  readonly reason?: RateRatio["reason"];
}

/** Whether spans grow in proportion to length, which the offset of {@link rateRatio} supposes: NB2 on group and log length, errors as there. */
export function lengthExponent(data: RateRatioData): LengthExponent {
  const nothing = { estimate: null, low: null, high: null, p: null };
  const rows = usableRows(data);
  if (typeof rows === "string") return { ...nothing, reason: rows };
  const centre = rows.reduce((sum, i) => sum + Math.log(data.exposure[i]!), 0) / rows.length;
  const [y, weight, x] = [rows.map((i) => data.y[i]!), data.weight && rows.map((i) => data.weight![i]!), rows.map((i) => [1, data.group[i]!, Math.log(data.exposure[i]!) - centre])];
  const model = fitCounts({ y, x, offset: rows.map(() => 0), weight }, "nb2");
  if (!model) return { ...nothing, reason: "the model does not converge" };
  const spread = errorOf(model, { y, x, weight, cluster: data.cluster && rows.map((i) => data.cluster![i]!) }, 2);
  const estimate = model.beta[2]!;
  if (typeof spread === "string") return { ...nothing, estimate, reason: spread };
  return { estimate, low: estimate - spread.reach * spread.error, high: estimate + spread.reach * spread.error, p: spread.tail((estimate - 1) / spread.error) };
}

/** Rows with exposure and weight; or why the groups cannot be compared. */
function usableRows(data: RateRatioData): number[] | "a group has no events" | "a group has no exposure" {
  checkRows(data);
  const rows = data.y.map((_, i) => i).filter((i) => data.exposure[i]! > 0 && (data.weight?.[i] ?? 1) > 0);
  for (const group of [0, 1]) {
    const ofGroup = rows.filter((i) => data.group[i] === group);
    if (ofGroup.length === 0) return "a group has no exposure";
    if (ofGroup.every((i) => data.y[i] === 0)) return "a group has no events";
  }
  return rows;
}

interface Explained { readonly y: readonly number[]; readonly x: readonly (readonly number[])[]; readonly weight: readonly number[] | undefined; readonly cluster: readonly (string | number)[] | undefined }

/** Below this a clustered error is what rounding leaves of none. */
const NO_ERROR = 1e-12;

/** Standard error of a coefficient, how many of them reach .95, and the two-sided tail; or why clusters give none. */
function errorOf(model: CountModel, { y, x, weight, cluster }: Explained, column: number): { error: number; reach: number; tail: (statistic: number) => number } | "fewer than two clusters" | "no spread between clusters" {
  if (!cluster) return { error: Math.sqrt(model.covariance[column]![column]!), reach: Z95, tail: twoSidedNormal };
  const scores = x.map((row, i) => row.map((value) => ((weight?.[i] ?? 1) * value * (y[i]! - model.mu[i]!)) / (1 + model.k * model.mu[i]!)));
  const { covariance, clusters } = clusterRobust(model.covariance, scores, cluster);
  if (clusters < 2) return "fewer than two clusters";
  const error = Math.sqrt(covariance[column]![column]!);
  if (!(error >= NO_ERROR)) return "no spread between clusters"; // rounding may leave less than nothing
  return { error, reach: studentQuantile(0.975, clusters - 1), tail: (statistic) => twoSidedStudent(statistic, clusters - 1) };
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
