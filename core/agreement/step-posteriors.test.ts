import fc from "fast-check";
import { expect, test } from "vitest";
import { dawidSkene } from "./dawid-skene";
import type { FinishedLayer, FinishedTrace } from "./finished-trace";
import { stepPosteriors } from "./step-posteriors";

const layer = (annotator: string, steps: readonly number[], coverage: FinishedLayer["coverage"] = null): FinishedLayer =>
  ({ annotator, coverage, relations: [], spans: steps.map((step) => ({ id: `${annotator} ${step}`, field: "cot", label: "v🙂", start: step * 10, end: step * 10 + 9, attributes: {} })) });
const trace = (id: string, layers: readonly FinishedLayer[]): FinishedTrace => ({ id, prompt: id, checkpoint: "c", lengths: { prompt: 1, cot: 60, answer: 0 }, stepEnds: [10, 20, 30, 40, 50, 60], layers });

test("G20: what is estimated on kinds of votes is what is estimated on all units", () => {
  const steps = fc.subarray([0, 1, 2, 3, 4, 5]);
  fc.assert(fc.property(fc.array(fc.tuple(steps, steps, steps), { minLength: 3, maxLength: 8 }), (all) => {
    const traces = all.map((marks, i) => trace(`t${i}`, marks.map((own, a) => layer(`a${a}`, own))));
    const { models, rows } = stepPosteriors(traces, ["v🙂", "nobody's"]);
    const votes = traces.flatMap(({ id, layers }) => layers.flatMap(({ annotator, spans }) => [0, 1, 2, 3, 4, 5].map((step) => ({ unit: `${id} ${step}`, annotator, label: spans.some(({ start }) => start === step * 10) ? "yes" : "no" }))));
    if (!votes.some(({ label }) => label === "yes")) return expect(models).toEqual([]);
    const plain = dawidSkene(votes, ["no", "yes"]);
    if ("reason" in plain) throw new Error(plain.reason);
    expect(models).toHaveLength(1);
    expect(models[0]!.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    expect(rows).toHaveLength(traces.length * 6);
    for (const { trace: id, step, posterior } of rows) expect(posterior).toBeCloseTo(plain.posterior[`${id} ${step}`]![1]!, 5);
  }), { numRuns: 12 });
});

test("G20: only who covered half of a step votes on it; a step that nobody read has no posterior", () => {
  const read = [{ field: "cot" as const, start: 0, end: 25 }];
  const { rows } = stepPosteriors([trace("t", [layer("a", [0, 1], read), layer("b", [0], read)])], ["v🙂"]);
  expect(rows.map(({ step, annotators, marked }) => [step, annotators, marked])).toEqual([[0, 2, 2], [1, 2, 1], [2, 2, 0]]);
});
