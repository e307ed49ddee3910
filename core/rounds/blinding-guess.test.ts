import { expect, test } from "vitest";
import { asksGuess, blindingTest } from "./blinding-guess";

test("R20: one submitted trace in twenty is asked about", () => {
  const asked = Array.from({ length: 200 }, (_, i) => i + 1).filter(asksGuess);
  expect(asked).toHaveLength(10);
  expect(asked[0]).toBe(10);
});

test("R20: early and late are the halves of training, its middle is neither, and who cannot tell is counted apart", () => {
  const places = [0, 100, 200, 300, 400];
  const guesses = [{ guess: "early", t: 0 }, { guess: "late", t: 400 }, { guess: "late", t: 100 }, { guess: "early", t: 200 }, { guess: "unsure", t: 0 }, { guess: "late", t: 300 }] as const;
  expect(blindingTest(guesses, places)).toMatchObject({ right: 3, n: 4, unsure: 1, verdict: "not shown", accuracy: { estimate: 0.75 } });
  expect(blindingTest(guesses, [...places].reverse())).toEqual(blindingTest(guesses, places));
});

test("R20: blinding that everybody sees through is told, and nothing is said of no guesses", () => {
  expect(blindingTest(Array.from({ length: 12 }, (_, i) => ({ guess: i % 2 === 0 ? "early" as const : "late" as const, t: (i % 2) * 100 })), [0, 100])).toMatchObject({ right: 12, n: 12, verdict: "told" });
  expect(blindingTest([], [0, 100])).toEqual({ right: 0, n: 0, unsure: 0, accuracy: null, verdict: null });
});
