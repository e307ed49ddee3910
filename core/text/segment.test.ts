import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { protectedRanges } from "./protected-ranges.fixture";
import { segmentSteps, STEP_SEGMENTER } from "./segment";
import { slicesAt } from "./segments.fixture";
import { segmentSentences } from "./sentences";
import { realTraces } from "@/tests/fixtures/real-traces";
import { traceText } from "./trace-text.fixture";

const stepsOf = (text: string): string[] => slicesAt(text, segmentSteps(text));
const paragraph = fc.array(fc.constantFrom("So we get 7. ", "Wait, 🙂 no. ", "这样就对了。", "$x = 1.5$ ", "Fine"), { minLength: 1, maxLength: 6 }).map((parts) => parts.join("").trim());

describe("steps/1", () => {
  test("T4: steps tile any text, none is empty, and a surrogate pair is never split", () => {
    fc.assert(fc.property(traceText, (text) => {
      const steps = stepsOf(text);
      expect(steps.join("")).toBe(text);
      expect(steps.every((step) => step.length > 0)).toBe(true);
      expect(steps.map((step) => Array.from(step).length).reduce((sum, length) => sum + length, 0)).toBe(Array.from(text).length);
    }), { numRuns: 1_000 });
  });

  test("T5: no boundary lies inside maths or code, and protected ranges do occur", () => {
    let seen = 0;
    fc.assert(fc.property(traceText, (text) => {
      const ends = segmentSteps(text);
      for (const range of protectedRanges(text)) {
        seen++;
        expect(ends.filter((end) => end > range.start && end < range.end)).toEqual([]);
      }
    }), { numRuns: 1_000 });
    expect(seen).toBeGreaterThan(500);
  });

  test("T4: white space belongs to the step before; only the first step may begin with it", () => {
    fc.assert(fc.property(traceText, (text) => {
      for (const step of stepsOf(text).slice(1)) expect(step).toMatch(/^\S/);
    }));
  });

  test("T6: paragraphs are independent of their neighbours", () => {
    fc.assert(fc.property(fc.array(paragraph, { minLength: 2, maxLength: 20 }), fc.array(paragraph, { minLength: 2, maxLength: 20 }), (before, after) => {
      const [a, b] = [before.join("\n\n") + "\n\n", after.join("\n\n")];
      expect(stepsOf(a + b)).toEqual([...stepsOf(a), ...stepsOf(b)]);
    }));
  });

  test.each<[string, string[]]>([
    ["", []],
    ["🙂", ["🙂"]],
    [" \n\n ", [" \n\n "]],
    ["Okay 🙂.\n\nWait,\nno.\n \nSo 7.\n", ["Okay 🙂.\n\n", "Wait,\nno.\n \n", "So 7.\n"]],
    ["a\r\n\r\nb", ["a\r\n\r\n", "b"]],
    ["a\rb", ["a\r", "b"]],
    ["第一步。\n第二步。", ["第一步。\n", "第二步。"]],
    ["We get\n\n\\[ x\n\n= 1 \\]\n\nso.", ["We get\n\n", "\\[ x\n\n= 1 \\]\n\n", "so."]],
    ["a\n\n```py\nx = 1\n\ny = 2\n```\n\nb", ["a\n\n", "```py\nx = 1\n\ny = 2\n```\n\n", "b"]],
    ["a\n\n$$\nx\n\ny\n$$\n\nb", ["a\n\n", "$$\nx\n\ny\n$$\n\n", "b"]],
    ["costs $5\n\nand $6\n\nb", ["costs $5\n\n", "and $6\n\n", "b"]],
    ["unclosed \\( x\n\nb \\)", ["unclosed \\( x\n\n", "b \\)"]],
    ["```\nnever closed\n\nb", ["```\nnever closed\n\n", "b"]],
    ["\\begin{align}\na\n\nb\n\\end{align}\n\nc", ["\\begin{align}\na\n\nb\n\\end{align}\n\n", "c"]],
  ])("T6: %j", (text, steps) => {
    expect(stepsOf(text)).toEqual(steps);
  });

  test("T6: a wide paragraph is cut into lines, a wide line into sentences of at least 24 units", () => {
    const line = "Let me count again, carefully this time. Wait. The total is 3.5 🙂 then. ";
    const wide = line.repeat(20).trim();
    const steps = stepsOf(`short\nlines\n\n${wide}\nx = 1\n\nend`);
    expect(steps[0]).toBe("short\nlines\n\n");
    expect(steps.slice(1, 3)).toEqual(["Let me count again, carefully this time. ", "Wait. The total is 3.5 🙂 then. "]);
    expect(steps.slice(-2)).toEqual(["x = 1\n\n", "end"]);
    expect(steps).toHaveLength(1 + 40 + 2);
    expect(stepsOf("然后我们再验证一下这个结果是不是正确的。".repeat(40) + "\n\n好")).toHaveLength(41 - 20);
  });

  test("T9: the boundaries of steps, and of the sentences that wide lines are cut into, are those of the version: whoever moves one names a new version", () => {
    const text = ["🙂 Okay. So 3.5 + 4 = 7.5, e.g. as in Fig. 3. Wait... no.", "第一步。所以 $x = 1.5$！再看（重新算。）👩‍🔬", "\\[ a\n\nb \\]", "1. One. 2. Two? \"Yes.\" Mr. A. Smith said: etc. Then so.", "```py\nx = 1. y\n\nz\n```", `${"Let me check that again, carefully. ".repeat(30)}`, "a\r\n\r\nb\tc  \n \nd"].join("\n\n");
    const pinned = (ends: readonly number[]): string => createHash("sha256").update(ends.join()).digest("hex").slice(0, 16);
    expect([STEP_SEGMENTER, pinned(segmentSteps(text)), pinned(segmentSentences(text))]).toEqual(["steps/1", "67f8d0945b6bf7cd", "b815ff9006bef6eb"]);
  });

  test("T6: no cap on the number of steps, and a loop of 291,000 characters is cut like any other text", () => {
    expect(segmentSteps("🙂 step.\n\n".repeat(100_000))).toHaveLength(100_000);
    const loop = "Wait, maybe I should check again whether it holds. ".repeat(5_706);
    expect(segmentSteps(loop)).toHaveLength(5_706);
  });

  test.each(["$", "$$", "$x\n", "\\(", "\\[", "\\begin{a}", "```\n", "```x\n", "``` ", "` ", "~~~\na", "A. ", "e.g. ", "\n", "。", "“"])("T6: a million characters of %j are cut exactly once through", (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(segmentSteps(text).at(-1)).toBe(text.length);
  });

  const real = [...realTraces("QwQ-32b"), ...realTraces("r10528")];
  test.skipIf(real.length === 0)("T4: real traces of R1 and QwQ tile (skipped where ../shared/data is absent)", () => {
    for (const text of real) {
      const ends = segmentSteps(text);
      expect(ends.at(-1)).toBe(Array.from(text).length);
      expect(ends.length).toBeGreaterThanOrEqual(text.split(/\n\n+/).filter((part) => part.trim() !== "").length * 0.6);
    }
  });
});
