import { describe, expect, test } from "vitest";
import type { Span } from "../annotation/span";
import { codePoint } from "../text/offset";
import { segmentSteps } from "../text/segment";
import { analyse } from "./analysis";
import type { AnalysisContext } from "./analysis";
import { findingsOf } from "./finding";
import { errorCorrection } from "./error-correction";
import { measureTrace } from "./measure-trace";
import type { TraceToMeasure } from "./measure-trace";
import type { MeasuredTrace } from "./measured-trace";
import { positionProfile } from "./position-profile";
import { draws } from "./testing/draws";

const resampling = { resamples: 200, seed: 1 };
const cot = "🙂 So 7.\n\nWait, 3+4=8.\n\nNo: 3+4 is 7. Good, that holds.\n\nThe answer is 7.";
const place = (quote: string) => { const start = Array.from(cot.slice(0, cot.indexOf(quote))).length; return { start: codePoint(start), end: codePoint(start + Array.from(quote).length), quote }; };
const span = (id: string, label: string, quote: string, attributes: Record<string, string> = {}): Span => ({ id, field: "cot", label, attributes, certainty: "sure", note: "", provenance: { origin: "made" }, ...place(quote) });

const base: TraceToMeasure = {
  id: "t", prompt: "p", checkpoint: { model: "m", name: "step-1", t: 1 }, sample: 0, weight: 1, correct: true, truncated: false, reward: null, kl: null,
  cot, stepEnds: segmentSteps(cot), excluded: [], coverage: null, truthShown: true, answers: {},
  spans: [span("e", "error", "3+4=8", { effect: "answer_changing" }), span("v", "verification", "No: 3+4 is 7.", { outcome: "finds_problem", verdict_right: "yes" }), span("c", "correction", "3+4 is 7.", { result: "right" }), span("w", "verification", "Good, that holds.", { outcome: "confirms", method: "assertion_only" })],
  relations: [{ id: "1", type: "detects", from: "v", to: { span: "e" } }, { id: "2", type: "corrects", from: "c", to: { span: "e" } }, { id: "3", type: "triggered_by", from: "c", to: { span: "v" } }],
};

describe("a measured trace", () => {
  test("E12: spans count once, at their first token; outcomes follow the relations", () => {
    const measured = measureTrace(base);
    expect(measured.starts.verification).toHaveLength(2);
    expect(measured.starts.error![0]).toBeLessThan(measured.starts.verification![0]!);
    expect(measured.outcomes).toMatchObject({ verifications: 2, superficialVerifications: 1, truth: { errors: 1, detected: 1, detectedRepaired: 1, checkedRepairs: 1, checkedAnswerChangingRepairs: 1, selfNoticedRepairs: 0 } });
    expect(measured.outcomes.truth!.detectionLatencies[0]).toBeGreaterThan(0);
  });

  test("E12: what was not read or is set aside leaves the tokens and its spans", () => {
    const whole = measureTrace(base);
    const half = measureTrace({ ...base, coverage: [{ start: 0, end: place("No:").start }] });
    expect(half.tokens).toBeLessThan(whole.tokens);
    expect(half.starts.verification).toBeUndefined();
    expect(half.wholeTokens).toBe(whole.wholeTokens);
    const set = measureTrace({ ...base, excluded: [{ field: "cot", ...place("Wait, 3+4=8.\n\n") }] });
    expect(set.starts.error).toBeUndefined();
  });

  test("E6: without the truth pass errors are not zero but unknown; under 20 nothing is divided", () => {
    expect(errorCorrection([measureTrace({ ...base, truthShown: false })], resampling).detected).toMatchObject({ estimate: null, reason: "the layer does not say" });
    expect(errorCorrection([measureTrace(base)], resampling).detected).toMatchObject({ hits: 1, n: 1, estimate: null, reason: "fewer than 20 to divide by" });
    expect(errorCorrection(Array.from({ length: 20 }, () => measureTrace(base)), resampling).checked).toMatchObject({ hits: 20, n: 20, estimate: 1 });
  });
});

