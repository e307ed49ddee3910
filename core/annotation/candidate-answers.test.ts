import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetMap, sliceRange } from "../text/offset";
import { candidateAnswers, changedAnswers } from "./candidate-answers";
import { sampleContext } from "./testing/sample-trace";

const inCot = (text: string) => candidateAnswers({ offsets: { prompt: offsetMap(""), cot: offsetMap(text), answer: offsetMap("") } });

test("A12: boxed answers are found with nested braces, behind an emoji, in code points", () => {
  const [found] = inCot("😀 thus \\boxed{\\frac{1}{2} \\text{ of \\{1\\}}} 🎉");
  expect(found).toMatchObject({ field: "cot", start: 7, quote: "\\boxed{\\frac{1}{2} \\text{ of \\{1\\}}}", value: "\\frac{1}{2} \\text{ of \\{1\\}}" });
});

test("A12: a box that never closes is no answer, and one inside another counts as the outer", () => {
  expect(inCot("🙂 \\boxed{1 and so on")).toEqual([]);
  expect(inCot("🙂 \\boxed{a \\boxed{b} c}").map(({ value }) => value)).toEqual(["a \\boxed{b} c"]);
});

test("A12: the quote of every candidate is the slice of its range", () => {
  const piece = fc.constantFrom("\\boxed{", "\\fboxed {", "{", "}", "\\}", "\\{", "7", "🙂", " ", "\\\\");
  let found = 0;
  fc.assert(fc.property(fc.array(piece, { maxLength: 30, size: "max" }), (pieces) => {
    const text = pieces.join("");
    const map = offsetMap(text);
    for (const answer of inCot(text)) {
      found++;
      expect(sliceRange(map, answer)).toBe(answer.quote);
      expect(answer.quote.endsWith(`{${answer.value}}`)).toBe(true);
    }
  }));
  expect(found).toBeGreaterThan(20);
});

test("A12: only the first commitment and each changed value", () => {
  expect(changedAnswers(inCot("🙂 \\boxed{4} \\boxed{ 4 } \\boxed{5} \\boxed{4}")).map(({ value }) => value)).toEqual(["4", "5", "4"]);
});

test("A12: nothing is found inside an excluded range, and the answer field comes after the CoT", () => {
  const found = candidateAnswers({ offsets: { ...sampleContext.offsets, answer: offsetMap("🎉 \\boxed{19}") } });
  expect(found.map(({ field }) => field)).toEqual(["cot", "answer"]);
  const { start, end } = found[0]!;
  expect(candidateAnswers({ offsets: sampleContext.offsets, excluded: [{ field: "cot", start, end }] })).toEqual([]);
});

test("A12: a text full of openings is read in one pass", () => {
  expect(inCot("🙂" + "\\boxed{".repeat(100_000))).toEqual([]);
});
