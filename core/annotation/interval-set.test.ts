import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../text/offset";
import { coverageOf, jointCoverage, mergeCoverage, nothingRead, shareRead, toRanges } from "./coverage";
import { difference, holdsRange, intersection, intervalSet, sizeOf, union } from "./interval-set";
import { sampleContext } from "./testing/sample-trace";

const range = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 12 })).map(([start, length]) => ({ start: codePoint(start), end: codePoint(start + length) }));
const set = fc.array(range, { maxLength: 12, size: "max" }).map(intervalSet);
const members = (ranges: readonly { start: number; end: number }[]): Set<number> => new Set(ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
const same = (a: Set<number>, b: Set<number>): void => expect([...a].sort((x, y) => x - y)).toEqual([...b].sort((x, y) => x - y));

test("A8: interval sets behave as sets of positions", () => {
  fc.assert(fc.property(set, set, range, (a, b, probe) => {
    const [left, right] = [members(a), members(b)];
    same(members(union(a, b)), new Set([...left, ...right]));
    same(members(intersection(a, b)), new Set([...left].filter((x) => right.has(x))));
    same(members(difference(a, b)), new Set([...left].filter((x) => !right.has(x))));
    expect(sizeOf(a)).toBe(left.size);
    expect(holdsRange(a, probe)).toBe([...members([probe])].every((x) => left.has(x)));
  }));
});

test("A8: the normal form is ascending, with a gap between any two ranges", () => {
  fc.assert(fc.property(set, set, (a, b) => {
    for (const normal of [a, union(a, b), intersection(a, b), difference(a, b)])
      for (const [i, { start, end }] of normal.entries()) expect(start < end && (i === 0 || normal[i - 1]!.end < start)).toBe(true);
  }));
});

test("A9: merging coverage is commutative, associative and idempotent", () => {
  const ranges = fc.array(fc.record({ field: fc.constantFrom("prompt" as const, "cot" as const, "answer" as const), at: range }).map(({ field, at }) => ({ field, ...at })), { maxLength: 8 });
  fc.assert(fc.property(ranges, ranges, ranges, (x, y, z) => {
    const [a, b, c] = [coverageOf(x), coverageOf(y), coverageOf(z)];
    expect(mergeCoverage(a, b)).toEqual(mergeCoverage(b, a));
    expect(mergeCoverage(mergeCoverage(a, b), c)).toEqual(mergeCoverage(a, mergeCoverage(b, c)));
    expect(mergeCoverage(a, a)).toEqual(a);
    expect(coverageOf(toRanges(a))).toEqual(a);
  }));
});

test("A9: what is read jointly is read by each; where nothing was recorded it counts as all read", () => {
  const cot = (start: number, end: number) => coverageOf([{ field: "cot", start: codePoint(start), end: codePoint(end) }]);
  expect(jointCoverage([cot(0, 10), null, cot(5, 20)])).toEqual(cot(5, 10));
  expect(jointCoverage([null, null])).toBeNull();
});

test("A9: the share read leaves excluded ranges out, and is undefined where there is nothing to read", () => {
  const length = sampleContext.offsets.cot.length;
  expect(shareRead(coverageOf([{ field: "cot", start: codePoint(2), end: length }]), "cot", sampleContext)).toBe(1);
  expect(shareRead(nothingRead, "cot", sampleContext)).toBe(0);
  expect(shareRead(nothingRead, "answer", { ...sampleContext, excluded: [{ field: "answer", start: codePoint(0), end: sampleContext.offsets.answer.length }] })).toBeNull();
});
