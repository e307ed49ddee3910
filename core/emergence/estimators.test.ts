import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { mantelHaenszel } from "./mantel-haenszel";
import { mcnemarExact, signFlipTest } from "./paired";
import { ppiMean, ppiMeanStratified, weightedPpiMean } from "./ppi";
import { proxyValidity } from "./proxy";
import { lengthExponent, rateRatio } from "./rate-ratio";
import { roganGladen } from "./rogan-gladen";
import { promptsForPairs, sampleSizePerArm } from "./sample-size";
import { draws } from "./testing/draws";
import { suddenness } from "./sudden";
import { compareTrends } from "./trend";
import { twoProportions } from "./two-proportions";

describe("weighted quality of a detector", () => {
  const items = fc.array(fc.record({ checkpoint: fc.constantFrom(1, 2), cluster: fc.integer({ min: 0, max: 5 }), truth: fc.boolean(), hit: fc.boolean(), weight: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 60 });

  test("E16: an item of weight k counts in every share as k items do, and is known no better than one", () => {
    fc.assert(fc.property(items, (drawn) => {
      const [weighted, copied] = [proxyValidity(drawn), proxyValidity(drawn.flatMap(({ weight, ...item }) => Array.from({ length: weight }, () => item)))];
      for (const key of ["precision", "recall", "f1"] as const) {
        const [a, b] = [weighted.overall[key], copied.overall[key]];
        if (b === null) expect(a).toBeNull();
        else expect(a).toBeCloseTo(b, 12);
      }
      const [a, b] = [weighted.overall.sensitivity, copied.overall.sensitivity];
      expect(a?.estimate ?? -1).toBeCloseTo(b?.estimate ?? -1, 12);
      if (a && b) expect(a.high - a.low).toBeGreaterThanOrEqual(b.high - b.low - 1e-9);
      expect(weighted.overall.n).toBe(drawn.length);
    }));
  });

  test("E16: equal weights test drift as none do; heavier late errors move it", () => {
    const { uniform } = draws(4);
    const rows = Array.from({ length: 600 }, (_, i) => { const truth = uniform() < 0.4; return { checkpoint: i % 3, cluster: `🙂${i % 30}`, truth, hit: uniform() < (truth ? 0.8 : 0.1) }; });
    const plain = proxyValidity(rows);
    expect(proxyValidity(rows.map((row) => ({ ...row, weight: 3 }))).driftP).toBeCloseTo(plain.driftP!, 9);
    const late = proxyValidity(rows.map((row) => ({ ...row, weight: row.checkpoint === 2 && row.hit && !row.truth ? 8 : 1 })));
    expect(late.specificityDriftP!).toBeLessThan(plain.specificityDriftP!);
  });
});

describe("rate ratio", () => {
  const y = [0, 10, 2, 50, 3, 0, 4, 8, 1, 2, 90, 3, 7, 2, 5, 60];
  const exposure = [10, 20, 12, 30, 15, 9, 22, 35, 8, 14, 40, 18, 33, 12, 20, 26];
  const group = y.map((_, i) => Number(i >= 8));
  const cluster = [1, 1, 2, 2, 3, 3, 4, 4, 1, 1, 2, 2, 3, 3, 4, 4];

  test("E4: NB2 with clusters, against an independent maximum likelihood (scipy) and sandwich", () => {
    const { ratio, low, high, p, dispersion } = rateRatio({ y, exposure, group, cluster }, "nb2");
    expect(ratio).toBeCloseTo(1.87449265, 7);
    expect(dispersion).toBeCloseTo(1.28444216, 7);
    expect([low, high]).toEqual([expect.closeTo(0.44030545, 7), expect.closeTo(7.9801935, 6)]);
    expect(p).toBeCloseTo(0.2613425, 7);
  });

  test("E4: counts of a hundred thousand are fitted, where the last digits of the score are rounding (R, MASS::glm.nb: k = .05221904937)", () => {
    const { ratio, dispersion } = rateRatio({ y: [100_000, 200_000, 150_000, 120_000], exposure: [1, 1, 1, 1], group: [0, 1, 0, 1] }, "nb2");
    expect(ratio).toBeCloseTo(1.28, 10);
    expect(dispersion).toBeCloseTo(0.05221904937, 8);
  });

  test("E4: the Poisson ratio of two groups is the ratio of their rates", () => {
    const rate = (wanted: number) => y.reduce((sum, count, i) => (group[i] === wanted ? sum + count : sum), 0) / exposure.reduce((sum, e, i) => (group[i] === wanted ? sum + e : sum), 0);
    expect(rateRatio({ y, exposure, group }, "poisson").ratio).toBeCloseTo(rate(1) / rate(0), 10);
  });

  test("E4: set free, the coefficient of log length is 1 where spans grow with length, and 0 where they do not", () => {
    const { poisson } = draws(12);
    const rows = Array.from({ length: 400 }, (_, i) => ({ tokens: 200 * (1 + (i % 20)), cluster: `🙂${i % 40}`, group: i % 2 }));
    const fit = (rate: (tokens: number) => number) => lengthExponent({ y: rows.map(({ tokens }) => poisson(rate(tokens))), exposure: rows.map(({ tokens }) => tokens), group: rows.map((row) => row.group), cluster: rows.map((row) => row.cluster) });
    const [grows, stays] = [fit((tokens) => tokens / 500), fit(() => 3)];
    expect(grows.estimate).toBeCloseTo(1, 0);
    expect(grows.p).toBeGreaterThan(0.01);
    expect(Math.abs(stays.estimate!)).toBeLessThan(0.15);
    expect(stays.p).toBeLessThan(1e-6);
  });

  test("E4: swapping the groups inverts the ratio", () => {
    const [a, b] = [rateRatio({ y, exposure, group, cluster }, "nb2"), rateRatio({ y, exposure, group: group.map((g) => 1 - g), cluster }, "nb2")];
    expect(a.ratio! * b.ratio!).toBeCloseTo(1, 8);
    expect(a.low! * b.high!).toBeCloseTo(1, 6);
    expect(a.p).toBeCloseTo(b.p!, 8);
  });

  test("E1: a group without events has no ratio, and says so", () => {
    expect(rateRatio({ y: [0, 0, 3], exposure: [1, 1, 1], group: [0, 0, 1] }, "nb2")).toMatchObject({ ratio: null, reason: "a group has no events" });
    expect(() => rateRatio({ y: [0.5], exposure: [1], group: [0] }, "nb2")).toThrow(RangeError);
  });

  test("E5: Mantel–Haenszel of one stratum is the crude ratio; strata with the same ratio keep it", () => {
    expect(mantelHaenszel([{ y: [4, 9], exposure: [20, 15] }]).ratio).toBeCloseTo(9 / 15 / (4 / 20), 12);
    expect(mantelHaenszel([{ y: [2, 6], exposure: [10, 10] }, { y: [10, 30], exposure: [100, 100] }]).ratio).toBeCloseTo(3, 12);
    expect(mantelHaenszel([{ y: [0, 3], exposure: [5, 5] }])).toMatchObject({ ratio: null });
  });
});

describe("tests and corrections", () => {
  test("E8: the 15 p-values of Benjamini & Hochberg 1995: four rejected, Bonferroni three", () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect(benjaminiHochberg(p, 0.05).rejected.filter(Boolean)).toHaveLength(4);
    expect(p.filter((value) => value <= 0.05 / 15)).toHaveLength(3);
  });

  test("E8: adjusted values decide as the procedure does, in any order", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (p) => {
      const { rejected, adjusted } = benjaminiHochberg(p, 0.1);
      rejected.forEach((value, i) => { if (Math.abs(adjusted[i]! - 0.1) > 1e-12) expect(value).toBe(adjusted[i]! < 0.1); });
      expect(benjaminiHochberg([...p].reverse(), 0.1).rejected.reverse()).toEqual(rejected);
    }));
  });

  test("E8: a p-value one bit above its threshold is not rejected, one that is its threshold is", () => {
    expect(benjaminiHochberg([0.05 / 3, 0.1 / 3, 0.05000000000000001], 0.05).rejected).toEqual([true, true, false]);
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05], 0.05).rejected).toEqual([true, true, true, true, true]);
  });

  test("E8: exact McNemar is the two-sided binomial test, and 1 without discordant pairs", () => {
    expect(mcnemarExact(3, 10)).toBeCloseTo(0.09228515625, 12);
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(5, 5)).toBe(1);
  });

  test("E8: sign flips are counted exactly for few prompts and sampled for many", () => {
    expect(signFlipTest([1, 2, 3, -1, 2], 100, 1)).toEqual({ mean: 1.4, p: 6 / 32 });
    const many = Array.from({ length: 40 }, (_, i) => (i % 3) - 0.9);
    expect(signFlipTest(many, 2000, 4)).toEqual(signFlipTest(many, 2000, 4));
    expect(signFlipTest([], 10, 1)).toMatchObject({ mean: null, reason: "no prompts" });
  });

  test("E10: Rogan–Gladen's published figures, refusal and clipping", () => {
    const corrected = roganGladen(0.3, 0.6, 0.9, { n: 2000, nSe: 100, nSp: 100 });
    expect(corrected.estimate).toBeCloseTo(0.4, 12);
    expect(corrected.se).toBeCloseTo(0.057, 3);
    expect(roganGladen(0.3, 0.6, 0.55)).toMatchObject({ estimate: null });
    expect(roganGladen(0.02, 0.9, 0.9)).toMatchObject({ estimate: 0, clipped: true });
    expect(roganGladen(0.3, 0.6, 0.6)).toMatchObject({ estimate: 0 }); // .6 + .6 − 1 is .2 on paper, a little less in binary
    for (const q of [0, 0.01, 0.5, 0.99, 1]) {
      const { low, high } = roganGladen(q, 0.9, 0.9, { n: 50, nSe: 40, nSp: 40 });
      expect(0 <= low! && low! <= high! && high! <= 1).toBe(true);
    }
  });

  test("E10: a perfect detector leaves the share as it is, and PPI++ with λ = 0 is the human mean", () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (q) => { expect(roganGladen(q, 1, 1).estimate).toBeCloseTo(q, 12); }));
    const labelled = { truth: [1, 0, 1, 1, 0, 0], predicted: [1, 0, 1, 0, 0, 1] };
    expect(ppiMean(labelled, [1, 0, 0, 0, 1, 0, 0], 0).estimate).toBeCloseTo(0.5, 12);
    expect(ppiMean({ truth: labelled.truth, predicted: labelled.truth }, [1, 0, 0, 1], 1).estimate).toBeCloseTo(0.5, 12);
  });

  test("E10: λ of PPI++ is Cov(Y, f)/((1 + n/N) Var f), also above 1 and below 0", () => {
    const [truth, unlabelled] = [[1, 3, 5, 7], [0.25, 0.75, 0.5, 1.5]];
    // Y = 4f: Cov(Y, f) = 5/3; Var f is that of all eight predictions.
    const predicted = truth.map((value) => value / 4);
    const all = [...predicted, ...unlabelled];
    const centre = all.reduce((sum, value) => sum + value, 0) / 8;
    const lambda = (5 / 3) / (2 * (all.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 7));
    expect(lambda).toBeGreaterThan(1);
    expect(ppiMean({ truth, predicted }, unlabelled).lambda).toBeCloseTo(lambda, 12);
    expect(ppiMean({ truth, predicted }, unlabelled).estimate).toBeCloseTo(4 + lambda * (0.75 - 1), 12);
    expect(ppiMean({ truth, predicted: predicted.map((value) => -value) }, unlabelled.map((value) => -value)).lambda).toBeCloseTo(-lambda, 12);
  });

  test.each([[0.1, 0.2, 199], [0.2, 0.3, 294], [0.05, 0.1, 435]])("E11: %f against %f needs %i traces an arm", (p1, p2, perArm) => {
    expect(sampleSizePerArm({ p1, p2, power: 0.8, alpha: 0.05 })).toBe(perArm);
    expect(sampleSizePerArm({ p1, p2, power: 0.8, alpha: 0.05, m: 4, icc: 0.2 })).toBeGreaterThan(perArm);
  });

  test("E11: a design on the same prompts stands on the SD of their differences", () => {
    expect(promptsForPairs({ sd: 1, difference: 0.5, power: 0.8, alpha: 0.05 })).toBe(32); // (1.959964 + 0.841621)² · 4 = 31.4
    expect(() => promptsForPairs({ sd: 0, difference: 1, power: 0.8, alpha: 0.05 })).toThrow(RangeError);
  });

  test("E10: PPI++ combines strata by their sizes, and weights what was drawn with unequal probability", () => {
    const { uniform } = draws(21);
    const stratum = (n: number, N: number, rate: number) => ({ truth: Array.from({ length: n }, () => Number(uniform() < rate)), predicted: Array.from({ length: n }, () => Number(uniform() < rate)), unlabelled: Array.from({ length: N }, () => Number(uniform() < rate)) });
    const [easy, hard] = [stratum(40, 160, 0.1), stratum(60, 40, 0.8)];
    const one = ppiMeanStratified([easy]);
    const alone = ppiMean(easy, easy.unlabelled);
    expect(one.estimate).toBeCloseTo(alone.estimate!, 12);
    expect(one.high).toBeCloseTo(alone.high!, 12);
    const other = ppiMean(hard, hard.unlabelled);
    expect(ppiMeanStratified([easy, hard]).estimate).toBeCloseTo((200 * alone.estimate! + 100 * other.estimate!) / 300, 12);
    // Hard traces were drawn six times as often as their share: unweighted the mean is far too high.
    const [truth, predicted] = [[...easy.truth, ...hard.truth], [...easy.predicted, ...hard.predicted]];
    const everyone = [...predicted, ...easy.unlabelled, ...hard.unlabelled];
    const weighted = weightedPpiMean({ truth, predicted, weights: [...easy.truth.map(() => 5), ...hard.truth.map(() => 100 / 60)] }, everyone);
    expect(Math.abs(weighted.estimate! - (200 * 0.1 + 100 * 0.8) / 300)).toBeLessThan(0.1);
    expect(weighted.low! < weighted.estimate! && weighted.estimate! < weighted.high!).toBe(true);
    const perfect = weightedPpiMean({ truth, predicted: truth, weights: truth.map((_, i) => 1 + (i % 3)) }, [...truth, ...easy.unlabelled]);
    expect(perfect.estimate).toBeCloseTo([...truth, ...easy.unlabelled].reduce((sum, value) => sum + value, 0) / (truth.length + easy.unlabelled.length), 12);
  });

  test("E8: two proportions, by hand", () => {
    const { difference, z, p } = twoProportions([20, 35], [100, 100]);
    expect(difference).toBeCloseTo(0.15, 12);
    expect(z).toBeCloseTo(0.15 / Math.sqrt(0.275 * 0.725 * 0.02), 12);
    expect(p).toBeCloseTo(0.0176, 3);
    expect(twoProportions([0, 0], [5, 5])).toMatchObject({ p: null });
  });
});

