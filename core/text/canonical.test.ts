import fc from "fast-check";
import { expect, test } from "vitest";
import { repairText } from "./canonical";
import { traceText } from "./trace-text.fixture";

test("T10: a repaired text is well formed, as long as before in code points, and repairing is idempotent", () => {
  fc.assert(fc.property(fc.oneof(traceText, fc.string({ unit: fc.constantFrom("a", "\0", "\ud83d", "\ude42", "🙂", "中") })), (text) => {
    const repaired = repairText(text);
    const characters = Array.from(text);
    const broken = characters.map((character) => character === "\0" || (character.length === 1 && character >= "\ud800" && character <= "\udfff"));
    expect(Array.from(repaired.text)).toEqual(characters.map((character, index) => (broken[index] ? "\ufffd" : character)));
    expect(repaired.repairs).toBe(broken.filter(Boolean).length);
    expect(repairText(repaired.text)).toEqual({ text: repaired.text, repairs: 0 });
  }));
});

test("T10: nothing else is touched", () => {
  const text = "  e\u0301 \r\n\ufeff🙂\u200d ﬁ\t ";
  expect(repairText(text)).toEqual({ text, repairs: 0 });
});
