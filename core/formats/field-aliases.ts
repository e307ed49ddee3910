import type { FieldMapping, TraceField } from "./import-plan";
import { TRACE_FIELDS } from "./import-plan";
import { findField, parsePath } from "./field-path";
import type { RowContext } from "./field-path";

/** Paths under which a field is known to come, best first. The first entry of each is the native name. */
export const FIELD_ALIASES: Readonly<Record<TraceField, readonly string[]>> = {
  id: ["id", "external_id", "trace_id", "uuid"],
  prompt: ["prompt", "question", "problem", "input", "query", "instruction", "doc.question", "task"],
  cot: ["cot", "thinking", "thinking[]", "reasoning_content", "reasoning", "chain_of_thought", "response", "completion", "output", "output[]", "outputs[]", "generation", "generated_text", "full_model_response", "model_output", "model_output.choices[].message.content", "responses[]", "generations[]", "code[]", "text"],
  answer: ["answer", "final_answer", "output", "output[]", "response", "completion", "generation"],
  messages: ["messages", "conversations", "conversation", "chat"],
  reference_answer: ["reference_answer", "gold_answer", "expected_answer", "ground_truth", "ground_truth_answer", "gold", "gt", "gts", "target", "label", "solution"],
  correct: ["correct", "is_correct", "*_correct", "correctness", "score[]", "score"],
  model: ["model", "model_name", "llm", "generator"],
  checkpoint: ["checkpoint", "ckpt", "revision"],
  step: ["checkpoint.step", "step", "global_step", "training_step"],
  sample: ["sample", "sample_id", "sample_index", "rollout"],
  dataset: ["dataset", "data_source", "dataset_name", "split_name"],
  language: ["language", "lang"],
  reward: ["reward", "reward_score", "score"],
  kl: ["kl", "kl_divergence"],
  training_seed: ["training_seed"],
  temperature: ["temperature"],
  top_p: ["top_p"],
  max_tokens: ["max_tokens", "max_new_tokens"],
  seed: ["seed"],
  template_sha256: ["template_sha256"],
  finish_reason: ["finish_reason", "stop_reason", "choices[0].finish_reason"],
  metadata: ["metadata", "meta"],
};

/** A mapping guessed from the first rows: for each field the first alias that holds something of the right kind in one of them; for a text that some rows have under another key, what fits those rows after it (`p|q`).
 *  Keys that clash are settled so: a text is used once (what is the CoT is not also the answer), and a field that another one took is left alone. */
export function suggestMapping(rows: readonly RowContext[]): FieldMapping {
  const mapping: Partial<Record<TraceField, string>> = {};
  const taken = new Set<string>();
  for (const field of TRACE_FIELDS) {
    const fitting = FIELD_ALIASES[field].filter((alias) => !taken.has(alias) && rows.some((row) => fits(field, row, alias)));
    if (fitting.length === 0) continue;
    // A reasoning list that is null in some rows falls back to the visible output.
    const path = field === "cot" && fitting[0]!.startsWith("thinking") ? fitting.filter((alias) => /^(thinking|output)/.test(alias)).join("|") : fitting[0]!;
    mapping[field] = TEXTS.has(field) ? withOtherShapes(field, path, rows.filter((row) => !names(row, path)), taken) : path;
    taken.add(fitting[0]!);
  }
  const { prompt, cot } = mapping;
  if (prompt !== undefined && cot !== undefined && rows.every((row) => names(row, prompt) || names(row, cot))) delete mapping.messages;
  return mapping;
}

/** The path, and after it what holds the text in rows that do not have its key at all. A key whose value is null is that row's own empty text: nothing takes its place. */
function withOtherShapes(field: TraceField, path: string, others: readonly RowContext[], taken: ReadonlySet<string>): string {
  const next = FIELD_ALIASES[field].find((alias) => !taken.has(alias) && !path.split("|").includes(alias) && others.some((row) => fits(field, row, alias)));
  return next === undefined ? path : withOtherShapes(field, `${path}|${next}`, others.filter((row) => !names(row, next)), taken);
}

/** Whether a row has the first key of one of a path's alternatives, whatever it holds. */
export const names = (row: RowContext, path: string): boolean => path.split("|").some((one) => { const key = one.split(/[.[]/, 1)[0]!; return [row.value, ...row.parents].some((owner) => Object.hasOwn(owner, one) || Object.hasOwn(owner, key)); });

const TEXTS = new Set<TraceField>(["prompt", "cot"]);

function fits(field: TraceField, row: RowContext, alias: string): boolean {
  const found = findField(parsePath(alias), row);
  if (!found) return false;
  const value = found.each && Array.isArray(found.value) ? found.value.find((item: unknown) => item !== null) : found.value;
  if (field === "messages") return Array.isArray(found.value);
  if (field === "metadata") return typeof value === "object";
  if (TEXTS.has(field)) return typeof value === "string";
  if (field === "checkpoint") return typeof value === "string" || (typeof value === "object" && !Array.isArray(value));
  return typeof value !== "object";
}
