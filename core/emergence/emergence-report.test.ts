import { expect, test } from "vitest";
import { trainingRun } from "../../tests/fixtures/training-run";
import { CUE_WORDS } from "../detectors/built-in-lexicons";
import { cueMatcher } from "../detectors/match-cues";
import { spansOfHits } from "../detectors/spans-of-hits";
import { segmentSteps } from "../text/segment";
import type { Relation } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { emergenceReport } from "./emergence-report";
import type { EmergenceInput } from "./emergence-report";
import { correctedShare } from "./corrected-share";
import { qualityOf } from "./detector-quality";
import { markTrace } from "./mark-trace";
import type { MarkedTrace, TraceToMark } from "./mark-trace";

interface Line { readonly id: string; readonly prompt: string; readonly cot: string; readonly correct: boolean; readonly checkpoint: { readonly name: string; readonly step: number }; readonly sample: number; readonly annotations: readonly { readonly pass: string; readonly spans: readonly Span[]; readonly relations: readonly Relation[] }[] }

const lines = trainingRun({ prompts: 40, samples: 1 }).trim().split("\n").map((line) => JSON.parse(line) as Line);
const base = (line: Line): TraceToMark => ({
  id: line.id, prompt: line.prompt, checkpoint: { model: "fir-2b", name: line.checkpoint.name, t: line.checkpoint.step }, sample: line.sample, weight: 1, correct: line.correct, truncated: false, reward: null, kl: null,
  cot: line.cot, stepEnds: segmentSteps(line.cot), excluded: [], coverage: null, spans: [], relations: [], answers: {}, truthShown: true, decoding: "",
});
const human = lines.map((line): MarkedTrace => {
  const truth = line.annotations.find(({ pass }) => pass === "truth")!;
  return markTrace({ ...base(line), spans: truth.spans, relations: truth.relations });
});
const matcher = cueMatcher(CUE_WORDS);
const detector = lines.map((line) => markTrace({ ...base(line), spans: spansOfHits(line.cot, matcher(line.cot), { source: "cue-words" }) }));
const input: EmergenceInput = {
  layer: human, human, detector, automatic: false, chances: null, sampledAtRandom: false, aided: { traces: [], byChoice: false }, doubly: [], trainingRuns: 1, baseModel: true,
  plan: { labels: ["branching", "backtracking", "verification", "correction"], delta: 0.1, m: 1, resamples: 300, seed: 7, method: "t" },
};
const report = emergenceReport(input)!;

test("E15: one true emergence, one length artefact and one drifting proxy are told apart", () => {
  const kinds = Object.fromEntries(report.findings.map((finding) => [finding.label, finding.kind]));
  expect(kinds.verification).toBe("rises");
  expect(report.findings[0]).toMatchObject({ label: "verification", kind: "rises", by: 800, word: "onset" });
  expect(kinds.branching).toBe("longer");
  expect(["longer", "not shown"]).toContain(kinds.backtracking);
  const backtracking = report.detectors.find(({ label }) => label === "backtracking")!;
  expect(backtracking.onset).not.toBeNull();
  expect(backtracking.check!.specificityChange!.verdict).toBe("moves");
  expect(backtracking.check!.specificityChange!.change).toBeLessThan(0);
  expect(backtracking.check!.apparent!.to).toBeGreaterThan(backtracking.check!.apparent!.from);
});

test("E16: a detector that is right on the few steps there are is not thereby shown to be stable", () => {
  const few = human.filter(({ prompt }) => prompt === human[0]!.prompt || prompt === human[1]!.prompt);
  const check = emergenceReport({ ...input, layer: few, human: few, detector: few })!.detectors.find(({ label }) => label === "verification")!.check!;
  expect(check.checkpoints.every(({ sensitivity }) => sensitivity === null || sensitivity.estimate === 1)).toBe(true);
  expect([check.sensitivityChange?.verdict ?? "not shown", check.checkpoints[0]!.overlap.f1?.estimate ?? 1]).toEqual(["not shown", 1]);
});

