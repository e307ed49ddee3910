import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FirstFaces } from "./first-faces";

const shown = (prompt: string, cot: string): string => renderToStaticMarkup(<FirstFaces prompt={prompt} cot={cot} style={{}} />);
const lettersIn = (markup: string): string[] => />(.*?)</.exec(markup)![1]!.split(" ");

test("each letter of the first screen that is not ASCII stands once in every face", () => {
  const markup = shown("🙂 So 所以 → 🙂?", "π ≤ 4, 所有的 🎉\r\nA\u200d\u0301B\u00a0!");
  expect(lettersIn(markup)).toEqual(["a", "🙂", "所", "以", "→", "π", "≤", "有", "的", "🎉"]);
  expect(markup.split("🎉")).toHaveLength(4);
  expect(markup).toContain("aria-hidden");
});

test("a text of any kind makes letters that HTML gives back as they are, and no more than a screen has", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (prompt, cot) => {
    const letters = lettersIn(shown(`🙂${prompt}`, cot));
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.every((letter) => [...letter].length === 1 && !/[\s\p{C}\p{M}]/u.test(letter))).toBe(true);
  }));
  const many = Array.from({ length: 9_000 }, (_, k) => String.fromCodePoint(0x4e00 + k)).join("");
  expect(lettersIn(shown("", many))).toHaveLength(2_501);
});
