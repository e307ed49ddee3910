import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentSteps } from "@/core/text/segment";
import { paragraphAt, paragraphsOver, traceDocument } from "./document";
import { Formulas } from "./math";
import { piecesOf } from "./pieces";
import { placeAll, placeOne, type Placed } from "./placed";
import { codePoint } from "@/core/text/offset";
import type { Span } from "@/core/annotation/span";

/** Texts with everything that shifts offsets: astral characters, CRLF, tabs, zero-width characters, formulas, trailing spaces. */
const text = fc.array(fc.constantFrom("🙂 So 3·7 = 21.", " ", "\n\n", "\r\n", "\r", "\t", "\u200b", "Wait, $x^2 = 4$ holds", "$", "\\(a\\)", "👩‍🔬", "é", "重新算。", "  \n", "$$\\frac{a}{b}$$"), { maxLength: 40 }).map((parts) => parts.join(""));

const spansIn = (length: number, cuts: readonly (readonly [number, number])[]): Span[] => cuts.flatMap(([a, b], k): Span[] => {
  const [start, end] = [Math.min(a, b) % (length + 1), Math.max(a, b) % (length + 1)].sort((x, y) => x - y) as [number, number];
  return start === end ? [] : [{ id: `s${k}`, field: "cot", label: "verification", start: codePoint(start), end: codePoint(end), quote: "", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } }];
});

test("K1: paragraphs tile each field exactly; only line breaks at their ends are not drawn", () => {
  fc.assert(fc.property(text, text, text, (prompt, cot, answer) => {
    const doc = traceDocument({ prompt, cot, answer, stepEnds: segmentSteps(cot) });
    for (const { map, paragraphs } of Object.values(doc.fields)) {
      expect(paragraphs.map(({ from, to }) => map.text.slice(from, to)).join("")).toBe(map.text);
      for (const { from, drawnTo, to } of paragraphs) {
        expect(map.text.slice(drawnTo, to)).toMatch(/^[\r\n]*$/);
        expect(drawnTo).toBeGreaterThan(from);
      }
    }
    expect(doc.paragraphs.map(({ index }) => index)).toEqual(doc.paragraphs.map((_, index) => index));
  }));
});

test("K1: every offset is in the paragraph that holds it", () => {
  fc.assert(fc.property(text, fc.nat(), (cot, at) => {
    const { cot: field } = traceDocument({ prompt: "", cot, answer: null, stepEnds: segmentSteps(cot) }).fields;
    fc.pre(cot.length > 0);
    const offset = at % (cot.length + 1);
    const paragraph = paragraphAt(field, offset)!;
    expect(paragraph.from <= offset && (offset < paragraph.to || offset === cot.length)).toBe(true);
    expect(paragraphsOver(field, offset, cot.length).at(-1)).toBe(field.paragraphs.at(-1));
  }));
});

test("K1: an empty trace has no paragraph", () => {
  expect(traceDocument({ prompt: "", cot: "", answer: null, stepEnds: [] }).paragraphs).toEqual([]);
});

const cuts = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 });

test("K2: pieces tile the paragraph, and each names exactly the spans that cover it", () => {
  fc.assert(fc.property(text, cuts, fc.boolean(), (cot, edges, whole) => {
    const { cot: field } = traceDocument({ prompt: "", cot, answer: null, stepEnds: cot === "" ? [] : [field_length(cot)] }).fields;
    fc.pre(field.paragraphs.length > 0);
    const { from, drawnTo } = field.paragraphs[0]!;
    const spans = placeAll(field, spansIn(field.map.length, edges), new Map([["verification", 0]]));
    const found = new Formulas(cot).within(from, drawnTo);
    const pieces = piecesOf(from, drawnTo, spans, found, whole);
    expect(pieces.map((piece) => cot.slice(piece.from, piece.to)).join("")).toBe(cot.slice(from, drawnTo));
    for (const piece of pieces) {
      const covering = spans.filter((span) => span.from < piece.to && span.to > piece.from).map(({ span }) => span.id).sort();
      expect(piece.spans.map(({ span }) => span.id).sort()).toEqual(covering);
      if (!whole) for (const span of spans) expect(span.from > piece.from && span.from < piece.to).toBe(false);
      if (whole && piece.formula) expect([piece.from, piece.to]).toEqual([piece.formula.from, piece.formula.to]);
    }
  }));
});

const field_length = (value: string): number => Array.from(value).length;

test("K4: overlapping spans never share a track, whether placed at once or one by one", () => {
  fc.assert(fc.property(cuts, (edges) => {
    const cot = "🙂".repeat(40);
    const { cot: field } = traceDocument({ prompt: "", cot, answer: null, stepEnds: [40] }).fields;
    const spans = spansIn(40, edges);
    const labels = new Map([["verification", 0]]);
    const single: Placed[] = [];
    for (const span of spans) single.push(placeOne(field, span, labels, single));
    for (const placed of [placeAll(field, spans, labels), single])
      for (const a of placed) for (const b of placed) if (a !== b && a.row === b.row) expect(a.from < b.to && b.from < a.to).toBe(false);
  }));
});

test("K4: what holds others lies in the track nearest to the line", () => {
  const { cot: field } = traceDocument({ prompt: "", cot: "🙂 abcdefgh", answer: null, stepEnds: [10] }).fields;
  const [outer, inner] = spansIn(10, [[2, 9], [3, 5]]);
  expect(placeAll(field, [inner!, outer!], new Map()).map(({ span, row }) => [span.id, row])).toEqual([["s0", 0], ["s1", 1]]);
});