test("E16: without a random sample PPI is withheld and Rogan–Gladen is offered; with one PPI++ lies near the human rate", () => {
  const { corrected } = report.detectors.find(({ label }) => label === "verification")!;
  for (const point of corrected) {
    expect(point.rate).toMatchObject({ estimate: null, reason: "the labelled traces are not a random sample" });
    expect(point.share!.estimate).not.toBeNull();
  }
  const half = human.filter((_, i) => i % 2 === 0);
  const drawn = emergenceReport({ ...input, human: half, layer: half, sampledAtRandom: true, plan: { ...input.plan, labels: ["verification"] } })!;
  const [last, truth] = [drawn.detectors[0]!.corrected.at(-1)!, report.analysis.labels[2]!.perThousandTokens.at(-1)!];
  expect(last.rate.estimate!).toBeGreaterThan(truth.estimate! * 0.75);
  expect(last.rate.estimate!).toBeLessThan(truth.estimate! * 1.25);
});

test("E16: a perfect detector corrected is the human value", () => {
  const perfect = emergenceReport({ ...input, detector: human, plan: { ...input.plan, labels: ["verification"] } })!;
  for (const { share, checkpoint } of perfect.detectors[0]!.corrected) {
    const here = human.filter((trace) => trace.checkpoint.t === checkpoint.t);
    const positive = here.reduce((sum, trace) => sum + (trace.positiveSteps.verification?.length ?? 0), 0) / here.reduce((sum, trace) => sum + trace.openSteps.length, 0);
    expect(share!.estimate!).toBeCloseTo(positive, 12);
  }
});

test("E12: a step is positive where a span starts in it or covers half of it, and only where it may be labelled", () => {
  const cot = "🙂 So 7.\n\nWait, 3+4 is 8.\n\nNo.";
  const ends = segmentSteps(cot);
  const [second, third] = [ends[0]!, ends[1]!];
  const span = (start: number, end: number): Span => ({ id: "s", field: "cot", label: "verification", start, end, quote: "", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } } as unknown as Span);
  const steps = (spans: Span[], excluded: TraceToMark["excluded"] = []) => markTrace({ ...base(lines[0]!), cot, stepEnds: ends, spans, excluded }).positiveSteps.verification ?? [];
  expect(steps([span(second + 1, third - 1)])).toEqual([1]);
  expect(steps([span(second - 1, third)])).toEqual([0, 1]);
  expect(steps([span(second + 1, third + 1)])).toEqual([1]);
  expect(steps([span(second, third)], [{ field: "cot", start: second, end: third } as TraceToMark["excluded"][number]])).toEqual([]);
});

test("E16: where people read an unequal sample, quality and correction are weighted by 1/π: a trace of weight 2 counts as two", () => {
  const weightOf = (trace: MarkedTrace) => 1 + (Array.from(trace.prompt).reduce((sum, character) => sum + character.codePointAt(0)!, 0) % 2);
  const chosen = human.filter(({ checkpoint }) => checkpoint.t === 1400);
  const weighted = chosen.map((trace) => ({ ...trace, weight: weightOf(trace) }));
  const twice = weighted.flatMap((trace) => Array.from({ length: trace.weight }, (_, i) => ({ ...trace, weight: 1, id: i === 0 ? trace.id : `${trace.id} 🙂` })));
  const machine = detector.filter(({ checkpoint }) => checkpoint.t === 1400);
  const copies = [...machine, ...machine.map((trace) => ({ ...trace, id: `${trace.id} 🙂` }))];
  const label = "backtracking";
  const pairs = (people: readonly MarkedTrace[], by: readonly MarkedTrace[]) => { const held = new Map(by.map((trace) => [trace.id, trace])); return people.map((trace) => [trace, held.get(trace.id)!] as const); };
  const options = { resamples: 200, seed: 7 };
  const [a, b] = [qualityOf(pairs(weighted, machine), label, options), qualityOf(pairs(twice, copies), label, options)];
  expect(new Set(weighted.map(({ weight }) => weight))).toEqual(new Set([1, 2]));
  for (const [one, other] of [[a.steps.precision, b.steps.precision], [a.steps.specificity, b.steps.specificity], [a.overlap.f1, b.overlap.f1]]) expect(one!.estimate).toBeCloseTo(other!.estimate, 12);
  expect(a.steps.precision!.estimate).not.toBeCloseTo(qualityOf(pairs(chosen, machine), label, options).steps.precision!.estimate, 6);
  const share = (people: readonly MarkedTrace[], by: readonly MarkedTrace[]) => correctedShare(by, new Map(people.map((trace) => [trace.id, trace])), label, options)!.estimate;
  expect(share(weighted, machine)).toBeCloseTo(share(twice, copies)!, 12);
});

