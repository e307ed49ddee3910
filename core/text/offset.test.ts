import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePoint, offsetMap, sliceRange, toCodePoint, toUtf16, utf16 } from "./offset";

/** Texts with astral characters, combining marks, CRLF and lone surrogates: everything a model may write. */
const text = fc.string({ unit: fc.oneof(fc.constantFrom("a", "🙂", "👩‍🔬", "é", "\r\n", "中", "\ud83d", "\u200d"), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })), maxLength: 200 });

describe("offsets are code points", () => {
  test("T1: length and slices are those of Array.from", () => {
    fc.assert(fc.property(text, fc.nat(), fc.nat(), (value, a, b) => {
      const characters = Array.from(value);
      const map = offsetMap(value);
      expect(map.length).toBe(characters.length);
      const [start, end] = [a % (characters.length + 1), b % (characters.length + 1)].sort((x, y) => x - y) as [number, number];
      expect(sliceRange(map, { start: codePoint(start), end: codePoint(end) })).toBe(characters.slice(start, end).join(""));
    }));
  });

  test("T2: code point → UTF-16 → code point is the identity", () => {
    fc.assert(fc.property(text, fc.nat(), (value, a) => {
      const map = offsetMap(value);
      const offset = codePoint(a % (map.length + 1));
      expect(toCodePoint(map, toUtf16(map, offset))).toBe(offset);
    }));
  });

  test("T2: an offset inside a surrogate pair falls back to the pair's start", () => {
    const map = offsetMap("a🙂b");
    expect([0, 1, 2, 3, 4].map((at) => toCodePoint(map, utf16(at)))).toEqual([0, 1, 1, 2, 3]);
  });

  test("T3: an offset outside the text is a bug, not a clamp", () => {
    const map = offsetMap("🙂");
    for (const outside of [-1, 2, 0.5, Number.NaN]) expect(() => toUtf16(map, codePoint(outside))).toThrow(RangeError);
    expect(() => toCodePoint(map, utf16(3))).toThrow(RangeError);
  });
});
