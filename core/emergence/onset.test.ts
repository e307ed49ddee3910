import { describe, expect, test } from "vitest";
import { findOnset } from "./onset";
import { draws } from "./testing/draws";

const options = { delta: 0.1, m: 1, resamples: 500, seed: 0 };

/** 8 checkpoints, 40 prompts × 4 samples, 2 spans a trace of 2,000 tokens; prompts differ (log SD .7); the effect begins at t = 4. */
function series(effect: number, { normal, poisson }: ReturnType<typeof draws>) {
  const prompts = Array.from({ length: 40 }, () => 2 * Math.exp(0.7 * normal() - 0.245));
  return Array.from({ length: 8 }, (_, i) => ({
    t: i + 1,
    prompts: prompts.map((mean) => Array.from({ length: 4 }, () => ({ y: poisson(mean * (i + 1 >= 4 ? effect : 1)), tokens: 2000 }))),
  }));
}

describe("onset", () => {
  test("E7: of 200 flat series at most 17 are called an onset; of 200 doubled ones at least 148 are found", () => {
    const random = draws(77);
    const found = (effect: number) => Array.from({ length: 200 }, (_, seed) => findOnset(series(effect, random), { ...options, seed })).filter(({ onset }) => onset !== null).length;
    expect(found(1)).toBeLessThanOrEqual(17);
    expect(found(2)).toBeGreaterThanOrEqual(148);
  });

  test("E7: the onset is interval-censored and comes with the smallest detectable change", () => {
    const { onset, low, high, changePoint, changePointP, changePointLow, changePointHigh, smallestDetectable } = findOnset(series(3, draws(5)), options);
    expect({ onset, low, high, changePoint }).toEqual({ onset: 4, low: 3, high: 4, changePoint: 4 });
    expect(changePointP).toBeLessThan(0.01);
    expect([changePointLow, changePointHigh]).toEqual([4, 4]);
    const flat = findOnset(series(1, draws(6)), options);
    expect(flat).toMatchObject({ onset: null, reason: "not detected" });
    expect(flat.changePointHigh! - flat.changePointLow!).toBeGreaterThan(2);
    expect(smallestDetectable).toBeGreaterThan(0.1);
  });

  test("E7: a rise at the last checkpoint alone is not yet an onset, since nothing follows that could bear it out", () => {
    const flat = (y: number) => Array.from({ length: 25 }, (_, i) => [{ y: y + (i % 2), tokens: 1000 }]);
    const checkpoints = [1, 2, 3].map((t) => ({ t, prompts: flat(t === 3 ? 9 : 1) }));
    expect(findOnset(checkpoints, options).onset).toBeNull();
    expect(findOnset(checkpoints, { ...options, m: 0 }).onset).toBe(3);
  });

  test("E7: where a checkpoint holds no tokens the onset lies after the last one that does, not after the gap", () => {
    const all = series(6, draws(9));
    const gap = all.map((checkpoint) => (checkpoint.t === 4 ? { ...checkpoint, prompts: checkpoint.prompts.map(() => []) } : checkpoint));
    expect(findOnset(gap, options)).toMatchObject({ onset: 5, low: 3, high: 5 });
    expect(findOnset(gap, options).differences.find(({ t }) => t === 4)).toEqual({ t: 4, difference: null, lower: null });
  });

  test("E1: what cannot be said is said to be so", () => {
    expect(findOnset([], options)).toMatchObject({ onset: null, reason: "fewer than two checkpoints" });
    expect(findOnset([{ t: 1, prompts: [[{ y: 1, tokens: 1 }]] }, { t: 2, prompts: [[{ y: 1, tokens: 1 }]] }], options)).toMatchObject({ onset: null, reason: "fewer than two prompts" });
    expect(() => findOnset([{ t: 1, prompts: [[], []] }, { t: 2, prompts: [[]] }], options)).toThrow(RangeError);
  });
});
