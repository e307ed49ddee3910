/** What a release can be written as, in the order of the form: our own tables first, then other tools, then training. */
export const RELEASE_FORMATS = [
  "jsonl", "parquet", "csv", "conll", "label-studio", "doccano", "brat", "prodigy", "w3c", "prm-steps", "chat-sft", "behaviours", "ablations", "reward-signals", "analysis",
] as const;
export type ReleaseFormat = (typeof RELEASE_FORMATS)[number];

/** Written where nothing else was asked for: the lossless lines, the typed tables and a spreadsheet's. */
export const USUAL_FORMATS: readonly ReleaseFormat[] = ["jsonl", "parquet", "csv"];
