import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrences } from "./occurrences";
import { verbatimRepeats } from "./repeats";
import { traceText } from "./trace-text.fixture";

/** `length` characters that do not repeat themselves, different for every seed. */
const prose = (seed: number, length: number): string => {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length }, () => "abcdefghij klmnopqrstuvwxyz,.🙂"[(state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % 30] ?? "x").join("").replaceAll(/[\ud800-\udfff]/g, "-");
};

describe("verbatim repeats", () => {
  test("T13: what is reported stood before, is ≥ 200 units long, ascending and apart", () => {
    let reported = 0;
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 400 })), { minLength: 2, maxLength: 12 }), traceText, (parts, other) => {
      const text = parts.map(([seed, length], index) => prose(seed, length) + (index % 3 === 0 ? other : "")).join("");
      let last = 0;
      for (const repeat of verbatimRepeats(text)) {
        reported++;
        expect(repeat.start).toBeGreaterThanOrEqual(last);
        expect(repeat.end - repeat.start).toBeGreaterThanOrEqual(199);
        expect(text.slice(repeat.start, repeat.end)).toBe(text.slice(repeat.firstStart, repeat.firstStart + repeat.end - repeat.start));
        last = repeat.end;
      }
    }), { numRuns: 300 });
    expect(reported).toBeGreaterThan(100);
  });

  test("T13: a planted repeat is found from its first to its last character", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 200, max: 900 }), fc.integer({ min: 1, max: 700 }), (before, length, between) => {
      const planted = prose(7, length);
      const text = `${prose(1, before)}<${planted}>${prose(2, between)}[${planted}]`;
      expect(verbatimRepeats(text)).toMatchObject([{ start: text.length - 1 - length, end: text.length - 1, firstStart: before + 1, loop: false }]);
    }));
  });

  test("T14: a loop is reported from the end of its first instance, whatever its period", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 350 }), (before, period) => {
      const instance = `${prose(3, period)}#`;
      const text = `${prose(1, before)}%${instance.repeat(Math.ceil(900 / instance.length) + 3)}!`;
      expect(verbatimRepeats(text)).toEqual([{ start: before + 1 + instance.length, end: text.length - 1, firstStart: before + 1, firstEnd: before + 1 + instance.length, loop: true }]);
    }));
  });

  test("T14: a loop of 291,000 characters and one of a single character are one range each", () => {
    expect(verbatimRepeats("Wait, let me check 🙂 again. ".repeat(10_000))).toHaveLength(1);
    expect(verbatimRepeats("a".repeat(1_000_000))).toEqual([{ start: 1, end: 1_000_000, firstStart: 0, firstEnd: 1, loop: true }]);
  });
});

test("T15: occurrences are those of a naive search without overlaps", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 60 }), fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 5 }), (text, needle) => {
    const naive: number[] = [];
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) naive.push(at);
    expect(occurrences(text, needle)).toEqual(naive);
  }));
});
