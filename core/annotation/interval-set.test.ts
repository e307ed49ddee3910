import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../text/offset";
import { coverageOf, toRanges } from "./coverage";
import { holdsRange, intersection, intervalSet, sizeOf } from "./interval-set";

const range = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 12 })).map(([start, length]) => ({ start: codePoint(start), end: codePoint(start + length) }));
const set = fc.array(range, { maxLength: 12, size: "max" }).map(intervalSet);
const members = (ranges: readonly { start: number; end: number }[]): Set<number> => new Set(ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
const same = (a: Set<number>, b: Set<number>): void => expect([...a].sort((x, y) => x - y)).toEqual([...b].sort((x, y) => x - y));

test("A8: interval sets behave as sets of positions", () => {
  fc.assert(fc.property(set, set, range, (a, b, probe) => {
    const [left, right] = [members(a), members(b)];
    same(members(intervalSet([...a, ...b])), new Set([...left, ...right]));
    same(members(intersection(a, b)), new Set([...left].filter((x) => right.has(x))));
    expect(sizeOf(a)).toBe(left.size);
    expect(holdsRange(a, probe)).toBe([...members([probe])].every((x) => left.has(x)));
  }));
});

test("A8: the normal form is ascending, with a gap between any two ranges", () => {
  fc.assert(fc.property(set, set, (a, b) => {
    for (const normal of [a, intervalSet([...a, ...b]), intersection(a, b)])
      for (const [i, { start, end }] of normal.entries()) expect(start < end && (i === 0 || normal[i - 1]!.end < start)).toBe(true);
  }));
});

test("A9: what was read is the same whatever the order of the reports, however often they come, and once they are united", () => {
  const ranges = fc.array(fc.record({ field: fc.constantFrom("prompt" as const, "cot" as const, "answer" as const), at: range }).map(({ field, at }) => ({ field, ...at })), { maxLength: 8 });
  fc.assert(fc.property(ranges, ranges, (a, b) => {
    const all = coverageOf([...a, ...b]);
    expect(coverageOf([...b, ...a, ...b])).toEqual(all);
    expect(coverageOf([...toRanges(coverageOf(a)), ...toRanges(coverageOf(b))])).toEqual(all);
  }));
});