test("E16a: a detector is not held against work that was made with its suggestions in view; what was left out is counted, and the rest stands for it", () => {
  // Whoever saw the suggestions took every one of them over, and added nothing.
  const machine = new Map(detector.map((trace) => [trace.id, trace]));
  const seen = new Set(human.filter((_, i) => i % 2 === 0).map(({ id }) => id));
  const people = human.map((trace) => (seen.has(trace.id) ? { ...trace, positiveSteps: machine.get(trace.id)!.positiveSteps, ranges: machine.get(trace.id)!.ranges } : trace));
  const plan = { ...input.plan, labels: ["backtracking"] };
  const sampled = { ...input, plan, layer: people, human: people, sampledAtRandom: true };
  const check = (given: EmergenceInput) => emergenceReport(given)!.detectors[0]!.check!;
  const [all, own] = [check(sampled), emergenceReport({ ...sampled, aided: { traces: [...seen], byChoice: false } })!];
  const alone = check({ ...sampled, layer: people.filter(({ id }) => !seen.has(id)), human: people.filter(({ id }) => !seen.has(id)) });
  expect(own).toMatchObject({ aidedTraces: seen.size, humanTraces: people.length, sampledAtRandom: true });
  expect(own.detectors[0]!.check!.overall.precision!).toBeCloseTo(alone.overall.precision!, 12);
  expect(all.overall.precision!).toBeGreaterThan(alone.overall.precision! + 0.1);
  expect(own.detectors[0]!.corrected.map(({ labelled }) => labelled)).toEqual(own.analysis.checkpoints.map(({ t }) => people.filter(({ id, checkpoint }) => checkpoint.t === t && !seen.has(id)).length));
  expect(own.analysis.covariates.reduce((sum, { traces }) => sum + traces, 0)).toBe(people.length);
});

test("E16a: where suggestions were asked for, or all of a checkpoint's work had them, the rest is no random sample; where all work had them there is no check", () => {
  const given = { ...input, plan: { ...input.plan, labels: ["verification"] }, sampledAtRandom: true };
  const first = human.filter(({ checkpoint }) => checkpoint.t === 0).map(({ id }) => id);
  expect(emergenceReport({ ...given, aided: { traces: first.slice(0, 3), byChoice: true } })!.sampledAtRandom).toBe(false);
  expect(emergenceReport({ ...given, aided: { traces: first, byChoice: false } })!.sampledAtRandom).toBe(false);
  const none = emergenceReport({ ...given, aided: { traces: human.map(({ id }) => id), byChoice: false } })!;
  expect(none.detectors[0]!.check).toBeNull();
  expect(none.detectors[0]!.corrected.every(({ share }) => share === null)).toBe(true);
});

test("E12a: a trace of which nothing was read or may be labelled is no observation: it is left out and counted, not taken for one without a span", () => {
  const unread = human.map((trace) => (trace.checkpoint.t === 800 || trace.prompt === human[0]!.prompt ? { ...trace, tokens: 0, steps: 0, starts: {}, openSteps: [], openStepTokens: [], positiveSteps: {}, ranges: {} } : trace));
  const plan = { ...input.plan, labels: ["verification"] };
  const given = emergenceReport({ ...input, plan, layer: unread, human: unread })!;
  const read = unread.filter(({ tokens }) => tokens > 0);
  expect(given.unread).toEqual(report.analysis.checkpoints.map(({ name, t }) => ({ checkpoint: name, traces: t === 800 ? 40 : 1 })));
  const { unread: none, ...rest } = emergenceReport({ ...input, plan, layer: read, human: read })!;
  expect(none).toEqual([]);
  expect({ ...given, unread: [] }).toEqual({ ...rest, unread: [] });
  expect(given.analysis.checkpoints.map(({ t }) => t)).not.toContain(800);
  expect(emergenceReport({ ...input, plan, layer: unread.filter(({ checkpoint }) => checkpoint.t === 800 || checkpoint.t === 0), human: unread })).toBeNull();
});
