import type { Attribute, Codebook, Label, Pattern } from "@/core/codebook/codebook";
import { PATTERNS } from "@/core/codebook/codebook";

/** Colour tokens that a label may wear, in the order in which new labels get them. */
export const LABEL_COLOURS = ["branching", "backtracking", "verification", "error", "correction", "candidate", "extra-1", "extra-2"] as const;

/** A copy of a list with one item replaced, or left out when `item` is null. */
export const replaced = <Item>(list: readonly Item[], index: number, item: Item | null): Item[] => list.flatMap((old, at) => (at !== index ? [old] : item === null ? [] : [item]));

/** A copy of a list with one item moved by one place; the same order when it stands at that end. */
export function shifted<Item>(list: readonly Item[], index: number, by: -1 | 1): Item[] {
  const [from, to] = [list[index], list[index + by]];
  if (from === undefined || to === undefined) return [...list];
  return list.map((item, at) => (at === index ? to : at === index + by ? from : item));
}

/** A key that nothing else has: `base`, else base_2, base_3, … */
export function freeKey(base: string, taken: readonly string[]): string {
  for (let count = 1; ; count++) {
    const key = count === 1 ? base : `${base}_${count}`;
    if (!taken.includes(key)) return key;
  }
}

/** A label to begin with: the next free digit and tag, and the first hue and line that no other label wears together. */
export function newLabel(codebook: Codebook, name: string): Label {
  const key = freeKey("label", codebook.labels.map((label) => label.key));
  const worn = new Set(codebook.labels.map(({ colour, pattern }) => `${colour} ${pattern}`));
  const looks = LABEL_COLOURS.flatMap((colour, at) => [{ colour, pattern: PATTERNS[at % PATTERNS.length] ?? "solid" }, ...PATTERNS.map((pattern): { colour: string; pattern: Pattern } => ({ colour, pattern }))]);
  const look = looks.find(({ colour, pattern }) => !worn.has(`${colour} ${pattern}`)) ?? { colour: "candidate", pattern: "solid" as const };
  const hotkey = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => codebook.labels.every((label) => label.hotkey !== digit)) ?? null;
  const tags = new Set(codebook.labels.map(({ tag }) => tag));
  const tag = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `L${letter}`).find((one) => !tags.has(one)) ?? "";
  return { key, name: { en: name }, tag, ...look, hotkey, pass: "behaviour", definition: { en: "" }, examples: [], attributes: [], fields: ["cot"] };
}

export const newAttribute = (label: Label, name: string, value: string): Attribute =>
  ({ key: freeKey("attribute", label.attributes.map(({ key }) => key)), name: { en: name }, pass: label.pass, values: [{ value: "value", name: { en: value } }], required: false });
