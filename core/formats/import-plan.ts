import type { ThinkMarkers } from "../text/think";
import { THINK_MARKERS } from "../text/think";

/** What a file may be. `auto` never stands in a plan: detection replaces it. */
export const FORMATS = [
  "native", "jsonl", "json", "csv", "tsv", "parquet", "lm-eval", "inspect", "rollouts", "prm800k", "processbench", "big-bench-mistake", "mr-gsm8k", "prmbench", "deepseek-math",
  "label-studio", "doccano", "brat", "prodigy", "webanno-tsv", "uima-xmi", "w3c", "release", "imo25-log", "transcript", "text",
] as const;
export type FormatName = (typeof FORMATS)[number];

/** What a column or path can be mapped to; the names of the native record. `messages` is a chat from which prompt, CoT and answer are taken. */
export const TRACE_FIELDS = [
  "id", "prompt", "cot", "answer", "messages", "reference_answer", "correct", "model", "checkpoint", "step", "sample", "dataset", "language", "reward", "kl",
  "training_seed", "temperature", "top_p", "max_tokens", "seed", "template_sha256", "finish_reason", "metadata",
] as const;
export type TraceField = (typeof TRACE_FIELDS)[number];

/** Field → dotted path. `a.b`, `a[0].b`; `a[]` fans a list out into samples; `*_x` is the first key with that ending; `p|q` takes q where p is absent or null.
 *  A path is looked up in the row, then in the objects that hold it, from the inside out; `$.a` is looked up in the whole document only. */
export type FieldMapping = Readonly<Partial<Record<TraceField, string>>>;

export const OFFSET_UNITS = ["codepoint", "utf16", "grapheme", "utf8"] as const;
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

export const GENERATION_PARTS = ["whole", "think", "transcript"] as const;
/** Which part of the mapped text is the generation.
 *  whole: all of it is the CoT · think: what stands between the markers is the CoT, what follows is the answer · transcript: first drop everything up to the last "assistant" line of a chat that was printed, then as think */
export type GenerationPart = (typeof GENERATION_PARTS)[number];

export interface GenerationChoice {
  readonly part: GenerationPart;
  readonly markers: ThinkMarkers;
  readonly exclude: Exclusions;
}

/** What stays in the text but is excluded from labelling and counts.
 *  promptEcho: the prompt's own characters, "through" with everything before them (a system text that was printed too) · emptyThink: marker pairs with nothing between · repeat: verbatim repeats of ≥ 200 characters, from the second on · loop: instances of a loop, from the second on */
export interface Exclusions {
  readonly promptEcho: "no" | "exact" | "through";
  readonly emptyThink: boolean;
  readonly repeat: boolean;
  readonly loop: boolean;
}

/** Everything an import does with a file, as plain JSON: shown in the dry run, changed by the user, stored with the import. */
export interface ImportPlan {
  readonly format: FormatName;
  /** Where the records are in a JSON document: "" = the document or each line is one, "[]" = a list of them, "results[]", "a[].b[]" … */
  readonly rows: string;
  readonly mapping: FieldMapping;
  readonly generation: GenerationChoice;
  /** Given in the form: beat what the rows and the file name say. */
  readonly model?: string;
  readonly checkpoint?: string;
  readonly step?: number;
  readonly dataset?: string;
  readonly language?: string;
  /** RE2 pattern on the file name; group "step" or the first group is the step, groups "checkpoint" and "model" are names. "" = none. */
  readonly namePattern: string;
  /** Unit of foreign offsets; "infer" compares all units with the quotes. */
  readonly offsetUnit: OffsetUnit | "infer";
  /** Accept spans whose quote is found elsewhere (exactly, then nearest unique), reported one by one. */
  readonly reanchor: boolean;
  /** The file is the rejects of an import: its rows are in `source`. */
  readonly rejects?: boolean;
}

export const DEFAULT_NAME_PATTERN = "(?i)(?:^|[^a-z])(?:global_step|step|checkpoint|ckpt|iter)[-_ ]?(?P<step>\\d+)";

export const wholeGeneration: GenerationChoice = { part: "whole", markers: THINK_MARKERS, exclude: { promptEcho: "no", emptyThink: false, repeat: false, loop: false } };
export const thinkGeneration: GenerationChoice = { ...wholeGeneration, part: "think" };

/** Every field under its native name. */
export const NATIVE_MAPPING: FieldMapping = Object.fromEntries(TRACE_FIELDS.filter((field) => field !== "messages" && field !== "step").map((field) => [field, field]));

/** Where evaluation logs keep things: lm-evaluation-harness `samples_*.jsonl`, Inspect `.json` logs, rollouts of verl and OpenRLHF. */
const LOG_MAPPINGS: Readonly<Partial<Record<FormatName, { readonly mapping: FieldMapping; readonly rows: string }>>> = {
  "lm-eval": { rows: "", mapping: { prompt: "arguments[0][0]|arguments.gen_args_0.arg_0|doc.question", cot: "resps[0][]|filtered_resps[]", reference_answer: "target", correct: "exact_match|exact_match,none|acc|acc,none" } },
  inspect: { rows: "samples[]", mapping: { prompt: "input", messages: "messages", reference_answer: "target", model: "output.model|$.eval.model", dataset: "$.eval.dataset.name", sample: "epoch", correct: "scores.*.value", finish_reason: "output.choices[0].stop_reason" } },
  rollouts: { rows: "", mapping: { id: "id|uid|uuid", model: "model|model_name", checkpoint: "checkpoint", sample: "sample|rollout", finish_reason: "finish_reason", prompt: "input|prompt|inputs", cot: "output|response|outputs|responses[]", reference_answer: "gts|ground_truth|label|answer", reward: "score|reward|rewards", correct: "acc|correct", step: "step|global_step", dataset: "data_source|datasource", kl: "kl" } },
};

/** A plan that reads the format as it is, with nothing chosen by hand. */
export function planFor(format: FormatName, mapping: FieldMapping = LOG_MAPPINGS[format]?.mapping ?? NATIVE_MAPPING, rows = LOG_MAPPINGS[format]?.rows ?? ""): ImportPlan {
  return { format, rows, mapping, generation: format === "text" ? wholeGeneration : thinkGeneration, namePattern: DEFAULT_NAME_PATTERN, offsetUnit: "infer", reanchor: false };
}
