import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../text/offset";
import { firstAfter, partsTouched, segmentsOf } from "./segments";

const spans = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 })), { maxLength: 15, size: "max" })
  .map((made) => made.map(([start, length], i) => ({ id: `s${i}`, start: codePoint(start), end: codePoint(start + length) })));
const stretch = fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 30 })).map(([start, length]) => ({ start: codePoint(start), end: codePoint(start + length) }));

test("A11: segments tile the stretch, each with exactly the spans that cover it, and neighbours differ", () => {
  fc.assert(fc.property(stretch, spans, (part, all) => {
    const segments = segmentsOf(part, all);
    expect(segments.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(part.end - part.start);
    for (const [i, { start, end, covering }] of segments.entries()) {
      expect(start).toBe(i === 0 ? part.start : segments[i - 1]!.end);
      for (let at = start as number; at < end; at++) expect(covering).toEqual(all.filter((span) => span.start <= at && at < span.end).map(({ id }) => id));
    }
  }));
});

test("A11: a paragraph without spans is one run, an empty one none", () => {
  expect(segmentsOf({ start: codePoint(3), end: codePoint(9) }, [])).toEqual([{ start: 3, end: 9, covering: [] }]);
  expect(segmentsOf({ start: codePoint(3), end: codePoint(3) }, [{ id: "s", start: codePoint(0), end: codePoint(9) }])).toEqual([]);
});

test("A11: the parts that a range touches are those that hold one of its positions", () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }).map((made) => made.sort((a, b) => a - b).map(codePoint));
  fc.assert(fc.property(ends, fc.nat(), fc.integer({ min: 1, max: 30 }), (parts, from, length) => {
    const last = parts.at(-1)!;
    const start = codePoint(from % last);
    const end = codePoint(Math.min(last, start + length));
    const [first, behind] = partsTouched(parts, { start, end });
    const touched = parts.flatMap((partEnd, i) => ((parts[i - 1] ?? 0) < end && start < partEnd ? [i] : []));
    expect([first, behind]).toEqual([touched[0], touched.at(-1)! + 1]);
    expect(firstAfter(parts, start)).toBe(first);
  }));
});
