import { expect, test } from "vitest";
import { answersInWords } from "./answers-in-words";
import { longcotErrorCorrection } from "./presets/longcot-error-correction";

const verification = longcotErrorCorrection.labels.find(({ key }) => key === "verification");

test("C2: attributes are said by their names in the reader's language, in the codebook's order; unknown ones as they are", () => {
  const given = { "mood🙂": "glad", outcome: "finds_problem", target: "step", method: "by_magic" };
  expect(answersInWords(verification, given, "en")).toEqual(["outcome: finds a problem", "target: step", "method: by_magic", "mood🙂: glad"]);
  expect(answersInWords(verification, given, "zh-CN")[1]).toMatch(/^\p{Script=Han}+: \p{Script=Han}+$/u);
  expect(answersInWords(undefined, { outcome: "confirms" }, "en")).toEqual(["outcome: confirms"]);
});
