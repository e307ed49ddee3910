import fc from "fast-check";
import { expect, test } from "vitest";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import { readMarkup } from "./markup";

const read = (marked: string) => readMarkup(marked, longcotErrorCorrection);

test("a text without marks is itself", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "|", "🙂", "\ud83d", "中", "\n", "$") }), (text) => {
    fc.pre(!/[⟦⟧]/.test(text));
    expect(read(text)).toEqual({ text, marks: [] });
  }));
});

test("marks nest, count code points, and find the attributes that values belong to", () => {
  expect(read("🙂 ⟦v1 ve result confirms verifies:x1 @a1,gold|So ⟦x1|7⟧.⟧")).toEqual({
    text: "🙂 So 7.",
    marks: [
      { id: "v1", label: "verification", start: 2, end: 7, attributes: { target: "result", outcome: "confirms" }, relations: [{ type: "verifies", target: "x1" }], unsure: false, layers: ["a1", "gold"] },
      { id: "x1", label: null, start: 5, end: 6, attributes: {}, relations: [], unsure: false, layers: null },
    ],
  });
});

test.each(["⟦x1|a", "a⟧", "⟦x1|⟧", "⟦v1 zz|a⟧", "⟦v1 ve nonsense|a⟧", "⟦a b c", "⟦ö|a⟧"])("%s is the author's mistake", (marked) => {
  expect(() => read(marked)).toThrow();
});
