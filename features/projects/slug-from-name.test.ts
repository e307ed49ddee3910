import fc from "fast-check";
import { expect, test } from "vitest";
import { slugFromName } from "./slug-from-name";

test("a name becomes an address that can be typed", () => {
  expect(slugFromName("Garden paths 🙂, round 2")).toBe("garden-paths-round-2");
  expect(slugFromName("Ménage à trois")).toBe("menage-a-trois");
  expect(slugFromName("花园小径")).toBe("");
});

test("whatever the name, the address is empty or well formed", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => /^$|^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slugFromName(name))));
});
