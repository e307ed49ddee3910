import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareCheckpoints } from "./checkpoint-comparison";
import { difficultyClasses, importedDifficulty } from "./difficulty";
import type { ImportedDifficulty } from "./difficulty";
import type { MeasuredTrace } from "./measured-trace";

const trace = (prompt: string, t: number, { difficulty = null, correct = null, events = 1, tokens = 300, sample = 0 }: { difficulty?: ImportedDifficulty; correct?: boolean | null; events?: number; tokens?: number; sample?: number } = {}): MeasuredTrace => ({
  id: `${prompt}-${t}-${sample}`, prompt, checkpoint: { model: "m", name: `step-${t}`, t }, sample, tokens, wholeTokens: tokens, steps: 3, weight: 1, correct, truncated: false, degenerate: false, codeShare: 0, reward: null, kl: null, difficulty,
  starts: { verification: Array.from({ length: events }, (_, i) => i) }, outcomes: { truth: null, verifications: events, superficialVerifications: 0, backtracks: 0, abandonedTokens: 0 },
});
const prompts = Array.from({ length: 24 }, (_, i) => `🙂${i}`);

describe("difficulty of prompts", () => {
  test("E5a: it is read from a row's metadata as a number or a name; what is neither is not known", () => {
    expect(importedDifficulty('{"difficulty":3,"n":1}')).toBe(3);
    expect(importedDifficulty('{"difficulty":"4.5"}')).toBe(4.5);
    expect(importedDifficulty('{"difficulty":"Level 5 🙂"}')).toBe("Level 5 🙂");
    for (const senseless of ['{}', '{"difficulty":null}', '{"difficulty":""}', '{"difficulty":[1]}', '{"note":"difficulty"}', '{"difficulty":1e999}', '{"difficulty":NaN}']) expect(importedDifficulty(senseless)).toBeNull();
  });

  test("E5a: of imported difficulty and pass rate the one known of more prompts counts, the imported one where both are; a prompt whose rows disagree has none", () => {
    const judged = prompts.map((prompt, i) => trace(prompt, 0, { correct: i % 2 === 0 }));
    const graded = (known: number) => prompts.map((prompt, i) => trace(prompt, 0, { correct: i % 2 === 0, difficulty: i < known ? i % 3 : null }));
    expect(difficultyClasses(judged, [])).toMatchObject({ source: "pass rate", known: 24, prompts: 24 });
    expect(difficultyClasses(graded(24), [])).toMatchObject({ source: "imported", known: 24 });
    expect(new Set(difficultyClasses(graded(24), []).classOf.values()).size).toBe(3);
    expect(difficultyClasses(graded(5), [])).toMatchObject({ source: "pass rate", known: 24 });
    expect(difficultyClasses(prompts.map((prompt) => trace(prompt, 0)), [])).toMatchObject({ source: "none", known: 0 });
    const moving = prompts.map((prompt, i) => trace(prompt, 100, { difficulty: i < 4 ? 9 : i % 3 }));
    expect(difficultyClasses(prompts.map((prompt, i) => trace(prompt, 0, { difficulty: i % 3 })), moving).known).toBe(20);
  });

  test("E5a: many values are cut into thirds of the prompts, few are levels", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
      const { classOf } = difficultyClasses(values.map((difficulty, i) => trace(`🙂${i}`, 0, { difficulty })), []);
      const distinct = new Set(values.map((value) => `${value}`)).size;
      const classes = new Set(classOf.values()).size;
      if (distinct <= 10) expect(classes).toBe(distinct);
      else expect(classes).toBeLessThanOrEqual(3);
    }));
  });

  test("E5a: within difficulty, a mix that shifts to hard prompts is not read as a rise", () => {
    // Hard prompts hold three times the verifications at both checkpoints; the later one was asked more of them.
    const at = (t: number, hardShare: number) => prompts.flatMap((prompt, i) => Array.from({ length: 4 }, (_, sample) => ({ prompt, i, sample })).filter(({ i: at, sample }) => (at % 2 === 0 ? sample < 4 * hardShare : sample < 4 * (1 - hardShare)))
      .map(({ sample }) => trace(prompt, t, { sample, difficulty: i % 2 === 0 ? "hard" : "easy", events: i % 2 === 0 ? 3 : 1 })));
    const { pooled, difficulty, adjusted } = compareCheckpoints(at(0, 0.25), at(100, 0.75), "verification", { resamples: 50, seed: 1 });
    expect(adjusted.ratio!).toBeGreaterThan(1.5);
    expect(pooled.ratio!).toBeCloseTo(1, 9);
    expect(difficulty).toEqual({ source: "imported", known: 24, prompts: 24 });
  });
});
