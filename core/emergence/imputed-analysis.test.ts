import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "./analysis";
import type { AnalysisContext } from "./analysis";
import { imputeSteps } from "./impute-steps";
import type { StepChances } from "./impute-steps";
import { analyseImputed } from "./imputed-analysis";
import type { MarkedTrace } from "./mark-trace";
import { rubin } from "./rubin";
import { draws } from "./testing/draws";

const context: AnalysisContext = { agreement: null, agreementBy: [], proxies: {}, automatic: false, trainingRuns: 1, decodingDiffers: false, baseModel: true };
const plan = { labels: ["verification"], delta: 0.1, m: 1, resamples: 300, seed: 7, method: "t" as const };
const STEPS = 20;

/** Six checkpoints of 40 prompts; each step of 50 tokens bears the label with the given probability, and posteriors sit `doubt` away from the truth. */
function series(chanceAt: (checkpoint: number) => number, doubt: number, seed: number) {
  const { uniform } = draws(seed);
  const traces: MarkedTrace[] = [];
  const chances = new Map<string, StepChances>();
  for (let c = 0; c < 6; c++) for (let p = 0; p < 40; p++) {
    const id = `🙂${c}-${p}`;
    const marked = Array.from({ length: STEPS }, (_, step) => step).filter(() => uniform() < chanceAt(c));
    traces.push({
      id, prompt: `p${p}`, checkpoint: { model: "m", name: `step-${c}`, t: c * 100 }, sample: 0, tokens: STEPS * 50, wholeTokens: STEPS * 50, steps: STEPS, weight: 1, correct: null, truncated: false, degenerate: false, codeShare: 0, reward: null, kl: null, decoding: "",
      starts: { verification: marked.map((step) => step * 50) }, openSteps: Array.from({ length: STEPS }, (_, step) => step), openStepTokens: Array.from({ length: STEPS }, (_, step) => step * 50), positiveSteps: { verification: marked }, ranges: {},
      outcomes: { truth: null, verifications: 0, superficialVerifications: 0, backtracks: 0, abandonedTokens: 0 },
    });
    chances.set(id, { verification: Array.from({ length: STEPS }, (_, step) => [step, marked.includes(step) ? 1 - doubt : doubt] as const) });
  }
  return { traces, chances };
}

describe("Rubin's rules", () => {
  test("E21: the worked numbers: T = Ū + (1 + 1/M)B, and t with Rubin's and with Barnard and Rubin's degrees of freedom", () => {
    // Estimates 1…5, variances 1: Ū = 1, B = 2.5, T = 1 + 1.2·2.5 = 4, λ = .75, ν = 4/.5625.
    const old = rubin([1, 2, 3, 4, 5], [1, 1, 1, 1, 1]);
    expect(old).toMatchObject({ estimate: 3, within: 1, between: 2.5, se: 2, uncertain: expect.closeTo(0.75, 12), df: expect.closeTo(4 / 0.5625, 9) });
    // ν_obs = (21/23)·20·.25
    const observed = (21 / 23) * 20 * 0.25;
    expect(rubin([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], 20).df).toBeCloseTo(1 / (0.5625 / 4 + 1 / observed), 9);
  });

  test("E21: estimates that agree leave the variance within; one data set has no variance between; order changes nothing", () => {
    expect(rubin([2, 2, 2], [4, 4, 4], 39)).toMatchObject({ estimate: 2, se: 2, between: 0, uncertain: 0, df: expect.closeTo((40 / 42) * 39, 9) });
    expect(rubin([2, 2, 2], [4, 4, 4])).toMatchObject({ df: null, low: expect.closeTo(2 - 2 * 1.959963984540054, 9) });
    expect(rubin([2], [1])).toMatchObject({ estimate: 2, se: null, reason: "fewer than two imputations" });
    expect(rubin([0, 0], [0, 0])).toMatchObject({ se: 0, reason: "no spread at all" });
    expect(() => rubin([1, 2], [1])).toThrow(RangeError);
    expect(() => rubin([1], [-1])).toThrow(RangeError);
    const row = fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true })), { minLength: 2, maxLength: 25 });
    fc.assert(fc.property(row, (pairs) => {
      const [there, back] = [pairs, [...pairs].reverse()].map((each) => rubin(each.map(([value]) => value), each.map(([, variance]) => variance), 30));
      expect(there!.se).toBeCloseTo(back!.se!, 9);
      expect(there!.se! ** 2).toBeGreaterThanOrEqual(there!.within! - 1e-12);
    }));
  });
});

