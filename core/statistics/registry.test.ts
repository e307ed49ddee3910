import { describe, expect, test } from "vitest";
import { STATISTICS, statisticByName } from "./registry";

const run = (name: string, input: unknown): Record<string, unknown> => {
  const result = statisticByName(name)!.run(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as Record<string, unknown>;
};

const NAMES = [
  "alpha", "kappa", "fleiss", "alpha-u", "gamma", "span-match", "span-alpha", "segmentation", "kendall", "bradley-terry", "dawid-skene", "proportion-ci", "benjamini-hochberg", "mcnemar",
  "two-proportions", "cluster-bootstrap", "rate-ratio", "rogan-gladen", "ppi-mean", "sample-size", "offsets", "specific-agreement", "mantel-haenszel", "sign-flip", "trend", "onset", "proxy", "rubin",
];

describe("every statistic has a door", () => {
  test("H2: the names are those of the documentation, each once", () => {
    expect(STATISTICS.map(({ name }) => name)).toEqual(NAMES);
  });

  test.each(NAMES)("H2: %s refuses what is not its input, with the path of the fault", (name) => {
    for (const input of [null, "🙂", 7, {}, { matrix: "x", table: 3, counts: [[-1]], spans: 1 }]) {
      const result = statisticByName(name)!.run(input);
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.error.issues.length).toBeGreaterThan(0);
    }
  });

  test.each<[string, unknown, Record<string, unknown>]>([
    ["alpha", { matrix: [[1, 2, 3, null], [1, 2, 3, 4]], level: "nominal" }, { alpha: 1, pairable: 6 }],
    ["kappa", { table: [[20, 5], [10, 15]] }, { kappa: expect.closeTo(0.4, 12), observed: 0.7, expected: 0.5 }],
    ["kappa", { a: ["x", "y", "🙂"], b: ["x", "y", "🙂"] }, { kappa: 1 }],
    ["fleiss", { counts: [[2, 0], [0, 2]] }, { kappa: 1 }],
    ["span-match", { gold: [{ doc: "d", label: "v", start: 0, end: 4 }], pred: [], match: "exact", labelled: true }, { tp: 0, fp: 0, fn: 1, precision: null, recall: 0, f1: 0, pairs: [] }],
    ["span-alpha", { documents: [{ id: "d", length: 4, annotatedBy: ["a", "b"] }], spans: [{ doc: "d", annotator: "a", label: "v", start: 0, end: 2 }, { doc: "d", annotator: "b", label: "v", start: 0, end: 2 }], unit: "step", steps: { d: [2, 4] }, label: "v" }, { alpha: 1 }],
    ["segmentation", { reference: [2, 3, 6], hypothesis: [5, 6] }, { boundarySimilarity: 0.5 }],
    ["kendall", { x: [1, 2, 3, 4, 5], y: [2, 1, 4, 3, 5] }, { tauB: expect.closeTo(0.6, 12) }],
    ["kendall", { ranks: [[1, 2, 3], [1, 2, 3]] }, { w: 1, chi2: 4 }],
    ["kendall", { ranks: [[1, 2, null, 3], [1, 2, 9, 3]] }, { w: 1, chi2: 4 }],
    ["kendall", { x: [1, null, 3], y: [2, 0, 4] }, { tauB: 1 }],
    ["alpha", { matrix: [[true, false], [true, false]], level: "nominal" }, { alpha: 1 }],
    ["alpha-u", { annotators: [1, 2], continuum: [0, 9], spans: [{ annotator: 1, label: 7, start: 0, end: 3 }, { annotator: 2, label: 7, start: 0, end: 3 }] }, { overall: 1, labels: { 7: { alpha: 1 } } }],
    ["dawid-skene", { labels: [{ unit: 1, annotator: "🙂", label: true }, { unit: 1, annotator: "b", label: null }], classes: [true, false] }, { priors: [1, 0], posterior: { 1: [1, 0] } }],
    ["span-match", { gold: [{ doc: 1, label: "v", start: 0, end: 4 }], pred: [{ doc: 1, label: "v", start: 1, end: 4 }], match: "iou", threshold: null, labelled: null }, { tp: 1, pairs: [[0, 0]] }],
    ["rate-ratio", { y: [5, 5, 5, 5], exposure: [1, 1, 1, 1], group: [false, false, true, true], cluster: ["🙂", "b", "🙂", "b"], family: "nb2" }, { ratio: expect.closeTo(1, 12), low: null, p: null, reason: "no spread between clusters" }],
    ["dawid-skene", { labels: [], classes: ["a"] }, { priors: null, reason: "no items" }],
    ["mcnemar", { b: 3, c: 10 }, { p: expect.closeTo(0.09228515625, 12) }],
    ["two-proportions", { hits: [0, 0], n: [0, 4] }, { difference: null, reason: "a group is empty" }],
    ["cluster-bootstrap", { clusters: [[{ y: 0, tokens: 500 }]], statistic: "rate-per-1k", resamples: 200, seed: 1, method: "t" }, { estimate: 0, high: 6, oneSided: true }],
    ["rate-ratio", { y: [0, 0], exposure: [1, 1], group: [0, 1], family: "poisson" }, { ratio: null, reason: "a group has no events" }],
    ["rogan-gladen", { q: 0.3, se: 0.6, sp: 0.9 }, { estimate: expect.closeTo(0.4, 12), se: null, clipped: false }],
    ["ppi-mean", { Y: [1, 0, 1], Yhat: [1, 0, 1], YhatUnlabelled: [1, 1, 0, 0], lambda: 0 }, { estimate: expect.closeTo(2 / 3, 12), lambda: 0 }],
    ["sample-size", { p1: 0.1, p2: 0.2, power: 0.8, alpha: 0.05 }, { perArm: 199 }],
    ["sample-size", { p1: 0.2, p2: 0.2, power: 0.8, alpha: 0.05 }, { perArm: null, reason: "p1 and p2 are the same" }],
    ["specific-agreement", { table: [[0, 0], [0, 5]] }, { positive: null, negative: 1, observed: 1, reason: "no positive cases" }],
    ["mantel-haenszel", { strata: [{ y: [2, 6], exposure: [10, 10] }] }, { ratio: expect.closeTo(3, 12) }],
    ["sign-flip", { differences: [1, 2, 3, -1, 2], resamples: 100, seed: 1 }, { mean: 1.4, p: 0.1875 }],
    ["trend", { checkpoints: [{ t: 0, y: [1], exposure: [1] }] }, { best: null, reason: "fewer than three checkpoints" }],
    ["onset", { checkpoints: [] }, { onset: null, reason: "fewer than two checkpoints" }],
    ["proxy", { items: [{ checkpoint: 1, cluster: "p", truth: true, hit: 1 }] }, { precision: 1, recall: 1, f1: 1, driftP: null, reason: "truth is never no; one checkpoint" }],
    ["rubin", { estimates: [1], variances: [1] }, { estimate: 1, se: null, reason: "fewer than two imputations" }],
    ["bradley-terry", { wins: [[0, 1], [0, 0]] }, { strengths: null }],
  ])("H2: %s answers in the documented shape", (name, input, expected) => {
    expect(run(name, input)).toMatchObject(expected);
  });

  test("H2: a continuum that ends before it starts and an annotator named twice are refused", () => {
    for (const input of [{ annotators: ["a", "b"], continuum: [9, 0], spans: [] }, { annotators: ["🙂", "🙂"], continuum: [0, 9], spans: [] }]) expect(statisticByName("alpha-u")!.run(input).ok).toBe(false);
  });

  test("H2: span-alpha takes steps as ends, as ranges, or as a list that names the document", () => {
    const input = { documents: [{ id: "🙂", length: 30, annotatedBy: ["a", "b"] }], unit: "step", spans: [{ doc: "🙂", annotator: "a", label: "v", start: 9, end: 15 }, { doc: "🙂", annotator: "b", label: "v", start: 0, end: 14 }] };
    const ends = run("span-alpha", { ...input, steps: { "🙂": [10, 20, 30] } });
    expect(ends).toMatchObject({ alpha: expect.closeTo(1 - (1 / 3) / (9 / 15), 12), pairable: 6 });
    expect(run("span-alpha", { ...input, steps: { "🙂": [[0, 10], [10, 20], [20, 30]] } })).toEqual(ends);
    expect(run("span-alpha", { ...input, steps: [{ doc: "🙂", start: 10, end: 20 }, { doc: "🙂", start: 0, end: 10 }, { doc: "🙂", start: 20, end: 30 }] })).toEqual(ends);
    expect(run("span-alpha", { ...input, steps: [{ start: 0, end: 10 }, { start: 10, end: 20 }, { start: 20, end: 30 }] })).toEqual(ends);
    for (const cuts of [[10, 20, 30], [0, 10, 20], [0, 10, 20, 30]]) expect(run("span-alpha", { ...input, steps: cuts })).toEqual(ends);
  });

  test("H2: what lies between two steps is no step; steps that overlap, do not ascend or do not say whose they are, are refused", () => {
    const documents = [{ id: "🙂", length: 30, annotatedBy: ["a", "b"] }];
    const input = { documents, unit: "step", spans: [{ doc: "🙂", annotator: "a", label: "v", start: 0, end: 14 }, { doc: "🙂", annotator: "b", label: "v", start: 10, end: 12 }] };
    // Steps [0, 8), [12, 20), [20, 29): a marks the first only (2 of 8 code points of the second), b none: what it marks lies between.
    expect(run("span-alpha", { ...input, steps: { "🙂": [[0, 8], [12, 20], [20, 29]] } })).toEqual(run("alpha", { matrix: [[1, 0, 0], [0, 0, 0]], level: "nominal" }));
    for (const steps of [{ "🙂": [20, 10, 30] }, { "🙂": [[0, 20], [10, 30]] }, { "🙂": [10, 20] }]) expect(statisticByName("span-alpha")!.run({ ...input, steps }).ok).toBe(false);
    for (const twice of [[...documents, ...documents], [{ ...documents[0], annotatedBy: ["a", "b", "b"] }]]) expect(statisticByName("span-alpha")!.run({ ...input, unit: "codepoint", documents: twice }).ok).toBe(false);
    expect(statisticByName("span-alpha")!.run({ ...input, documents: [...documents, { ...documents[0], id: "d" }], steps: [10, 20, 30] }).ok).toBe(false);
  });

  test("H2: whatever is null says why", () => {
    const units = { annotators: ["a", "b"], continuum: [0, 20], alpha: 3, beta: 1, delta: 1, samples: 30, seed: 2 };
    for (const [name, input] of [
      ["alpha", { matrix: [], level: "ratio" }], ["kappa", { a: [], b: [] }], ["fleiss", { counts: [] }], ["alpha-u", { ...units, spans: [] }], ["gamma", { ...units, spans: [] }],
      ["span-match", { gold: [], pred: [], match: "overlap", labelled: false }], ["span-alpha", { documents: [], spans: [], unit: "codepoint" }], ["segmentation", { reference: [4], hypothesis: [4] }],
      ["kendall", { x: [1, 1], y: [1, 2] }], ["kendall", { ranks: [[1, 2]] }], ["bradley-terry", { wins: [[0]] }], ["dawid-skene", { labels: [], classes: ["🙂"] }], ["proportion-ci", { hits: 0, n: 0 }],
    ] as const) {
      const output = run(name, input);
      expect(Object.values(output).includes(null), name).toBe(true);
      expect(output.reason, name).toEqual(expect.any(String));
    }
  });

  test("H2: emergence statistics say why whatever is null, and warn of few prompts", () => {
    const few = Array.from({ length: 12 }, (_, i) => [{ y: i % 3, tokens: 500 }]);
    expect(run("cluster-bootstrap", { clusters: few, statistic: "mean", resamples: 500, seed: 1 })).toMatchObject({ estimate: 1, warning: "too few prompts" });
    expect(run("cluster-bootstrap", { clusters: [...few, ...few, ...few], statistic: "mean", resamples: 500, seed: 1 })).toMatchObject({ warning: "few prompts" });
    expect(run("cluster-bootstrap", { clusters: [], statistic: "prevalence" })).toEqual({ estimate: null, low: null, high: null, reason: "no prompts" });
    expect(run("onset", { checkpoints: [1, 2, 3].map((t) => ({ t, prompts: few })), resamples: 200 })).toMatchObject({ onset: null, low: null, changePoint: expect.any(Number), reason: "not detected", warning: "too few prompts" });
    expect(run("onset", { checkpoints: [1, 2].map((t) => ({ t, prompts: few.map(() => [{ y: 0, tokens: 9 }]) })), resamples: 200 })).toMatchObject({ onset: null, changePoint: null, smallestDetectable: null, reason: "no events" });
    expect(run("rogan-gladen", { q: 0.3, se: 0.6, sp: 0.9 })).toMatchObject({ se: null, low: null, reason: expect.any(String) });
    expect(run("proxy", { items: [{ checkpoint: "base 🙂", cluster: 1, truth: 0, hit: 0 }, { checkpoint: "later", cluster: 2, truth: 1, hit: 0 }] })).toMatchObject({ precision: null, recall: 0, reason: expect.stringContaining("hits nothing"), checkpoints: [{ checkpoint: 0, recall: null, reason: expect.stringContaining("never yes") }, { checkpoint: 1 }] });
    expect(statisticByName("cluster-bootstrap")!.run({ clusters: [[{ y: 1 }]], statistic: "rate-per-1k" }).ok).toBe(false);
  });

  test("H2: αU and γ take units on a continuum, and refuse what leaves it", () => {
    const units = { annotators: ["a", "b"], continuum: [0, 20], spans: [{ annotator: "a", label: "🙂", start: 0, end: 5 }, { annotator: "b", label: "🙂", start: 0, end: 5 }] };
    expect(run("alpha-u", units)).toMatchObject({ overall: 1, labels: { "🙂": { alpha: 1, observed: 0 } } });
    expect(run("gamma", { ...units, alpha: 3, beta: 1, delta: 1, samples: 30, seed: 2 })).toMatchObject({ gamma: 1, disorder: 0 });
    expect(statisticByName("gamma")!.run({ ...units, continuum: [1, 20] }).ok).toBe(false);
  });
});
