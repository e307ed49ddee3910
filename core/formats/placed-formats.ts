import type { FormatName } from "./import-plan";

/** Formats of annotation tools: their files place spans by offsets in a unit of their own. */
export const ANNOTATED_FORMATS = ["label-studio", "doccano", "prodigy", "w3c", "brat", "webanno-tsv", "uima-xmi"] as const;
export type AnnotatedFormat = (typeof ANNOTATED_FORMATS)[number];

export const placesSpans = (format: FormatName): boolean => (ANNOTATED_FORMATS as readonly FormatName[]).includes(format);
