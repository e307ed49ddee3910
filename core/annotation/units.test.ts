import fc from "fast-check";
import { expect, test } from "vitest";
import { presetByKey } from "../codebook/presets";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { emptyAnnotation } from "./annotation";
import { applyAll } from "./apply";
import { counting } from "./testing/random-gestures";
import { trimmedRange } from "./trimmed-range";
import { labelUnit, nextOpenUnit, spanOfUnit, unitsOf } from "./units";

const cot = offsetMap("🙂 One step.\n\n   \n\nTwo 🎉 steps.\n");
const ends = [13, 18, 31].map(codePoint);
const context = { codebook: presetByKey("prm-step")!, offsets: { prompt: offsetMap(""), cot, answer: offsetMap("") } };

test("A32: units are the steps without the white space around them; a step of white space alone takes no label", () => {
  expect(unitsOf(cot, ends).map((unit) => [unit.index, sliceRange(cot, unit)])).toEqual([[0, "🙂 One step."], [2, "Two 🎉 steps."]]);
});

test("A32: one keypress labels, another relabels, the same again takes back", () => {
  const newId = counting("id");
  const [first, second] = unitsOf(cot, ends) as [ReturnType<typeof unitsOf>[0], ReturnType<typeof unitsOf>[0]];
  let held = emptyAnnotation;
  const press = (label: string): void => {
    const applied = applyAll(held, labelUnit(held, first, label, context, newId), context);
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
    held = applied.value;
  };
  press("good");
  expect(nextOpenUnit(held, unitsOf(cot, ends), 0)).toEqual(second);
  press("bad");
  expect([...held.spans.values()].map(({ label, quote }) => [label, quote])).toEqual([["bad", "🙂 One step."]]);
  expect(spanOfUnit(held, first)?.label).toBe("bad");
  press("bad");
  expect(held.spans.size).toBe(0);
  expect(nextOpenUnit(held, unitsOf(cot, ends), 3)).toBeNull();
});

test("A32: a trimmed range has no white space at its ends and leaves nothing else out", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(" ", "\n", "\u3000", "a", "🙂", "\t")).map((parts) => parts.join("")), (text) => {
    const map = offsetMap(text);
    const range = trimmedRange(map, { start: codePoint(0), end: map.length });
    expect(range ? sliceRange(map, range) : "").toBe(text.trim());
  }));
});
