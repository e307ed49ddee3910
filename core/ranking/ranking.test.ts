import fc from "fast-check";
import { expect, test } from "vitest";
import { bradleyTerry } from "./bradley-terry";
import { kendallTauB, kendallW } from "./kendall";

test("Q1: Kendall's τ of the published example, 1 against itself, −1 against its reverse", () => {
  expect(kendallTauB([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.6, 12);
  fc.assert(fc.property(fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 12 }), (x) => {
    expect(kendallTauB(x, x)).toBe(1);
    expect(kendallTauB(x, x.map((value) => -value))).toBe(-1);
  }));
});

test("Q1: ties are corrected for, and all ties have no τ", () => {
  expect(kendallTauB([1, 2, 2, 4, 5], [2, 1, 4, 3, 3])).toBeCloseTo(2 / 9, 12);
  expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNull();
});

test("Q2: W is 1 when all judges agree, with or without ties, and says when there is nothing to rank", () => {
  fc.assert(fc.property(fc.array(fc.nat(5), { minLength: 3, maxLength: 8 }), fc.integer({ min: 2, max: 5 }), (row, judges) => {
    const { w, reason } = kendallW(Array.from({ length: judges }, () => row));
    if (new Set(row).size === 1) expect(reason).toBe("all items are tied");
    else expect(w).toBeCloseTo(1, 12);
  }));
});

test("Q3: Bradley–Terry strengths of the published table", () => {
  const { strengths } = bradleyTerry([[null, 2, 0, 1], [3, null, 5, 0], [0, 3, null, 1], [4, 0, 3, null]]);
  [0.64, 1.043, 0.66, 2.27].forEach((value, i) => expect(strengths![i]).toBeCloseTo(value, 3));
  expect(strengths!.reduce((product, value) => product * value, 1)).toBeCloseTo(1, 10);
});

test("Q3: an item that never lost has no finite strength", () => {
  expect(bradleyTerry([[0, 3], [0, 0]])).toMatchObject({ strengths: null });
});
