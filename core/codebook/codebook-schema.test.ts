import { expect, test } from "vitest";
import { codebookChanges } from "./changes";
import { codebookSchema } from "./codebook-schema";
import type { Codebook } from "./codebook";
import { PRESETS } from "./presets";

const preset = PRESETS[0]!;
const faultsOf = (codebook: unknown): string[] => codebookSchema.safeParse(codebook).error?.issues.map(({ path }) => path.join(".")) ?? [];

test.each(PRESETS.map((each) => [each.key, each] as const))("H16: the preset %s is a sound codebook, and stays the same through its schema", (_, each) => {
  expect(codebookSchema.parse(JSON.parse(JSON.stringify(each)))).toEqual(JSON.parse(JSON.stringify(each)));
});

test("H16: what a codebook refers to must exist in it", () => {
  const [first, second, ...others] = preset.labels;
  const broken: Codebook = {
    ...preset,
    labels: [first!, { ...second!, key: first!.key, hotkey: first!.hotkey }, ...others],
    relations: preset.relations.map((each, k) => (k === 0 ? { ...each, from: ["astrology🙂"], max: 0 } : each)),
    blocking: ["no-such-check"],
  };
  expect(faultsOf(broken)).toEqual(expect.arrayContaining(["relations.0.from.0", "relations.0.max"]));
  expect(faultsOf({ ...broken, relations: [] })).toEqual(["labels.1.key", "labels.1.hotkey", "blocking.0"]);
});

test("H16: changes are told by key, and texts change nothing", () => {
  const [first, ...others] = preset.labels;
  expect(codebookChanges(preset, { ...preset, guidelines: { en: "🙂" } })).toEqual([]);
  expect(codebookChanges(preset, { ...preset, labels: [{ ...first!, key: "forking" }, ...others] })).toEqual([{ kind: "label-removed", label: first!.key }, { kind: "label-added", label: "forking" }]);
  const trimmed = { ...first!, attributes: first!.attributes.map((each, k) => (k === 0 ? { ...each, values: each.values.slice(1) } : each)) };
  expect(codebookChanges(preset, { ...preset, labels: [trimmed, ...others] })).toEqual([{ kind: "value-removed", label: first!.key, attribute: first!.attributes[0]!.key, value: first!.attributes[0]!.values[0]!.value }]);
});