describe("imputed steps", () => {
  test("E21: certain labels are drawn as they are, in every data set; the same seed draws the same, whatever order the traces come in", () => {
    const { traces, chances } = series(() => 0.2, 0, 3);
    for (const set of imputeSteps(traces, chances, { imputations: 3, seed: 1 })) expect(set.map(({ starts }) => starts.verification)).toEqual(traces.map(({ starts }) => starts.verification));
    const unsure = series(() => 0.2, 0.3, 3);
    const [forth, back] = [imputeSteps(unsure.traces, unsure.chances, { seed: 9 }), imputeSteps([...unsure.traces].reverse(), unsure.chances, { seed: 9 })];
    expect(forth).toHaveLength(20);
    forth.forEach((set, i) => expect([...back[i]!].reverse()).toEqual(set));
    expect(forth[0]).not.toEqual(forth[1]);
  });

  test("E21: certain labels give the analysis of those labels; what follows from attributes and relations is not known", () => {
    const { traces, chances } = series((c) => (c < 3 ? 0.05 : 0.2), 0, 5);
    const [imputed, known] = [analyseImputed(imputeSteps(traces, chances, { seed: 7 }), plan, context)!, analyse(traces, plan, context)!];
    const [a, b] = [imputed.labels[0]!, known.labels[0]!];
    a.perThousandTokens.forEach((point, i) => expect(point.estimate).toBeCloseTo(b.perThousandTokens[i]!.estimate!, 9));
    expect(a.card.comparison.adjusted.ratio).toBeCloseTo(b.card.comparison.adjusted.ratio!, 6);
    expect(a.card.comparison.adjusted.low).toBeCloseTo(b.card.comparison.adjusted.low!, 1);
    expect(a.onset.onset).toBe(b.onset.onset);
    expect(imputed).toMatchObject({ imputations: 20, errorCorrection: [{ funnel: { detected: { reason: "the layer does not say" } } }, {}, {}, {}, {}, {}] });
    expect(a.trend).toMatchObject({ best: null, reason: "steps are imputed" });
  });

  test("E21: doubt widens the interval of a ratio, and a planted change is still found", () => {
    const sure = series((c) => (c < 3 ? 0.05 : 0.3), 0, 11);
    const width = (doubt: number) => {
      const unsure = new Map([...sure.chances].map(([id, { verification }]) => [id, { verification: verification!.map(([step, chance]) => [step, Math.abs(chance - doubt)] as const) }]));
      const { labels: [label] } = analyseImputed(imputeSteps(sure.traces, unsure, { seed: 7 }), plan, context)!;
      const { low, high } = label!.card.comparison.adjusted;
      return { width: Math.log(high! / low!), onset: label!.onset.onset };
    };
    const [certain, doubtful] = [width(0), width(0.02)];
    expect(certain.onset).toBe(300);
    expect(doubtful.onset).toBe(300);
    expect(doubtful.width).toBeGreaterThan(certain.width);
  });

  test("E21: a label that no draw has gives an upper bound; one checkpoint is no series", () => {
    const { traces, chances } = series(() => 0, 0, 1);
    const { labels: [label] } = analyseImputed(imputeSteps(traces, chances, { seed: 7 }), plan, context)!;
    expect(label!.perThousandTokens[0]).toMatchObject({ estimate: 0, oneSided: true });
    expect(label!.card.comparison.adjusted).toMatchObject({ ratio: null, reason: "a group has no events" });
    expect(analyseImputed(imputeSteps(traces.filter(({ checkpoint }) => checkpoint.t === 0), chances, { seed: 7 }), plan, context)).toBeNull();
  });
});
