import type { Range } from "../text/offset";

/** The three texts of a trace, in reading order. */
export const FIELDS = ["prompt", "cot", "answer"] as const;
export type Field = (typeof FIELDS)[number];

export const CERTAINTIES = ["sure", "unsure"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const SPAN_ORIGINS = ["made", "suggested", "accepted", "merged", "edited", "added", "imported"] as const;
export type SpanOrigin = (typeof SPAN_ORIGINS)[number];

/** Where a span came from: made by hand, or taken over from `source` (a detector, an annotator, a file). */
export interface Provenance {
  readonly origin: SpanOrigin;
  readonly source?: string;
  readonly sourceIds?: readonly string[];
}

/** A labelled range of one field. `quote` is exactly the characters of the range: what the annotator saw. */
export interface Span extends Range {
  readonly id: string;
  readonly field: Field;
  readonly label: string;
  readonly quote: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly certainty: Certainty;
  readonly note: string;
  readonly provenance: Provenance;
}
