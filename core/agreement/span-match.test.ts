import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestAssignment } from "./assignment";
import { compareSegmentations } from "./segmentation";
import { cohenKappa, fleissKappa } from "./kappa";
import type { MatchRule } from "./span-match";
import { matchSpans } from "./span-match";
import { specificAgreement } from "./specific-agreement";

const span = (label: string, start: number, end: number) => ({ doc: "🙂", label, start, end });
const spans = fc.array(fc.record({ doc: fc.constantFrom("🙂", "e"), label: fc.constantFrom("v", "b"), start: fc.nat(30), length: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 })
  .map((all) => all.map(({ length, ...each }) => ({ ...each, end: each.start + length })));
const rules: MatchRule[] = [{ match: "exact", labelled: true }, { match: "iou", threshold: 0.5, labelled: true }, { match: "overlap", labelled: false }, { match: "codepoint", labelled: true }];

describe("span matching", () => {
  test.each([
    [{ match: "exact", labelled: true }, 0], [{ match: "iou", threshold: 0.5, labelled: true }, 1], [{ match: "iou", threshold: 0.9, labelled: true }, 0], [{ match: "codepoint", labelled: true }, 16 / 18],
  ] as const)("G8: the published example, %o: %f", (rule, f1) => {
    expect(matchSpans([span("V", 0, 10), span("B", 12, 20)], [span("V", 0, 8), span("B", 10, 20)], rule).f1).toBeCloseTo(f1, 12);
  });

  test.each(rules)("G1: against itself F1 is 1, and undefined for nothing, by %o", (rule) => {
    fc.assert(fc.property(spans, (all) => { expect(matchSpans(all, all, rule).f1).toBe(all.length > 0 ? 1 : null); }));
  });

  test.each(rules)("G8: swapping sides swaps precision and recall, by %o", (rule) => {
    fc.assert(fc.property(spans, spans, (a, b) => {
      const [there, back] = [matchSpans(a, b, rule), matchSpans(b, a, rule)];
      expect([back.tp, back.fp, back.fn]).toEqual([there.tp, there.fn, there.fp]);
    }));
  });

  test("G8: no span is matched twice, and more matches beat closer ones", () => {
    const { pairs, tp } = matchSpans([span("v", 0, 10), span("v", 6, 16)], [span("v", 5, 15), span("v", 15, 20)], { match: "overlap", labelled: true });
    expect(tp).toBe(2);
    expect(new Set(pairs.map(([i]) => i)).size).toBe(2);
    expect(pairs).toEqual([[0, 0], [1, 1]]);
  });

  test("G8: the assignment is the best of all permutations", () => {
    const table = fc.array(fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(table, (values) => {
      const total = bestAssignment(values.length, 4, (i, j) => values[i]![j]!).reduce<number>((sum, j, i) => sum + (j === null ? 0 : values[i]![j]!), 0);
      const best = (row: number, used: number): number => row === values.length ? 0
        : Math.max(best(row + 1, used), ...values[row]!.map((value, j) => (used & (1 << j) ? -Infinity : value + best(row + 1, used | (1 << j)))));
      expect(total).toBe(best(0, 0));
    }));
  });
});

test("G13: Fleiss' own data, 30 patients and 6 psychiatrists (1971, Table 1)", () => {
  const counts = `00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`
    .split(" ").map((row) => [...row].map(Number));
  const { kappa, observed } = fleissKappa(counts);
  expect(observed).toBeCloseTo(0.5556, 4);
  expect(kappa).toBeCloseTo(0.43, 3);
});

test("G1: the precision of no predicted span and the recall of no gold one are undefined, with a reason", () => {
  expect(matchSpans([span("v", 0, 4)], [], { match: "exact", labelled: true })).toMatchObject({ precision: null, recall: 0, f1: 0, reason: "no predicted spans" });
  expect(matchSpans([], [span("v", 0, 4)], { match: "codepoint", labelled: false })).toMatchObject({ precision: 0, recall: null, f1: 0, reason: "no gold spans" });
});

test.each([[[5, 6], 0.5], [[2, 3, 3, 3], 2 / 3], [[2, 2, 7], 0.75]] as const)("G11: boundary similarity of 2 3 6 against %j: %f", (hypothesis, value) => {
  expect(compareSegmentations([2, 3, 6], hypothesis).boundarySimilarity).toBeCloseTo(value, 12);
});

test("G11: equal segmentations agree fully; two without boundaries say that there are none", () => {
  expect(compareSegmentations([4, 4, 3], [4, 4, 3])).toEqual({ boundarySimilarity: 1, windowDiff: 0, pk: 0 });
  expect(compareSegmentations([5], [5])).toMatchObject({ boundarySimilarity: null, reason: "no boundaries on either side" });
  expect(() => compareSegmentations([5], [6])).toThrow(RangeError);
});

test("G12: Cohen's κ of the published table, weights and the undefined case", () => {
  expect(cohenKappa([[20, 5], [10, 15]]).kappa).toBeCloseTo(0.4, 12);
  expect(cohenKappa([[20, 5], [10, 15]], "quadratic").kappa).toBeCloseTo(0.4, 12);
  expect(cohenKappa([[7, 0], [0, 0]])).toMatchObject({ kappa: null, reason: "one category only", observed: 1 });
});

test("G13: Fleiss' κ of the example with 10 subjects, 14 raters and 5 categories", () => {
  const counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]];
  expect(fleissKappa(counts).kappa).toBeCloseTo(0.21, 3);
  expect(() => fleissKappa([[1, 1], [2, 1]])).toThrow(RangeError);
});

test("G14: specific agreement shows what one number hides", () => {
  expect(specificAgreement([[0, 1], [1, 98]])).toEqual({ positive: 0, negative: 196 / 198, observed: 0.98 });
  expect(specificAgreement([[0, 0], [0, 5]]).positive).toBeNull();
});
