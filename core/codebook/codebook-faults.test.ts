import { expect, test } from "vitest";
import type { Codebook } from "./codebook";
import { longcotErrorCorrection as preset } from "./presets/longcot-error-correction";
import { codebookSchema } from "./codebook-schema";

const complaints = (codebook: unknown): string[] => codebookSchema.safeParse(codebook).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
const [branching, backtracking, verification] = preset.labels as [Codebook["labels"][number], Codebook["labels"][number], Codebook["labels"][number]];
const withLabel = (changed: object): unknown => ({ ...preset, labels: [{ ...branching, ...changed }, ...preset.labels.slice(1)] });

test("C4: keys, tags, hotkeys and looks are unique", () => {
  expect(complaints(withLabel({ tag: backtracking.tag, hotkey: 2, colour: backtracking.colour, pattern: backtracking.pattern }))).toEqual([
    "labels.1.hotkey: “2” is used twice", "labels.1.tag: “Bt” is used twice", "labels.1.pattern: “backtracking double” is used twice"]);
  expect(complaints({ ...preset, labels: [...preset.labels, { ...branching, tag: "X🙂", hotkey: null, colour: "extra-1" }] })).toEqual(["labels.6.key: “branching” is used twice"]);
});

test("C4: several labels may go without a digit", () => {
  expect(complaints({ ...preset, labels: preset.labels.map((label) => ({ ...label, hotkey: null })) })).toEqual([]);
});

test("C5: conditions and defaults name what is there, and no condition hangs on itself", () => {
  const verdict = verification.attributes.find(({ key }) => key === "verdict_right")!;
  const changed = (attributes: readonly object[]): string[] => complaints({ ...preset, labels: preset.labels.map((label) => (label === verification ? { ...label, attributes } : label)) });
  const others = verification.attributes.filter((one) => one !== verdict);
  expect(changed([...others, { ...verdict, default: "maybe" }])).toEqual(["labels.2.attributes.3.default: “maybe” is none of the values"]);
  expect(changed([...others, { ...verdict, when: { attribute: "mood", in: ["good"] } }])).toEqual(["labels.2.attributes.3.when.attribute: there is no attribute “mood”"]);
  expect(changed([...others, { ...verdict, when: { attribute: "outcome", in: ["good"] } }])).toEqual(["labels.2.attributes.3.when.in.0: “good” is no value of outcome"]);
  expect(changed([...others, { ...verdict, when: { attribute: "verdict_right", in: ["yes"] } }])).toEqual(["labels.2.attributes.3.when: an attribute cannot depend on itself"]);
});

test("C5: conditions may not go round in a ring", () => {
  const ring = verification.attributes.map((attribute, i, all) => ({ ...attribute, when: { attribute: all[(i + 1) % all.length]!.key, in: [all[(i + 1) % all.length]!.values[0]!.value] } }));
  expect(complaints({ ...preset, labels: preset.labels.map((label) => (label === verification ? { ...label, attributes: ring } : label)) })).toHaveLength(4);
});

test("C6: a relation names labels that are there and can point at something", () => {
  const first = preset.relations[0]!;
  const changed = (relation: object): string[] => complaints({ ...preset, relations: [{ ...first, ...relation }] });
  expect(changed({ from: ["daydream"] })).toEqual(["relations.0.from.0: there is no label “daydream”"]);
  expect(changed({ to: [], anchor: false, prompt: false })).toEqual(["relations.0.to: the relation can point to nothing"]);
  expect(changed({ anchorFields: [] })).toEqual(["relations.0.anchorFields: an anchor needs a field"]);
  expect(changed({ min: 3, max: 2 })).toEqual(["relations.0.max: is below min"]);
  expect(changed({ when: { attribute: "fate", in: ["bliss"] } })).toEqual(["relations.0.when.in.0: “bliss” is no value of fate"]);
});

test("C4: keys that would reach an object's prototype, and parts that no codebook has, are refused", () => {
  expect(complaints(withLabel({ key: "__proto__" }))[0]).toMatch(/^labels\.0\.key: /);
  expect(complaints({ ...preset, mood: "🙂" })).toHaveLength(1);
});
