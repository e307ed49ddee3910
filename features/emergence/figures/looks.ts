import type { Codebook } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";

/** How a label is drawn: its hue, its pattern and its letters, as in the text. */
export interface Look {
  readonly key: string;
  readonly name: string;
  readonly tag: string;
  readonly colour: string;
  readonly pattern: string;
}

/** Looks of labels; a label that the codebook does not know (any more) is grey and goes by its key. */
export const looksOf = (codebook: Codebook | null, keys: readonly string[], language: string): Look[] => keys.map((key) => {
  const label = codebook?.labels.find((each) => each.key === key);
  return label ? { key, name: inLanguage(label.name, language), tag: label.tag, colour: label.colour, pattern: label.pattern } : { key, name: key, tag: key.slice(0, 2), colour: "ink-2", pattern: "solid" };
});
