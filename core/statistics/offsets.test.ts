import { expect, test } from "vitest";
import fc from "fast-check";
import { codePoint } from "../text/offset";
import { offsets } from "./offsets";
import { utf8Length } from "./utf8";

const text = "🙂 So 7. Wait, 检查 é";

test.each([["codepoint", 8, 12], ["utf16", 9, 13], ["utf8", 11, 15]])("H1: %s offsets of the characters after an emoji", (to, start, end) => {
  expect(offsets.run({ text, start: 8, end: 12, from: "codepoint", to })).toEqual({ ok: true, value: { start, end, quote: "Wait" } });
});

test("H1: a range survives the way through any unit and back", () => {
  const characters = fc.array(fc.constantFrom("a", "é", "检", "🙂", "\n", "𝔸", "e\u0301"), { minLength: 1, maxLength: 40 });
  const units = fc.constantFrom("codepoint", "utf16", "utf8");
  fc.assert(fc.property(characters, fc.nat(), fc.nat(), units, (list, a, b, unit) => {
    const whole = list.join("");
    const length = Array.from(whole).length;
    const [start, end] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
    const there = offsets.run({ text: whole, start, end, from: "codepoint", to: unit });
    expect(there.ok).toBe(true);
    if (!there.ok) return;
    const back = offsets.run({ text: whole, ...there.value, from: unit, to: "codepoint" });
    expect(back).toEqual({ ok: true, value: { start: codePoint(start!), end: codePoint(end!), quote: Array.from(whole).slice(start, end).join("") } });
  }));
});

test("H1: UTF-8 lengths are those of the encoder", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (any) => { expect(utf8Length(any)).toBe(new TextEncoder().encode(any).length); }));
});

test.each([
  ["inside a surrogate pair", { start: 1, end: 2, from: "utf16", to: "codepoint" }],
  ["inside a UTF-8 sequence", { start: 2, end: 4, from: "utf8", to: "codepoint" }],
  ["past the end", { start: 0, end: 99, from: "codepoint", to: "utf8" }],
  ["UTF-8 past the end", { start: 0, end: 99, from: "utf8", to: "codepoint" }],
  ["reversed", { start: 3, end: 2, from: "codepoint", to: "utf16" }],
  ["negative", { start: -1, end: 2, from: "codepoint", to: "utf16" }],
  ["an unknown unit", { start: 0, end: 2, from: "grapheme", to: "utf16" }],
])("H1: %s is refused", (_, range) => {
  expect(offsets.run({ text, ...range })).toMatchObject({ ok: false, error: { kind: "invalid-input" } });
});
