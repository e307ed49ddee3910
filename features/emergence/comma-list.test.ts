import fc from "fast-check";
import { expect, test } from "vitest";
import { joinList, splitList } from "./comma-list";

test("E22: the names of a list come back whatever they hold", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 })), (names) => { expect(splitList(joinList(names))).toEqual(names); }));
  expect(splitList(String.raw`step-0, 🙂 a\, b ,,c\\`)).toEqual(["step-0", "🙂 a, b", String.raw`c\\`.replace(String.raw`\\`, "\\")]);
});
