import fc from "fast-check";
import { expect, test } from "vitest";
import { codebookSchema } from "@/core/codebook/codebook-schema";
import { PRESETS } from "@/core/codebook/presets";
import { freeKey, newAttribute, newLabel, replaced, shifted } from "./edit-codebook";

test("P5: new labels and attributes keep a codebook valid, each with a look and a key of its own", () => {
  let codebook = PRESETS[0]!;
  for (let count = 0; count < 12; count++) {
    const label = newLabel(codebook, "Neu 🙂");
    codebook = { ...codebook, labels: [...codebook.labels, { ...label, attributes: [newAttribute(label, "Art", "Wert")] }] };
  }
  expect(codebookSchema.safeParse(codebook).error?.issues ?? []).toEqual([]);
  expect(new Set(codebook.labels.map(({ key }) => key)).size).toBe(codebook.labels.length);
  expect(new Set(codebook.labels.map(({ colour, pattern }) => `${colour} ${pattern}`)).size).toBe(codebook.labels.length);
});

test("P5: shifting up and down again is identity, and the ends stay", () => {
  fc.assert(fc.property(fc.array(fc.string(), { minLength: 2 }), fc.nat(), (list, at) => {
    const index = at % (list.length - 1);
    expect(shifted(shifted(list, index, 1), index + 1, -1)).toEqual(list);
    expect(shifted(list, 0, -1)).toEqual(list);
  }));
});

test("P5: replacing by null leaves the item out", () => {
  expect(replaced(["🙂", "b", "c"], 1, null)).toEqual(["🙂", "c"]);
  expect(freeKey("label", ["label", "label_2"])).toBe("label_3");
});