/** Verifications rise per token from the 4th of 6 checkpoints; branching keeps its rate while traces grow. */
function demoRun(seed: number): MeasuredTrace[] {
  const { poisson, normal } = draws(seed);
  const prompts = Array.from({ length: 40 }, (_, i) => ({ id: `🙂${i}`, level: Math.exp(0.5 * normal() - 0.125) }));
  return Array.from({ length: 6 }, (_, c) => prompts.flatMap(({ id, level }) => [0, 1].map((sample): MeasuredTrace => {
    const tokens = 800 * (1 + 0.4 * c);
    const starts = (rate: number) => Array.from({ length: poisson((rate * level * tokens) / 1000) }, (_, i) => (i * 97) % tokens).sort((a, b) => a - b);
    return { ...measureTrace(base), id: `${id}-${c}-${sample}`, prompt: id, sample, checkpoint: { model: "m", name: `step-${c}`, t: c * 100 }, tokens, wholeTokens: tokens, steps: 20, starts: { verification: starts(c >= 3 ? 4 : 1.5), branching: starts(2) } };
  }))).flat();
}

describe("an analysis", () => {
  const context: AnalysisContext = { agreement: null, agreementBy: [], proxies: {}, automatic: false, trainingRuns: 1, decodingDiffers: false, baseModel: true };
  const plan = { labels: ["verification", "branching"], delta: 0.1, m: 1, resamples: 400, seed: 7, method: "t" as const };
  const result = analyse(demoRun(3), plan, context)!;

  test("E13: a true emergence has an onset per token; a length artefact rises per trace and not per token", () => {
    const [verification, branching] = result.labels;
    expect(verification!.onset.onset).toBe(300);
    expect(verification!.card.adjustedP).toBeLessThan(0.01);
    expect(branching!.onset.onset).toBeNull();
    expect(branching!.perTrace.at(-1)!.low!).toBeGreaterThan(branching!.perTrace[0]!.high!);
    expect(branching!.card.comparison.adjusted.low!).toBeLessThan(1.0001);
    expect(branching!.card.cautions).toEqual(expect.arrayContaining(["length changed", "agreement not measured", "one training run"]));
  });

  test("E13: renaming prompts and permuting samples changes nothing", () => {
    const small = { ...plan, labels: ["verification"], resamples: 100 };
    const renamed = demoRun(3).map((trace) => ({ ...trace, id: `x${trace.id}` })).sort((a, b) => b.sample - a.sample);
    expect(analyse(renamed, small, context)!.labels[0]!.onset).toEqual(analyse(demoRun(3), small, context)!.labels[0]!.onset);
  });

  test("E7c: without steps nothing sets in, changes or has a shape, in words; checkpoints are still compared with the first", () => {
    const named = analyse(demoRun(3).map((trace) => ({ ...trace, checkpoint: { ...trace.checkpoint, byName: true as const } })), { ...plan, labels: ["verification"] }, context)!;
    const [label] = named.labels;
    expect(label!.onset).toMatchObject({ onset: null, low: null, high: null, changePoint: null, changePointP: null, reason: "the checkpoints have no order" });
    expect(label!.onset.differences).toHaveLength(5);
    expect(label!.trend).toMatchObject({ best: null, reason: "the checkpoints have no order" });
    expect(label!.suddenness).toMatchObject({ sudden: false, reason: "the checkpoints have no order" });
    expect(findingsOf(named)[0]).toMatchObject({ kind: "higher", at: "step-5" });
    expect(findingsOf(analyse(demoRun(3), { ...plan, labels: ["verification"] }, context)!)[0]).toMatchObject({ kind: "rises", by: 300 });
  });

  test("E1: one checkpoint is nothing to compare", () => {
    expect(analyse(demoRun(1).filter((trace) => trace.checkpoint.t === 0), plan, context)).toBeNull();
  });

  test("E14: a profile adds up to the mean count, and its band holds the mean", () => {
    const traces = demoRun(2).filter((trace) => trace.checkpoint.t === 500);
    const bins = positionProfile(traces, "verification", { resamples: 200, seed: 1 });
    expect(bins.reduce((sum, bin) => sum + bin.mean, 0)).toBeCloseTo(traces.reduce((sum, trace) => sum + trace.starts.verification!.length, 0) / traces.length, 10);
    for (const bin of bins) expect(bin.low! <= bin.mean && bin.mean <= bin.high!).toBe(true);
  });
});
