import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextGrapheme, previousGrapheme, snapToGraphemes } from "./grapheme";
import { codePoint, offsetMap, sliceRange, type Range } from "./offset";
import { segmentAt, snapToSegments } from "./segment-ends";
import { segmentSentences } from "./sentences";
import { nextWordEnd, previousWordStart, snapToWords, wordAt } from "./words";
import { traceText } from "./trace-text.fixture";

const clusters = (text: string): string[] => Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), (cluster) => cluster.segment);
const range = (start: number, end: number): Range => ({ start: codePoint(start), end: codePoint(end) });
const well = fc.array(fc.constantFrom("a", " ", "🙂", "👩‍🔬", "👨‍👩‍👧‍👦", "e\u0301", "\r\n", "中", "🇩🇪", "🇨🇳", "नि", "각", "👍🏽", "."), { maxLength: 40 }).map((parts) => parts.join(""));

describe("a caret stops between what readers see as characters", () => {
  test("T17: a snapped range covers the given one, splits no cluster, and is the smallest such", () => {
    fc.assert(fc.property(well, fc.nat(), fc.nat(), (text, a, b) => {
      const map = offsetMap(text);
      const [start, end] = [a % (map.length + 1), b % (map.length + 1)].sort((x, y) => x - y) as [number, number];
      const boundaries = [0];
      for (const cluster of clusters(text)) boundaries.push(boundaries.at(-1)! + Array.from(cluster).length);
      const expected = range(boundaries.findLast((at) => at <= start)!, boundaries.find((at) => at >= end)!);
      expect(snapToGraphemes(map, range(start, end))).toEqual(expected);
    }), { numRuns: 500 });
  });

  test("T17: walking forth and back meets the same boundaries", () => {
    fc.assert(fc.property(well, (text) => {
      const map = offsetMap(text);
      const forth = [codePoint(0)];
      while (forth.at(-1)! < map.length) forth.push(nextGrapheme(map, forth.at(-1)!));
      const back = [map.length];
      while (back[0]! > 0) back.unshift(previousGrapheme(map, back[0]!));
      expect(forth).toHaveLength(clusters(text).length + 1);
      expect(back).toEqual(forth);
    }));
  });
});

describe("words", () => {
  test("T18: Latin and Chinese words, with an emoji before them", () => {
    const map = offsetMap("🙂 Wait, 我们需要验证 x-ray don't 3.14");
    const wordsFrom = (at: number): string => sliceRange(map, wordAt(map, codePoint(at)));
    expect([2, 6, 8, 10, 12, 14].map(wordsFrom)).toEqual(["Wait", ",", "我们", "需要", "验证", " "]);
    expect(sliceRange(map, snapToWords(map, range(3, 13)))).toBe("Wait, 我们需要验证");
    expect(sliceRange(map, snapToWords(map, range(21, 23)))).toBe("don't");
  });

  test("T18: a word holds its offset; carets move strictly and reach both ends", () => {
    fc.assert(fc.property(traceText, fc.nat(), (text, a) => {
      const map = offsetMap(text);
      fc.pre(map.length > 0);
      const at = codePoint(a % map.length);
      const word = wordAt(map, at);
      expect(word.start <= at && at < word.end).toBe(true);
      expect(nextWordEnd(map, at)).toBeGreaterThan(at);
      if (at > 0) expect(previousWordStart(map, at)).toBeLessThan(at);
    }), { numRuns: 500 });
  });
});

describe("segments", () => {
  test("T19: snapping covers the range, ends on boundaries, and is idempotent", () => {
    fc.assert(fc.property(traceText, fc.nat(), fc.nat(), (text, a, b) => {
      const ends = segmentSentences(text);
      const length = offsetMap(text).length;
      const [start, end] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y) as [number, number];
      const snapped = snapToSegments(ends, range(start, end));
      expect(snapped.start <= start && snapped.end >= end).toBe(true);
      if (length > 0) expect([0, ...ends]).toEqual(expect.arrayContaining([snapped.start, snapped.end]));
      if (length > 0 && start < length) expect(ends[segmentAt(ends, codePoint(start))]).toBeGreaterThan(start);
      expect(snapToSegments(ends, snapped)).toEqual(snapped);
    }));
  });
});
