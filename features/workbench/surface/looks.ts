import type { Label } from "@/core/codebook/codebook";

/** Tracks drawn under a line before the rest becomes "+n": two fit a leading of 28 px. */
export const ROWS = 2;

/** Class names of a label in the text (ui/patterns.css): hue, pattern and tag always go together. */
export interface Look {
  readonly tag: string;
  /** Sets `--c`, the label's colour. */
  readonly colour: string;
  /** By track: what draws the label's pattern there. */
  readonly rows: readonly string[];
}

/** What a suggested span's tag says. */
export const suggestedTag = ({ tag }: Look): string => `✦${tag}`;

export const lookOf = (label: Label): Look => ({
  tag: label.tag,
  colour: `c-${label.colour}`,
  rows: Array.from({ length: ROWS }, (_, row) => `c${row + 1}-${label.colour} u${row + 1}-${label.pattern}`),
});
