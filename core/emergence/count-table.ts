import { logGamma } from "../statistics/distribution/gamma";

/** Counts with what explains them. */
export interface CountData {
  readonly y: readonly number[];
  /** [row][column] */
  readonly x: readonly (readonly number[])[];
  readonly offset: readonly number[];
  readonly weight?: readonly number[] | undefined;
}

/** The same in typed arrays: what the loops of a fit run over. */
export interface CountTable {
  readonly rows: number;
  readonly columns: number;
  readonly y: Float64Array;
  /** Row by row. */
  readonly x: Float64Array;
  readonly offset: Float64Array;
  readonly weight: Float64Array;
  /** Σ w log y!, which no parameter moves. */
  readonly logFactorials: number;
  readonly most: number;
}

export function countTable({ y, x, offset, weight }: CountData): CountTable {
  const columns = x[0]?.length ?? 0;
  const weights = weight ? Float64Array.from(weight) : new Float64Array(y.length).fill(1);
  const flat = new Float64Array(y.length * columns);
  x.forEach((row, i) => { flat.set(row, i * columns); });
  let most = 0;
  for (const count of y) if (count > most) most = count;
  const factorials = Float64Array.from({ length: most + 1 }, (_, count) => logGamma(count + 1));
  return { rows: y.length, columns, y: Float64Array.from(y), x: flat, offset: Float64Array.from(offset), weight: weights, most, logFactorials: weights.reduce((sum, w, i) => sum + w * factorials[y[i]!]!, 0) };
}

/** exp(Xβ + offset) by row. */
export function means({ rows, columns, x, offset }: CountTable, beta: readonly number[]): Float64Array {
  const mu = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let eta = offset[i]!;
    for (let j = 0; j < columns; j++) eta += x[at++]! * beta[j]!;
    mu[i] = Math.exp(eta);
  }
  return mu;
}

/** Score Σ w (y − μ)/(1 + kμ) x and expected information Σ w μ/(1 + kμ) x xᵀ of β. */
export function normalEquations({ rows, columns, x, y, weight }: CountTable, mu: Float64Array, k: number): { score: number[]; information: number[][] } {
  const score = new Array<number>(columns).fill(0);
  const information = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  for (let i = 0; i < rows; i++) {
    const m = mu[i]!;
    const share = weight[i]! / (1 + k * m);
    for (let a = 0; a < columns; a++) {
      const xa = x[i * columns + a]!;
      if (xa === 0) continue;
      score[a]! += share * (y[i]! - m) * xa;
      const row = information[a]!;
      for (let b = 0; b <= a; b++) row[b]! += share * m * xa * x[i * columns + b]!;
    }
  }
  for (let a = 0; a < columns; a++) for (let b = 0; b < a; b++) information[b]![a] = information[a]![b]!;
  return { score, information };
}

/** Log-likelihood of NB2 with dispersion k, of Poisson where k is 0: Σ w [Σ_{j<y} log(1 + kj) + y log(μ/(1 + kμ)) − log(1 + kμ)/k − log y!]. */
export function logLikelihood({ rows, y, weight, most, logFactorials }: CountTable, mu: Float64Array, k: number): number {
  const rising = new Float64Array(most + 1);
  for (let j = 0; j < most; j++) rising[j + 1] = rising[j]! + Math.log1p(k * j);
  let sum = -logFactorials;
  for (let i = 0; i < rows; i++) {
    const [m, count] = [mu[i]!, y[i]!];
    const shrink = k > 0 ? Math.log1p(k * m) : 0;
    sum += weight[i]! * (rising[count]! + (count > 0 ? count * (Math.log(m) - shrink) : 0) - (k > 0 ? shrink / k : m));
  }
  return sum;
}
