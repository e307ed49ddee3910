import type { FormatName } from "./import-plan";

/** Formats of annotation tools: their files place spans by offsets in a unit of their own. */
export const ANNOTATED_FORMATS = ["label-studio", "doccano", "prodigy", "w3c", "brat", "webanno-tsv", "uima-xmi"] as const;
export type AnnotatedFormat = (typeof ANNOTATED_FORMATS)[number];
export const placesSpans = (format: FormatName): boolean => (ANNOTATED_FORMATS as readonly FormatName[]).includes(format);

const MAPPED: ReadonlySet<FormatName> = new Set<FormatName>(["native", "jsonl", "json", "csv", "tsv", "parquet", "lm-eval", "inspect", "rollouts"]);
/** Whether the plan says which path is which field; the other formats have one shape. */
export const mapsFields = (format: FormatName): boolean => MAPPED.has(format);

/** Whether the plan chooses which part of a text is the generation. */
export const choosesGeneration = (format: FormatName): boolean => mapsFields(format) || format === "transcript" || format === "text";