describe("shapes and drift", () => {
  test("E7: a step is told from a constant and from a line", () => {
    const { poisson } = draws(2);
    const counts = (rate: (t: number) => number) => Array.from({ length: 10 }, (_, i) => ({ t: i * 100, y: Array.from({ length: 40 }, () => poisson(rate(i))), exposure: new Array<number>(40).fill(2000) }));
    expect(compareTrends(counts(() => 2)).best).toBe("constant");
    expect(compareTrends(counts((i) => Math.exp(0.3 + 0.12 * i))).best).toBe("linear");
    const step = compareTrends(counts((i) => (i >= 5 ? 6 : 2)));
    expect(["step", "logistic"]).toContain(step.best);
    expect(step.changePoint).toBe(500);
    expect(step.aic.linear! - step.aic.step!).toBeGreaterThan(4);
  });

  test("E7b: shapes and suddenness are weighted by 1/π: equal weights change nothing, and a rise that only the over-drawn traces show is none", () => {
    const { poisson } = draws(31);
    const series = Array.from({ length: 9 }, (_, i) => ({ t: i * 100, prompts: Array.from({ length: 120 }, (__, j) => [{ y: poisson(j < 90 && i >= 5 ? 8 : 2), tokens: 2000, weight: j < 90 ? 1 / 0.9 : 1 / 0.01 }]) }));
    const counts = (weight: (each: number) => number | undefined) => series.map(({ t, prompts }) => {
      const traces = prompts.flat();
      const weights = traces.map((trace) => weight(trace.weight));
      return { t, y: traces.map(({ y }) => y), exposure: traces.map(({ tokens }) => tokens), ...(weights[0] !== undefined && { weight: weights.map((each) => each!) }) };
    });
    const [plain, equal, weighted] = [compareTrends(counts(() => undefined)), compareTrends(counts(() => 1 / 0.3)), compareTrends(counts((weight) => weight))];
    for (const shape of ["constant", "linear", "logistic", "step"] as const) expect(equal.aic[shape]!).toBeCloseTo(plain.aic[shape]!, 6);
    expect(["step", "logistic"]).toContain(plain.best);
    expect(plain.aic.constant! - plain.aic.step!).toBeGreaterThan(100);
    expect(weighted.aic.constant! - weighted.aic.step!).toBeLessThan(4);
    const margin = (weight: (each: number) => number | undefined) => suddenness(series.map(({ t, prompts }) => ({ t, prompts: prompts.map((traces) => traces.map((trace) => ({ ...trace, weight: weight(trace.weight) }))) })), { resamples: 4, seed: 3 }).margin!;
    expect(margin(() => 7)).toBeCloseTo(margin(() => undefined), 6);
    expect(margin((weight) => weight)).toBeLessThan(margin(() => undefined));
  }, 60_000);

  test("E7, E7a: sudden is only what beats a line and a gradual rise by far, in nearly all resamples, over eight checkpoints", () => {
    const run = (rate: (i: number) => number, seed: number, checkpoints = 9) => {
      const { poisson } = draws(seed);
      return suddenness(Array.from({ length: checkpoints }, (_, i) => ({ t: i * 100, prompts: Array.from({ length: 150 }, () => [{ y: poisson(rate(i)), tokens: 2000 }]) })), { resamples: 10, seed: 1 });
    };
    expect(run((i) => (i >= 5 ? 16 : 2), 5)).toMatchObject({ sudden: true });
    expect(run((i) => 2 + 14 / (1 + Math.exp(-(i - 4) / 1.2)), 6)).toMatchObject({ sudden: false });
    expect(run(() => 3, 7)).toMatchObject({ sudden: false, reason: "another shape fits about as well" });
    expect(run((i) => (i >= 4 ? 9 : 2), 8, 7)).toEqual({ sudden: false, margin: null, share: null, reason: "fewer than eight checkpoints" });
  }, 90_000);

  test("E9: truth stays at 20 %, sensitivity at .70; a specificity that falls from .95 to .85 is flagged, a steady one is not", () => {
    const items = (fall: number, seed: number) => {
      const { uniform } = draws(seed);
      return Array.from({ length: 9000 }, (_, i) => {
        const checkpoint = (i % 6) * 100;
        const truth = uniform() < 0.2;
        return { checkpoint, cluster: `🙂${i % 60}`, truth, hit: uniform() < (truth ? 0.7 : 0.05 + (fall * checkpoint) / 500) };
      });
    };
    const drifting = proxyValidity(items(0.1, 8));
    expect(drifting.driftP).toBeLessThan(0.001);
    expect(drifting.specificityDriftP).toBeLessThan(0.001);
    expect(drifting.sensitivityDriftP).toBeGreaterThan(0.05);
    const shareOf = (at: number) => { const { tp, n } = hits(items(0.1, 8).filter((item) => item.checkpoint === at)); return tp / n; };
    expect(shareOf(0)).toBeCloseTo(0.18, 1);
    expect(shareOf(500)).toBeCloseTo(0.26, 1);
    expect(proxyValidity(items(0, 9)).driftP).toBeGreaterThan(0.01);
    expect(proxyValidity(items(0, 9).filter((item) => item.checkpoint === 0))).toMatchObject({ driftP: null, reason: "one checkpoint" });
  });

  test("E9: drift is found where the other side is always right, and where a checkpoint has no error at all", () => {
    // Ten prompts, nobody sees the label; silent at the first checkpoint, a hit at the second: each prompt's score is .5, so F = 5²/(10 · .25 · 10/9) = 9.
    const collapse = Array.from({ length: 20 }, (_, i) => ({ checkpoint: i % 2, cluster: `🙂${i >> 1}`, truth: false, hit: i % 2 === 1 }));
    const alone = proxyValidity(collapse);
    expect(alone.driftP).toBeCloseTo(0.014956363910414, 12); // P(F ≥ 9) with 1 and 9 degrees of freedom
    expect(alone).toMatchObject({ specificityDriftP: alone.driftP, sensitivityDriftP: null, reason: "too few hits or misses where truth is yes" });
    const beside = proxyValidity([...collapse, ...collapse.map((item) => ({ ...item, truth: true, hit: true }))]);
    expect(beside).toMatchObject({ driftP: alone.driftP, sensitivityDriftP: null });
  });

  test("E9: four stray hits are no drift, and nothing is said of them", () => {
    const stray = Array.from({ length: 80 }, (_, i) => ({ checkpoint: i % 4, cluster: `🙂${i >> 2}`, truth: false, hit: i % 4 === 3 && i < 16 }));
    expect(proxyValidity(stray)).toMatchObject({ driftP: null, reason: "hits do not vary enough to fit" });
  });
});

const hits = (items: readonly { readonly hit: boolean }[]) => ({ tp: items.filter((item) => item.hit).length, n: items.length });
