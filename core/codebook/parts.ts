import type { Pass } from "../annotation/annotation";
import { FIELDS } from "../annotation/span";
import type { Attribute, Choice, Codebook, Label, Localized, Pattern, RelationType, TraceQuestion } from "./codebook";

/** Parts of a codebook with the usual defaults filled in, so that a preset reads as a table. Names are [English, Chinese]. */
export type Names = readonly [en: string, zh: string];

export const named = ([en, zh]: Names): Localized => ({ en, zh });
export const choice = (value: string, en: string, zh: string): Choice => ({ value, name: { en, zh } });

/** A closed attribute; optional, of the first pass, without a default or a condition unless said. */
export const attribute = (key: string, names: Names, values: readonly Choice[], rest: Partial<Omit<Attribute, "key" | "name" | "values">> = {}): Attribute =>
  ({ key, name: named(names), pass: "behaviour", values, required: false, ...rest });

/** How a label is drawn when its preset does not choose: hue and line pattern of the n-th palette slot. */
const PALETTE: readonly (readonly [colour: string, pattern: Pattern])[] = [
  ["branching", "dashes"], ["backtracking", "double"], ["verification", "solid"], ["error", "wave"],
  ["correction", "dots"], ["candidate", "dash-dot"], ["extra-1", "long-dashes"], ["extra-2", "thick"], ["candidate", "wave"],
];

/** The n-th label of a palette (from 0): hotkey n + 1, first pass, usable on every field, without attributes unless said.
 *  @throws RangeError from the tenth label on: a palette has nine digits */
export function label(slot: number, key: string, tag: string, names: Names, definition: Names, examples: readonly Names[], rest: Partial<Label> = {}): Label {
  const drawn = PALETTE[slot];
  if (!drawn) throw new RangeError(`a palette has ${PALETTE.length} places, not ${slot + 1}`);
  return {
    key, tag, name: named(names), definition: named(definition), examples: examples.map(named),
    colour: drawn[0], pattern: drawn[1], hotkey: slot + 1, pass: "behaviour", attributes: [], fields: FIELDS, ...rest,
  };
}

/** A relation from spans of some labels; to nothing, without a limit, unless said. */
export const relation = (key: string, names: Names, from: readonly string[], rest: Partial<Omit<RelationType, "key" | "name" | "from">>): RelationType =>
  ({ key, name: named(names), pass: "behaviour", from, to: [], anchor: false, prompt: false, anchorFields: rest.anchor ? FIELDS : [], min: 0, max: null, ...rest });

export const choiceQuestion = (key: string, names: Names, choices: readonly Choice[], pass: Pass = "behaviour"): TraceQuestion =>
  ({ key, name: named(names), pass, required: false, shown: true, kind: "choice", choices });

/** A rating from 1 to 7. */
export const rating = (key: string, names: Names, pass: Pass = "behaviour", shown = true): TraceQuestion =>
  ({ key, name: named(names), pass, required: false, shown, kind: "rating", low: 1, high: 7 });

/** A codebook of free spans with nothing but labels unless said. */
export const codebook = (key: string, title: Names, labels: readonly Label[], guidelines: Names, rest: Partial<Codebook> = {}): Codebook =>
  ({ key, title: named(title), unit: "span", labels, relations: [], questions: [], guidelines: named(guidelines), blocking: [], ...rest });

export const YES_NO: readonly Choice[] = [choice("yes", "yes", "是"), choice("no", "no", "否")];
export const CANNOT_JUDGE: Choice = choice("cannot_judge", "cannot judge", "无法判断");

