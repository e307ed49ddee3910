import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import type { OffsetUnit } from "./import-plan";
import { OFFSET_UNITS, planFor } from "./import-plan";
import { offsetReader, readRange } from "./offset-units";
import { openReader } from "./reader";
import { compareUnits, reanchor } from "./reanchor";
import { textArbitrary } from "./release-trace.arbitrary";

/** Length of a text in a unit, by its definition. */
const lengthIn: Record<OffsetUnit, (text: string) => number> = {
  codepoint: (text) => Array.from(text).length, utf16: (text) => text.length, utf8: (text) => new TextEncoder().encode(text).length,
  grapheme: (text) => Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)).length,
};

test("F18: an offset in any unit is the code point with as much text before it", () => {
  fc.assert(fc.property(textArbitrary, fc.constantFrom(...OFFSET_UNITS), (text, unit) => {
    const read = offsetReader(text, unit);
    const points = Array.from(text);
    const clusters = Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
    let before = "";
    for (const piece of unit === "grapheme" ? clusters : points) {
      expect(read(lengthIn[unit](before))).toBe(Array.from(before).length);
      before += piece;
    }
    expect(read(lengthIn[unit](text))).toBe(points.length);
    expect([read(-1), read(lengthIn[unit](text) + 1), read(0.5)]).toEqual([null, null, null]);
  }));
  expect([offsetReader("🙂", "utf16")(1), offsetReader("🙂", "utf8")(2)]).toEqual([null, null]);
});

test("F18: the unit that wrote quoted ranges explains all of them", () => {
  fc.assert(fc.property(textArbitrary, fc.constantFrom(...OFFSET_UNITS), fc.nat(), fc.nat(), (text, unit, a, b) => {
    const pieces = unit === "grapheme" ? Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment) : Array.from(text);
    const [from, to] = [a % (pieces.length + 1), b % (pieces.length + 1)].sort((x, y) => x - y) as [number, number];
    const [head, quote] = [pieces.slice(0, from).join(""), pieces.slice(from, to).join("")];
    const range = { start: lengthIn[unit](head), end: lengthIn[unit](head + quote), quote };
    const match = compareUnits([{ text, ranges: [range] }]).find((candidate) => candidate.unit === unit);
    // A cluster may grow over the cut when head and quote are measured apart; the reader says so by not matching.
    if (unit !== "grapheme" || lengthIn.grapheme(head) + lengthIn.grapheme(quote) === lengthIn.grapheme(head + quote)) expect(match).toMatchObject({ matched: 1, total: 1 });
    expect(sliceRange(offsetMap(text), readRange(offsetReader(text, unit), range.start, range.end) ?? { start: codePoint(0), end: codePoint(0) }).length).toBeLessThanOrEqual(text.length);
  }));
});

test("F19: a quote is re-anchored where it is, else at the nearest place of its own, else not at all", () => {
  const map = offsetMap("🙂 wait. So 7. wait. No. wait.");
  const said = (start: number, end: number) => ({ start: codePoint(start), end: codePoint(end) });
  expect(reanchor(map, said(2, 7), codePoint(2), "wait.")).toEqual({ range: said(2, 7), moved: 0 });
  expect(reanchor(map, said(4, 9), codePoint(4), "wait.")).toEqual({ range: said(2, 7), moved: 2 });
  expect(reanchor(map, null, codePoint(29), "wait.")).toEqual({ range: said(24, 29), moved: 5 });
  expect(reanchor(offsetMap("ab 🙂 ab"), null, codePoint(2), "ab")).toEqual({ range: said(0, 2), moved: 2 });
  expect(reanchor(offsetMap("ab🙂🙂ab"), said(2, 3), codePoint(2), "ab")).toBeNull();
  expect(reanchor(map, said(0, 1), codePoint(0), "never said")).toBeNull();
});

test.each([
  ["a fraction", "0.5"], ["before the text", "-4"], ["behind the text", "4000"],
])("F19: a place that is %s is none: the quote is found where it stands once, and only if moving is accepted", async (_, place) => {
  const file = `[{"data":{"text":"🙂 so 7, wait"},"annotations":[{"result":[{"id":"a","type":"labels","from_name":"label","to_name":"text","value":{"start":${place},"end":${place},"text":"so 7","labels":["check"]}}]}]}]`;
  const read = async (reanchor: boolean): Promise<string[]> => {
    const reader = openReader({ ...planFor("label-studio"), reanchor }, "file");
    const rows = reader.ok ? await collect(reader.value(byteChunks(new TextEncoder().encode(file)))) : [];
    return rows.map((row) => (row.kind === "error" ? row.code ?? "" : JSON.stringify(row.record.annotations?.flatMap(({ spans }) => spans.map(({ start, end, quote }) => [start, end, quote])))));
  };
  expect(await read(true)).toEqual(['[[2,6,"so 7"]]']);
  expect(await read(false)).toEqual(["quote-outside"]);
});

test("F19: without a place a quote that stands twice is nowhere", () => {
  expect(reanchor(offsetMap("🙂 so 7, so 7"), null, null, "so 7")).toBeNull();
  expect(reanchor(offsetMap("🙂 so 7"), null, null, "so 7")).toEqual({ range: { start: 2, end: 6 }, moved: 2 });
});

test("F19: a span whose place is null is outside the text, not at its beginning", async () => {
  const reader = openReader(planFor("doccano"), "file");
  const rows = reader.ok ? await collect(reader.value(byteChunks(new TextEncoder().encode('{"text":"🙂 so 7","label":[[null,null,"check"]]}\n')))) : [];
  expect(rows.map((row) => (row.kind === "error" ? row.code : "read"))).toEqual(["span-outside"]);
});
