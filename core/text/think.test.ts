import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitThink, THINK_MARKERS } from "./think";
import { realOutputs } from "@/tests/fixtures/real-traces";
import { traceText } from "./trace-text.fixture";

const glued = fc.array(fc.oneof(traceText, fc.constantFrom("<think>", "</think>", "<answer>", "</answer>", "\n", "...")), { maxLength: 8 }).map((parts) => parts.join(""));

describe("an output is parted at its markers", () => {
  test("T11: the parts tile the original, and nothing is trimmed", () => {
    let parted = 0;
    fc.assert(fc.property(glued, (text) => {
      const split = splitThink(text);
      expect(split === null).toBe(!/<\/?think>/.test(text));
      if (split === null) return;
      parted++;
      expect(split.parts.map((part) => part.text).join("")).toBe(text);
      const characters = Array.from(text);
      for (const part of split.parts) expect(characters.slice(part.start, part.end).join("")).toBe(part.text);
    }), { numRuns: 500 });
    expect(parted).toBeGreaterThan(100);
  });

  test("T11: for any prompt, thought and answer without markers the split gives them back", () => {
    fc.assert(fc.property(traceText, traceText, traceText, (prompt, cot, answer) => {
      fc.pre(!/^[\s.…]*$/.test(cot));
      expect(splitThink(`${prompt}<think>${cot}</think>${answer}`)).toMatchObject({ prompt: prompt === "" ? null : prompt, cot, answer, truncated: false, openMissing: false });
    }));
  });

  test.each<[string, string, Partial<ReturnType<typeof splitThink>>]>([
    ["an unclosed thought is kept and marked", "<think>\nSo 🙂", { prompt: null, cot: "\nSo 🙂", answer: null, truncated: true }],
    ["the opening marker stood in the template", "So 7.\n</think>\n\n7", { prompt: null, cot: "So 7.\n", answer: "\n\n7", truncated: false, openMissing: true }],
    ["a quoted template in the prompt is not the thought", "Use <think>\n...\n</think>\n<answer>\n...\n</answer>\nQ?<think>\nSo\n</think>\n<answer>\n7\n</answer>", { prompt: "Use <think>\n...\n</think>\n<answer>\n...\n</answer>\nQ?", cot: "\nSo\n", answer: "\n7\n" }],
    ["an empty thought", "Q <think>\n\n</think>\n\nA", { prompt: "Q ", cot: "\n\n", answer: "\n\nA" }],
    ["an answer in emphasis", "<think>x</think>\n\n**<answer>10</answer>**\n", { cot: "x", answer: "10" }],
    ["prose before the wrapper is answer too", "<think>x</think> It is <answer>10</answer>", { cot: "x", answer: " It is <answer>10</answer>" }],
    ["an unclosed wrapper", "<think>x</think><answer>10", { cot: "x", answer: "10" }],
    ["only the first thought counts", "<think>x</think>y<think>z</think>", { cot: "x", answer: "y<think>z</think>" }],
    ["an empty answer", "<think>x</think>", { cot: "x", answer: "" }],
  ])("T12: %s", (_, text, expected) => {
    expect(splitThink(text)).toMatchObject(expected!);
  });

  test("T12: markers are configurable, and a text without them is left alone", () => {
    expect(splitThink("a ◁think▷b◁/think▷c", { open: "◁think▷", close: "◁/think▷", answerOpen: null, answerClose: null })).toMatchObject({ prompt: "a ", cot: "b", answer: "c" });
    expect(splitThink("🙂 no markers", THINK_MARKERS)).toBeNull();
  });

  const outputs = realOutputs("checkpoints/illusion-of-reasoning-grpo", "output");
  test.skipIf(outputs.length === 0)("T12: of real rollouts with the template in front, none takes the template for its thought (skipped where ../shared/data is absent)", () => {
    for (const output of outputs) {
      const split = splitThink(output)!;
      expect(split.cot.trim()).not.toBe("...");
      expect(split.prompt).toContain("You are a helpful AI Assistant");
      expect(split.parts.map((part) => part.text).join("")).toBe(output);
    }
  });
});
