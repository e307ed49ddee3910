import fc from "fast-check";
import { expect, test } from "vitest";
import { bandPath, fitting, linear, linePath, spread } from "./axes";

test("labels moved apart keep their order and their distance", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 4 }), (ys) => {
    const placed = spread(ys.map((y) => ({ y })), 13);
    for (let i = 1; i < placed.length; i++) {
      expect(placed[i]!.at - placed[i - 1]!.at).toBeGreaterThan(12);
      expect(placed[i]!.y).toBeGreaterThanOrEqual(placed[i - 1]!.y);
    }
  }));
});

test("tick labels never stand closer than asked, and the last one stays", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 }), (raw) => {
    const xs = raw.sort((a, b) => a - b);
    const kept = fitting(xs, 30);
    const shown = xs.filter((_, i) => kept[i]);
    expect(kept.at(-1)).toBe(true);
    for (let i = 1; i < shown.length - 1; i++) expect(shown[i]! - shown[i - 1]!).toBeGreaterThanOrEqual(30);
  }));
});

test("paths are rounded and a constant domain still has a width", () => {
  expect(linePath([{ x: 0.123, y: 1 }, { x: 10, y: 2.987 }])).toBe("M0.1,1L10,3");
  expect(bandPath([{ x: 0, low: 4, high: 1 }, { x: 2, low: 5, high: 0 }])).toBe("M0,1L2,0L2,5L0,4Z");
  expect(linear([3, 3], [0, 100])(3)).toBe(50);
});
