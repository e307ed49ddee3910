import fc from "fast-check";
import { expect, test } from "vitest";
import { shortened } from "./shortened";

test("T1: what is shortened begins as the text does, never ends within a pair of surrogates, and keeps what fits", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 12 }), (text, most) => {
    const points = Array.from(text);
    expect(shortened(text, most)).toBe(points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`);
  }));
  expect(shortened("🙂🙂🙂", 2)).toBe("🙂…");
});
