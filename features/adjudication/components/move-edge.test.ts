import { expect, test } from "vitest";
import { movedEdge, stepBeside } from "./move-edge";
import { textMaps } from "./score-model";

const cot = "🙂 So 7.\n\n  Wait, 3+4=7, yes.\n\n";
const texts = textMaps({ id: "t", title: "t", prompt: "3+4? 🙂", cot, answer: "7", stepEnds: [9, 30], excluded: [] });
const draft = { group: null, field: "prompt" as const, start: 0, end: 6, label: "verification", attributes: {} };

test("J: a new span goes from step to step, over the prompt and the answer too, without the white space around them, and stops at the ends", () => {
  const seen: string[] = [];
  for (let at: typeof draft | null = { ...draft }; at !== null;) {
    const beside = stepBeside(texts, at, 1);
    if (beside) seen.push(Array.from({ prompt: "3+4? 🙂", cot, answer: "7" }[beside.range.field]).slice(beside.range.start, beside.range.end).join(""));
    at = beside && { ...draft, ...beside.range } as typeof draft;
  }
  expect(seen).toEqual(["🙂 So 7.", "Wait, 3+4=7, yes.", "7"]);
  expect(stepBeside(texts, draft, -1)).toBeNull();
});

test("J: an edge moves by a word and never past the other", () => {
  const [, step] = [0, stepBeside(texts, draft, 1)!.range];
  const shorter = movedEdge({ ...draft, ...step }, texts.maps.cot, -1, "end");
  expect([shorter.start, shorter.end]).toEqual([0, 4]);
  expect(movedEdge(movedEdge(shorter, texts.maps.cot, -1, "end"), texts.maps.cot, -1, "end")).toMatchObject({ start: 0, end: 1 });
});
