import { benjaminiHochberg } from "../emergence/benjamini-hochberg";
import type { CountsByPrompt } from "./counts-by-prompt";
import type { Coefficient, Estimate, Resampled, Resampling } from "./resampled-estimates";
import { resampled } from "./resampled-estimates";

/** How a coefficient at a checkpoint differs from the first one's, with a test that resamples prompts. */
export interface Difference extends Estimate {
  /** Two-sided: twice the smaller share of resamples at or beyond 0, with one added to each side; null where the difference is undefined. */
  readonly p: number | null;
  /** Benjamini–Hochberg over all differences of this coefficient. */
  readonly adjusted: number | null;
}

/** Coefficients at one checkpoint. */
export type AtCheckpoint<Key extends string> = Readonly<Record<Key, Estimate>> & { /** null at the first one. */ readonly differences: Readonly<Record<Key, Difference>> | null };

/** What one row of a table (a label's, say) is computed of. */
export interface CountedRow<Key extends string> {
  readonly counts: CountsByPrompt;
  readonly coefficients: Readonly<Record<Key, Coefficient>>;
}

/** Coefficients at each checkpoint, and whether each differs from that at the first one. Prompts are resampled with all their traces at every checkpoint, so that pairs stay pairs.
 *  @returns [row][checkpoint] */
export function byCheckpoint<Key extends string>(rows: readonly CountedRow<Key>[], options: Resampling): AtCheckpoint<Key>[][] {
  const found = rows.map((row) => atEach(row, options));
  const keys = Object.keys(rows[0]?.coefficients ?? {}) as Key[];
  const ofKeys = <Value>(of: (key: Key) => Value) => Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>;
  const differences = ofKeys((key) => tested(found.map((row) => row[key].differences)));
  return rows.map(({ counts }, row) => Array.from({ length: counts.checkpoints }, (_, at): AtCheckpoint<Key> => ({
    ...ofKeys((key) => found[row]![key].values[at]!.estimate),
    differences: at === 0 ? null : ofKeys((key) => differences[key][row]![at - 1]!),
  })));
}

/** At each checkpoint, and its difference from the first at each later one. */
type AtEach = { readonly values: readonly Resampled[]; readonly differences: readonly Resampled[] };

function atEach<Key extends string>({ counts, coefficients }: CountedRow<Key>, options: Resampling): Record<Key, AtEach> {
  const entries = Object.entries<Coefficient>(coefficients);
  const checkpoints = Array.from({ length: counts.checkpoints }, (_, at) => at);
  const all = entries.flatMap(([key, coefficient]) => checkpoints.flatMap((at): [string, Coefficient][] => {
    const here: Coefficient = (sum) => coefficient(counts.at(sum, at));
    return [[`${key} ${at}`, here], ...(at > 0 ? [[`${key} ${at} Δ`, (sum) => differenceOf(here(sum), coefficient(counts.at(sum, 0)))] satisfies [string, Coefficient]] : [])];
  }));
  const found = resampled(counts.perPrompt, Object.fromEntries(all), options);
  return Object.fromEntries(entries.map(([key]) => [key, { values: checkpoints.map((at) => found[`${key} ${at}`]!), differences: checkpoints.slice(1).map((at) => found[`${key} ${at} Δ`]!) }])) as unknown as Record<Key, AtEach>;
}

/** Differences of one coefficient, [row][later checkpoint], with their p-values adjusted together. */
function tested(found: readonly (readonly Resampled[])[]): Difference[][] {
  const raw = found.map((row) => row.map(({ estimate, draws }) => ({ ...estimate, p: estimate.value === null ? null : twoSided(draws) })));
  const all = raw.flat().filter(({ p }) => p !== null);
  const { adjusted } = benjaminiHochberg(all.map(({ p }) => p!), 0.05);
  const adjustedOf = new Map(all.map((one, i) => [one, adjusted[i]!]));
  return raw.map((row) => row.map((one) => ({ ...one, adjusted: adjustedOf.get(one) ?? null })));
}

const differenceOf = (a: ReturnType<Coefficient>, b: ReturnType<Coefficient>): ReturnType<Coefficient> => {
  if (a.value !== null && b.value !== null) return { value: a.value - b.value };
  const reason = a.reason ?? b.reason;
  return { value: null, ...(reason && { reason }) };
};

/** null without resamples. */
function twoSided(draws: readonly number[]): number | null {
  if (draws.length === 0) return null;
  const below = draws.filter((draw) => draw <= 0).length;
  const above = draws.filter((draw) => draw >= 0).length;
  return Math.min(1, (2 * (1 + Math.min(below, above))) / (draws.length + 1));
}
