import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "./offset";
import { firstAfter } from "./segment-ends";

test("T19: the part of a position is the one that holds it; behind the last there is none", () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }).map((made) => made.sort((a, b) => a - b).map(codePoint));
  fc.assert(fc.property(ends, fc.nat({ max: 60 }), (parts, at) => {
    const holding = parts.findIndex((end, i) => (parts[i - 1] ?? 0) <= at && at < end);
    expect(firstAfter(parts, codePoint(at))).toBe(holding < 0 ? parts.length : holding);
  }));
});
