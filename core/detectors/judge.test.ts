import fc from "fast-check";
import { expect, test } from "vitest";
import { longcotErrorCorrection } from "../codebook/presets/longcot-error-correction";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { segmentSteps } from "../text/segment";
import { anchorQuote } from "./anchor-quote";
import { readJudgement } from "./judge-answer";
import { costOf, pauseBefore, withinBudget } from "./judge-cost";
import { judgePrompt } from "./judge-prompt";

const cot = "🙂 So 7.\n\nWait, 3+4 is 7. Wait, yes.\n\nThe answer is 7.";
const stepEnds = segmentSteps(cot);
const context = { cot, stepEnds, excluded: [], labels: ["verification", "branching"], source: "judge" };
const read = (answer: string) => readJudgement(answer, context);

test("X5: a quote is anchored where it stands, or not at all", () => {
  const map = offsetMap(cot);
  expect(anchorQuote(map, "3+4 is 7")).toMatchObject({ found: true, how: "unique" });
  expect(anchorQuote(map, "Wait,")).toMatchObject({ found: false, reason: "the quote stands in several places" });
  expect(anchorQuote(map, "Wait,", { start: codePoint(27), end: codePoint(33) })).toMatchObject({ found: true, how: "nearest", range: { start: 25 } });
  expect(anchorQuote(map, "")).toMatchObject({ found: false });
  expect(anchorQuote(map, "\ude42")).toMatchObject({ found: false });
  let found = 0;
  fc.assert(fc.property(fc.array(fc.constantFrom("a", "b", "🙂", "等"), { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (letters, a, b) => {
    const of = offsetMap(letters.join(""));
    const [start, end] = [a % letters.length, b % letters.length].sort((x, y) => x - y);
    const quote = letters.slice(start, end! + 1).join("");
    const anchored = anchorQuote(of, quote, { start: codePoint(start!), end: codePoint(start! + 1) });
    expect(anchored.found).toBe(true);
    if (anchored.found) { found++; expect(sliceRange(of, anchored.range)).toBe(quote); }
  }));
  expect(found).toBeGreaterThan(50);
});

test("X6: an answer in a fence, between words, cut off or bare is read; what is dropped is counted with its reason", () => {
  const good = '{"spans":[{"step":2,"label":"verification","quote":"Wait, 3+4 is 7."}]}';
  for (const answer of [good, `Sure! \`\`\`json\n${good}\n\`\`\` Anything else?`, '[{"step":2,"label":"verification","quote":"Wait, 3+4 is 7."}]']) {
    expect(read(answer)).toMatchObject({ unreadable: false, dropped: {}, spans: [{ label: "verification", quote: "Wait, 3+4 is 7.", start: 9 }] });
  }
  expect(read(`${good.slice(0, -2)},{"step":2,"label":"veri`)).toMatchObject({ spans: [{ quote: "Wait, 3+4 is 7." }], dropped: { "the answer was cut off": 1 } });
  expect(read('{"spans":[]}')).toEqual({ spans: [], dropped: {}, unreadable: false });
  expect(read("I cannot say.")).toEqual({ spans: [], dropped: { "the answer holds no JSON": 1 }, unreadable: true });
  const mixed = { spans: [{ step: 1, label: "verification", quote: "not there" }, { label: "verification", quote: "Wait," }, { label: "love", quote: "So 7." }, 7, { step: 2, label: "branching", quote: "Wait," }, { step: 2, label: "branching", quote: "Wait," }] };
  expect(read(JSON.stringify(mixed))).toMatchObject({ spans: [{ label: "branching", start: 9 }], dropped: { "the quote is not in the text": 1, "the quote stands in several places": 1, "a label that was not asked for": 1, "not a span": 1, "said twice": 1 } });
  expect(readJudgement(good, { ...context, excluded: [{ start: 9, end: 12 }] }).dropped).toEqual({ "in an excluded range": 1 });
});

test("X6: no answer brings it down, and every span is an exact quote", () => {
  const map = offsetMap(cot);
  fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.array(fc.constantFrom('{"spans":[', "{", "}", "]", '"', "\\", ",", '{"label":"verification","quote":"So 7."}', "🙂"), { maxLength: 40 }).map((parts) => parts.join(""))), (answer) => {
    for (const span of read(answer).spans) expect(sliceRange(map, span)).toBe(span.quote);
  }), { numRuns: 150 });
}, 30_000);

test("X7: the prompt holds the definitions of the labels that are asked for, every step by number, and a schema with just these labels", () => {
  const { system, user, schema } = judgePrompt(longcotErrorCorrection, ["verification", "branching"], { prompt: "What is 3+4? 🙂", cot, stepEnds });
  const [verification, backtracking] = ["verification", "backtracking"].map((key) => longcotErrorCorrection.labels.find((label) => label.key === key)!);
  expect(system).toContain(verification!.definition.en);
  expect(system).not.toContain(backtracking!.definition.en);
  expect(user).toContain("[1] 🙂 So 7.");
  expect(user).toContain(`[${stepEnds.length}] `);
  expect(JSON.stringify(schema)).toContain('"enum":["branching","verification"]');
});

test("X8: cost, budget and pauses", () => {
  expect(costOf({ inputTokens: 2_000_000, outputTokens: 500_000 }, { input: 0.5, output: 2 })).toBe(2);
  expect(withinBudget({ spent: 0.8, underWay: 1, perRequest: 0.1, budget: 1 })).toBe(true);
  expect(withinBudget({ spent: 0.85, underWay: 1, perRequest: 0.1, budget: 1 })).toBe(false);
  expect(withinBudget({ spent: 1e9, underWay: 9, perRequest: 1, budget: null })).toBe(true);
  const now = new Date("2026-11-21T12:00:00Z");
  expect(pauseBefore(0, null, now)).toBe(500);
  expect(pauseBefore(3, null, now)).toBe(4000);
  expect(pauseBefore(99, null, now)).toBe(60_000);
  expect(pauseBefore(0, "7", now)).toBe(7000);
  expect(pauseBefore(0, "Sat, 21 Nov 2026 12:00:09 GMT", now)).toBe(9000);
  expect(pauseBefore(1, "soon", now)).toBe(1000);
});
