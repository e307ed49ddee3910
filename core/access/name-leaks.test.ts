import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetMap } from "../text/offset";
import { nameLeaks } from "./name-leaks";

const texts = (cot: string) => ({ prompt: offsetMap(""), cot: offsetMap(cot), answer: offsetMap("I am DEMO-A.") });

test("R11: a hidden name in the text is found in any case, once a field, behind an emoji", () => {
  expect(nameLeaks(texts("🙂 As demo-a I … demo-a"), ["Demo-A", "Demo-A", "step-100"])).toEqual([{ name: "Demo-A", field: "cot", at: 5 }, { name: "Demo-A", field: "answer", at: 5 }]);
});

test("R11: a part of a longer word is no leak, nor a name too short to mean anything", () => {
  expect(nameLeaks(texts("🙂 step-1000, demo-ab, r1"), ["step-100", "demo-a🙂", "r1"])).toEqual([]);
});

test("R11: any name is searched as it is written, whatever characters it has", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", ".", "*", "(", "[", "\\", "^", "$", "|", "-", "/", "+", "{", "}", "🙂"), minLength: 3, maxLength: 8 }), (name) => {
    expect(nameLeaks(texts(`x 🙂 ${name} y`), [name]).filter(({ field }) => field === "cot")).toHaveLength(1);
  }));
});
