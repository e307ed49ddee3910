import { wilsonInterval } from "../statistics/proportion-interval";
import type { Interval } from "../statistics/proportion-interval";

export const GUESSES = ["early", "late", "unsure"] as const;
export type Guess = (typeof GUESSES)[number];

/** One trace in so many is asked about: 5 %. */
const ASKED_EVERY = 20;
const FIRST_ASKED = 10;

/** Whether the nth trace that an annotator submits in a blind round is followed by the question: early or late in training?
 *  @param nth from 1 */
export const asksGuess = (nth: number): boolean => nth % ASKED_EVERY === FIRST_ASKED;

/** How well annotators tell early from late: .5 is chance, and what blinding should leave. */
export interface BlindingTest {
  readonly right: number;
  /** Guesses of early or late on traces that are either. */
  readonly n: number;
  /** Who said that they could not tell. */
  readonly unsure: number;
  /** Wilson limits at .95; null: nobody was asked, or nobody would say. */
  readonly accuracy: Interval | null;
  /** "told": the whole interval lies above chance. */
  readonly verdict: "told" | "not shown" | null;
}

/** @param guesses what was said of a trace, with the place in training that it has
 *  @param places of all checkpoints, each once; the middle one of an odd number is neither early nor late */
export function blindingTest(guesses: readonly { readonly guess: Guess; readonly t: number }[], places: readonly number[]): BlindingTest {
  const sorted = [...places].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const half = (t: number): Guess | null => { const at = sorted.indexOf(t); return at < 0 || at === middle ? null : at < middle ? "early" : "late"; };
  const said = guesses.filter(({ guess, t }) => guess !== "unsure" && half(t) !== null);
  const right = said.filter(({ guess, t }) => guess === half(t)).length;
  const accuracy = wilsonInterval(right, said.length);
  return { right, n: said.length, unsure: guesses.filter(({ guess }) => guess === "unsure").length, accuracy, verdict: accuracy && (accuracy.low > 0.5 ? "told" : "not shown") };
}
