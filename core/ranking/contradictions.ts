import type { TraceQuestion } from "../codebook/codebook";
import type { Tiers } from "./tiers";

/** Ratings of one item by question. */
export type Ratings = Readonly<Record<string, number>>;

/** A pair that the order puts the other way round than the ratings do. */
export interface Contradiction {
  readonly better: string;
  readonly worse: string;
}

/** What the ratings say of an item as a whole: the answer to the question `overall` where the codebook has one, else the mean of its ratings; null where nothing was rated. */
export function overallRating(ratings: Ratings | undefined, questions: readonly TraceQuestion[]): number | null {
  const asked = questions.filter(({ kind }) => kind === "rating").map(({ key }) => key);
  if (asked.includes("overall")) return ratings?.["overall"] ?? null;
  const given = asked.flatMap((key) => ratings?.[key] ?? []);
  return given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0) / given.length;
}

/** Pairs of which the one ranked strictly better was rated strictly lower. A tie contradicts nothing, nor does what was not rated. */
export function contradictions(tiers: Tiers, overall: ReadonlyMap<string, number | null>): Contradiction[] {
  return tiers.flatMap((tier, at) => tier.flatMap((better) => tiers.slice(at + 1).flat().flatMap((worse): Contradiction[] => {
    const [high, low] = [overall.get(better) ?? null, overall.get(worse) ?? null];
    return high !== null && low !== null && high < low ? [{ better, worse }] : [];
  })));
}
