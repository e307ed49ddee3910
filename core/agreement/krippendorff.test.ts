import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Coded } from "./krippendorff";
import { krippendorffAlpha } from "./krippendorff";
import { spanAlpha } from "./span-alpha";
import { unitizingAlpha } from "./alpha-u";

const _ = null;
const fourCoders = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];
const threeCoders = [
  [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
  [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
  [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
];

describe("Krippendorff's α", () => {
  test.each([["nominal", 0.743], ["ordinal", 0.815], ["interval", 0.849], ["ratio", 0.797]] as const)("G2: 4 coders × 12 units, %s: %f", (level, value) => {
    expect(krippendorffAlpha(fourCoders, level).alpha).toBeCloseTo(value, 3);
  });

  test("G2: where no value comes twice, ordinal is interval over ranks, also over hundreds of values", () => {
    const ranks = [0, 1].map((coder) => Array.from({ length: 400 }, (_none, i) => 2 * ((i * 7) % 400) + coder + 1));
    const ordinal = krippendorffAlpha(ranks.map((row) => row.map((rank) => rank ** 3)), "ordinal");
    expect(ordinal.alpha).toBeCloseTo(krippendorffAlpha(ranks, "interval").alpha!, 12);
  });

  test.each([["nominal", 0.691], ["interval", 0.811]] as const)("G2: 3 coders × 15 units with missing values, %s: %f", (level, value) => {
    expect(krippendorffAlpha(threeCoders, level).alpha).toBeCloseTo(value, 3);
  });

  const matrix = fc.array(fc.array(fc.constantFrom<Coded>("🙂", "b", "c", null), { minLength: 8, maxLength: 8 }), { minLength: 2, maxLength: 4 });

  test("G1: perfect agreement is 1 wherever there is variation; without it α is undefined and says why", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<Coded>("🙂", "b", null), { minLength: 4, maxLength: 12 }), (row) => {
      const { alpha, reason } = krippendorffAlpha([row, row], "nominal");
      const kinds = new Set(row.filter((value) => value !== null)).size;
      expect(alpha).toBe(kinds === 2 ? 1 : null);
      expect(reason).toBe(kinds === 2 ? undefined : kinds === 1 ? "one category only" : "nothing pairable");
    }));
  });

  test("G3: invariant under renaming of labels and the order of coders and units", () => {
    fc.assert(fc.property(matrix, (rows) => {
      const value = krippendorffAlpha(rows, "nominal").alpha;
      const renamed = rows.map((row) => row.map((each) => (each === null ? null : each === "🙂" ? "c" : each === "c" ? "x" : "🙂"))).reverse().map((row) => [...row].reverse());
      const other = krippendorffAlpha(renamed, "nominal").alpha;
      if (value === null) expect(other).toBeNull();
      else expect(other).toBeCloseTo(value, 12);
    }));
  });

  test("G4: a value that nobody else gave does not count", () => {
    expect(krippendorffAlpha([["a", "b", "a", "🙂"], ["a", "b", "b", null]], "nominal")).toEqual(krippendorffAlpha([["a", "b", "a"], ["a", "b", "b"]], "nominal"));
  });

  test("a level above nominal needs numbers", () => {
    expect(() => krippendorffAlpha([["a", 1], [1, 2]], "interval")).toThrow(RangeError);
  });
});

describe("α over spans", () => {
  const span = fc.record({ annotator: fc.constantFrom("a", "b", "c"), label: fc.constantFrom("v", "🙂"), start: fc.nat(29), length: fc.integer({ min: 1, max: 12 }) });

  test("G5: run lengths give what writing every code point into the matrix gives", () => {
    fc.assert(fc.property(fc.array(span, { maxLength: 10 }), (drawn) => {
      const spans = drawn.map(({ length, ...each }) => ({ ...each, doc: "d", end: Math.min(40, each.start + length) }));
      const matrix = ["a", "b", "c"].map((annotator) => Array.from({ length: 40 }, (__, at) => Number(spans.some((each) => each.annotator === annotator && each.label === "v" && each.start <= at && at < each.end))));
      const [fast, slow] = [spanAlpha([{ id: "d", length: 40, annotatedBy: ["a", "b", "c"] }], spans, "codepoint", undefined, "v"), krippendorffAlpha(matrix, "nominal")];
      expect(fast.alpha === null).toBe(slow.alpha === null);
      if (fast.alpha !== null) expect(fast.alpha).toBeCloseTo(slow.alpha!, 10);
      expect(fast.pairable).toBe(slow.pairable);
    }));
  });

  test("G4: an annotator who did not finish a document is missing, one without spans found nothing", () => {
    const spans = [{ doc: "d", annotator: "a", label: "v", start: 0, end: 4 }, { doc: "e", annotator: "a", label: "v", start: 1, end: 5 }, { doc: "e", annotator: "b", label: "v", start: 1, end: 5 }];
    const both = { id: "e", length: 10, annotatedBy: ["a", "b"] };
    const missing = spanAlpha([{ id: "d", length: 10, annotatedBy: ["a"] }, both], spans, "codepoint");
    const empty = spanAlpha([{ id: "d", length: 10, annotatedBy: ["a", "b"] }, both], spans, "codepoint");
    expect(missing.alpha).toBe(1);
    expect(empty.alpha).toBeLessThan(1);
  });

  test("G6: a step counts when the span starts in it or covers half of it", () => {
    const documents = [{ id: "d", length: 30, annotatedBy: ["a", "b"] }];
    const steps = new Map([["d", { ends: [10, 20, 30] }]]);
    const spans = [{ doc: "d", annotator: "a", label: "v", start: 9, end: 15 }, { doc: "d", annotator: "b", label: "v", start: 0, end: 14 }];
    // a marks steps 1 (starts in it) and 2 (half of it); b marks step 1 only: 4 of 10 is less than half.
    const { alpha, pairable } = spanAlpha(documents, spans, "step", steps);
    expect(pairable).toBe(6);
    expect(alpha).toBeCloseTo(krippendorffAlpha([[1, 1, 0], [1, 0, 0]], "nominal").alpha!, 12);
  });
});

test("G7: of nested units the outermost counts; units that cross are refused", () => {
  const unit = (annotator: string, start: number, end: number) => ({ annotator, label: "🙂", start, end });
  const plain = unitizingAlpha(["a", "b"], [0, 50], [unit("a", 5, 20), unit("b", 6, 18), unit("b", 30, 40)]);
  expect(unitizingAlpha(["a", "b"], [0, 50], [unit("a", 7, 9), unit("a", 5, 20), unit("a", 5, 20), unit("b", 6, 18), unit("b", 10, 18), unit("b", 30, 40)])).toEqual(plain);
  expect(() => unitizingAlpha(["a", "b"], [0, 50], [unit("a", 5, 20), unit("a", 10, 30)])).toThrow(RangeError);
});

test("G7: αU of Krippendorff's example, per label and overall", () => {
  const unit = (annotator: string, label: string, begin: number, length: number) => ({ annotator, label, start: begin, end: begin + length });
  const { overall, labels } = unitizingAlpha(["i", "j"], [150, 450], [
    unit("i", "c", 225, 70), unit("i", "c", 370, 30), unit("i", "k", 180, 60), unit("i", "k", 300, 50),
    unit("j", "c", 220, 80), unit("j", "c", 355, 20), unit("j", "c", 400, 20), unit("j", "k", 180, 60), unit("j", "k", 300, 50),
  ]);
  expect(labels.c!.alpha).toBeCloseTo(0.7286, 4);
  expect(labels.k!.alpha).toBe(1);
  expect(overall.alpha).toBeCloseTo(0.8587, 4);
});
