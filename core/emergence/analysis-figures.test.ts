import fc from "fast-check";
import { expect, test } from "vitest";
import { STATISTICS } from "../statistics/registry";
import { adjustedFigures, analysisFigures } from "./analysis-figures";
import type { AnalysisRow } from "./analysis-observations";

const row = (prompt: number, step: number | null, over: Partial<AnalysisRow> = {}): AnalysisRow => ({
  trace: `t🙂${prompt}-${step}`, prompt: `p${prompt}`, model: "fir 🌲", checkpoint: step === null ? `run-${prompt % 2}` : `step-${step}`, step, sample: 0, correct: prompt % 3 === 0, layer: "gold", pass: "behaviour", submittedAt: null,
  tokens: 300 + 40 * prompt, steps: 5, weight: 1, difficulty: null, counts: { verification: (prompt * 7 + (step ?? 0)) % 5 }, ...over,
});
const run = (over: (prompt: number, step: number) => Partial<AnalysisRow> = () => ({})): AnalysisRow[] => [0, 100, 200].flatMap((step) => Array.from({ length: 12 }, (_, prompt) => row(prompt, step, over(prompt, step))));
const outputOf = ({ statistic, input }: { readonly statistic: string; readonly input: unknown }) => {
  const answer = STATISTICS.find(({ name }) => name === statistic)!.run(input);
  if (!answer.ok) throw new Error(`${statistic}: ${JSON.stringify(answer.error)}`);
  return answer.value as Readonly<Record<string, unknown>>;
};
const only = (figures: ReturnType<typeof analysisFigures>, figure: string) => figures.filter((each) => each.figure === figure);

test("E25: an observation of weight k counts as k of weight 1, in rates, shapes and pooled ratios", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }), (weights) => {
    const weighted = analysisFigures(run((prompt) => ({ weight: weights[prompt]! })), 7, 20);
    const repeated = analysisFigures(run().flatMap((each) => Array.from({ length: weights[Number(each.prompt.slice(1))]! }, () => each)), 7, 20);
    for (const figure of ["rate", "prevalence"]) expect(only(weighted, figure).map((each) => outputOf(each).estimate)).toEqual(only(repeated, figure).map((each) => expect.closeTo(Number(outputOf(each).estimate), 9)));
    expect(only(weighted, "within-length-and-difficulty").map((each) => outputOf(each).ratio)).toEqual(only(repeated, "within-length-and-difficulty").map((each) => expect.closeTo(Number(outputOf(each).ratio), 9)));
  }), { numRuns: 20 });
});

test("E25: difficulty is the imported one, else the pass rate at the first checkpoint, and makes strata of its own", () => {
  const strata = (rows: readonly AnalysisRow[]) => only(analysisFigures(rows, 7, 20), "within-length-and-difficulty").map(({ difficulty, input }) => [difficulty, (input as { strata: unknown[] }).strata.length]);
  const same = { tokens: 300 };
  expect(strata(run(() => ({ ...same, correct: null })))).toEqual([["none", 1], ["none", 1]]);
  expect(strata(run(() => same))).toEqual([["pass rate", 2], ["pass rate", 2]]);
  expect(strata(run((prompt) => ({ ...same, difficulty: `grade ${prompt % 4} 🙂` })))).toEqual([["imported", 4], ["imported", 4]]);
});

test("E25: every later checkpoint is compared with the first; p-values are adjusted together; every figure says what it stands on and is an input of its statistic", () => {
  const figures = analysisFigures(run(), 7, 20);
  expect(only(figures, "ratio").map(({ checkpoint, against }) => [checkpoint, against])).toEqual([["step-100", "step-0"], ["step-200", "step-0"]]);
  expect(only(figures, "paired").map(({ statistic }) => statistic)).toEqual(["mcnemar", "mcnemar"]);
  expect(only(figures, "rate").map(({ n }) => n)).toEqual([0, 100, 200].map((step) => ({ observations: 12, prompts: 12, spans: run().filter((each) => each.step === step).reduce((sum, { counts }) => sum + counts.verification!, 0) })));
  const outputs = figures.map(outputOf);
  const [adjusted, ...more] = adjustedFigures(figures, outputs);
  expect([more, adjusted!.tests]).toEqual([[], [{ label: "verification", checkpoint: "step-100" }, { label: "verification", checkpoint: "step-200" }]]);
  expect(outputOf(adjusted!).adjusted).toHaveLength(2);
  expect(only(analysisFigures([...run(), ...run()], 7, 20), "paired").map(({ statistic }) => statistic)).toEqual(["sign-flip", "sign-flip"]);
});

test("E25: without steps nothing is said of an order; a ratio wants five events in each group", () => {
  const unordered = analysisFigures(Array.from({ length: 12 }, (_, prompt) => row(prompt, null, { counts: { verification: 2 } })), 7, 20);
  expect(new Set(unordered.map(({ figure }) => figure))).toEqual(new Set(["rate", "prevalence", "ratio", "within-length-and-difficulty", "paired"]));
  const scarce = run((prompt, step) => ({ counts: { verification: step === 100 && prompt < 3 ? 1 : step === 100 ? 0 : 2 } }));
  expect(only(analysisFigures(scarce, 7, 20), "ratio").map(({ checkpoint }) => checkpoint)).toEqual(["step-200"]);
});
