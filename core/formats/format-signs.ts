import type { FormatName } from "./import-plan";
import type { JsonObject } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { NATIVE_FORMAT } from "./native-record";
import type { Said } from "./said";
import { said } from "./said";

/** What an object of a file shows about its format, most particular first; null: nothing special. */
export function formatOfRecord(record: JsonObject): { readonly format: FormatName; readonly reason: Said } | null {
  for (const { format, keys, when } of SIGNS) if (keys.every((path) => has(record, path)) && (when?.(record) ?? true)) return { format, reason: said("seen-keys", { keys: keys.map((key) => `"${key}"`).join(", "), format }) };
  return null;
}

interface Sign {
  readonly format: FormatName;
  readonly keys: readonly string[];
  readonly when?: (record: JsonObject) => boolean;
}

const SIGNS: readonly Sign[] = [
  { format: "native", keys: ["format"], when: (record) => member(record, "format") === NATIVE_FORMAT },
  { format: "prm800k", keys: ["question.problem", "label.steps"] },
  { format: "big-bench-mistake", keys: ["input", "steps", "mistake_index"] },
  { format: "mr-gsm8k", keys: ["model_output_steps", "model_output_solution_first_error_step"] },
  { format: "prmbench", keys: ["custom.modified_process", "custom.modified_steps"] },
  { format: "prmbench", keys: ["modified_process", "error_steps"] },
  { format: "deepseek-math", keys: ["problem_idx", "model_prediction.proof"] },
  { format: "processbench", keys: ["problem", "steps", "label", "final_answer_correct"] },
  { format: "lm-eval", keys: ["doc_id", "resps", "arguments"] },
  { format: "rollouts", keys: ["input", "output", "score"], when: (record) => Object.hasOwn(record, "step") || Object.hasOwn(record, "gts") },
  { format: "w3c", keys: ["@context", "target"] },
  { format: "w3c", keys: ["type", "items"], when: (record) => ["AnnotationPage", "AnnotationCollection"].includes(String(member(record, "type"))) },
  { format: "prodigy", keys: ["text", "_task_hash"] },
  { format: "prodigy", keys: ["text", "spans", "tokens"] },
  { format: "label-studio", keys: ["data"], when: (record) => isObject(member(record, "data")) && ["annotations", "predictions", "completions"].some((key) => isList(member(record, key))) },
  { format: "doccano", keys: ["text", "entities"] },
  { format: "doccano", keys: ["text", "label"], when: (record) => isList(member(record, "label")) && (member(record, "label") as readonly unknown[]).every((item) => Array.isArray(item) && item.length === 3) },
];

function has(record: JsonObject, path: string): boolean {
  const [head = "", ...rest] = path.split(".");
  if (!Object.hasOwn(record, head)) return false;
  const value = member(record, head);
  return rest.length === 0 || (isObject(value) && has(value, rest.join(".")));
}

/** What the first characters of a text that is no JSON show. */
export function formatOfText(head: string, fileName: string): { readonly format: FormatName; readonly reason: Said } {
  if (head.startsWith("#FORMAT=WebAnno TSV 3")) return { format: "webanno-tsv", reason: said("seen-tsv3") };
  if (/^\s*</.test(head) && head.includes("XMI")) return { format: "uima-xmi", reason: said("seen-xmi") };
  if (/^(?:\[[^\]]*\] )?>{5,}/m.test(head)) return { format: "imo25-log", reason: said("seen-imo25") };
  if (/^Response:\s*\n/m.test(head) && /^(?:Question:|Extracted:|-{10,} ?Question:)/m.test(head)) return { format: "transcript", reason: said("seen-transcript") };
  if (/^T\d+\t\S+ \d+ \d+/m.test(head) && (/\.ann$/i.test(fileName) || /^T\d+\t/.test(head))) return { format: "brat", reason: said("seen-standoff") };
  if (/\.(?:txt|text|md|html?)$/i.test(fileName)) return { format: "text", reason: said("seen-text") };
  const header = head.split("\n", 1)[0] ?? "";
  if (fileName.toLowerCase().includes(".tsv") || header.split("\t").length > 2) return { format: "tsv", reason: said("seen-tabs") };
  return { format: "csv", reason: said("seen-table") };
}

/** Names of a release's files, of which the first stand near the start of its zip. */
const OURS = ["codebook.json", "croissant.json", "traces.jsonl"];
const headHas = (head: Uint8Array, name: string): boolean => new TextDecoder("latin1").decode(head).includes(name);

/** What the first bytes of a file that is no text show; null for text. */
export function formatOfBytes(head: Uint8Array, fileName: string): { readonly format: FormatName; readonly reason: Said } | null {
  const magic = String.fromCharCode(...head.subarray(0, 4));
  if (magic === "PAR1") return { format: "parquet", reason: said("seen-parquet") };
  if (magic === "PK\u0003\u0004") return OURS.some((name) => headHas(head, name)) || /release|traces|switchback/i.test(fileName) ? { format: "release", reason: said("seen-release") } : { format: "brat", reason: said("seen-zip") };
  return null;
}
