import { repairText } from "../text/canonical";
import type { JsonObject } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { Malformed } from "./native-annotation";
import { said } from "./said";
import { asBoolean, asText } from "./scalar";
import type { JoinedSteps, StepLabel } from "./step-list";
import { firstErrorAnnotation, importedAnnotation, joinSteps, stepIndex, stepSpans, textList } from "./step-list";
import type { ImportedAnnotation, ImportedTrace } from "./trace-record";

/** One record of a format whose shape is fixed, to a trace. @throws Malformed when it is not that shape */
export type RecordReader = (record: JsonObject) => ImportedTrace;

/** PRM800K (Lightman et al. 2023): each step's chosen completion, or the human's own, with ratings −1, 0, 1 by a human labeller. */
export const readPrm800k: RecordReader = (record) => {
  const question = objectAt(record, "question");
  const label = objectAt(record, "label");
  const held = member(label, "steps");
  if (!isList(held)) throw new Malformed(said("not-a-list", { what: '"label.steps"' }));
  const texts: string[] = [];
  const labels: StepLabel[] = [];
  for (const [index, step] of held.entries()) {
    if (!isObject(step)) throw new Malformed(said("not-an-object", { what: `step ${index + 1}` }));
    const completions = member(step, "completions");
    const chosen = member(step, "chosen_completion");
    const human = member(step, "human_completion");
    const completion = typeof chosen === "number" && isList(completions) ? completions[chosen] : isObject(human) ? human : isList(completions) && completions.length > 0 ? completions[0] : undefined;
    const text = isObject(completion) ? asText(member(completion, "text")) : typeof human === "string" ? human : undefined;
    if (text === undefined) throw new Malformed(said("step-no-text", { step: index + 1 }));
    texts.push(text);
    const rating = isObject(completion) ? member(completion, "rating") : undefined;
    if (rating !== undefined) labels.push({ step: index, label: rating === 1 ? "good" : rating === 0 ? "neutral" : rating === -1 ? "bad" : "unsure" });
  }
  const joined = joinSteps(texts);
  const finish = asText(member(label, "finish_reason"));
  return stepTrace(record, joined, {
    prompt: need(question, "problem"), referenceAnswer: asText(member(question, "ground_truth_answer")), correct: finish === "solution" ? true : undefined, used: ["question", "label"], extra: { finish_reason: finish, generation: asText(member(record, "generation")) },
    annotations: [importedAnnotation("prm800k", "prm-step", { spans: stepSpans(joined, labels, "prm800k") }, { kind: "human", labeler: asText(member(record, "labeler")) ?? "" })],
  });
};

/** ProcessBench (Zheng et al. 2024): `label` is the first wrong step from 0, −1 for none, by human experts. */
export const readProcessBench: RecordReader = (record) => {
  const joined = joinSteps(textList(record, "steps"));
  const label = member(record, "label");
  const wrong = label === -1 || label === "-1" ? null : stepIndex(label, '"label"');
  return stepTrace(record, joined, { id: "id", prompt: need(record, "problem"), model: asText(member(record, "generator")), correct: asBoolean(member(record, "final_answer_correct")), used: ["id", "problem", "steps", "generator", "final_answer_correct", "label"], annotations: [firstErrorAnnotation(joined, "processbench", wrong, "", { kind: "human" })] });
};

/** BIG-Bench-Mistake (Tyen et al. 2024): `mistake_index` is the first wrong step from 0, null for none, by human annotators. */
export const readBigBenchMistake: RecordReader = (record) => {
  const joined = joinSteps(textList(record, "steps"));
  const index = member(record, "mistake_index");
  const answer = asText(member(record, "answer"));
  const target = asText(member(record, "target"));
  return stepTrace(record, joined, {
    prompt: need(record, "input"), answer, referenceAnswer: target, correct: answer === undefined || target === undefined ? undefined : answer.trim() === target.trim(), used: ["input", "steps", "mistake_index", "answer", "target"],
    annotations: [firstErrorAnnotation(joined, "big-bench-mistake", index === null || index === undefined ? null : stepIndex(index, '"mistake_index"'), "", { kind: "human" })],
  });
};

/** MR-GSM8K (Zeng et al. 2023): first wrong step from 1 with a reason, by human annotators. */
export const readMrGsm8k: RecordReader = (record) => {
  const joined = joinSteps(textList(record, "model_output_steps"));
  const right = asBoolean(member(record, "model_output_solution_correctness"));
  const first = member(record, "model_output_solution_first_error_step");
  const wrong = right === true ? null : stepIndex(first, '"model_output_solution_first_error_step"') - 1;
  if (wrong === -1) throw new Malformed(said("no-first-wrong"));
  return stepTrace(record, joined, {
    id: "uuid", prompt: need(record, "question"), referenceAnswer: asText(member(record, "ground_truth_answer")), correct: asBoolean(member(record, "model_output_answer_correctness")),
    used: ["uuid", "question", "ground_truth_answer", "model_output_steps", "model_output_answer_correctness", "model_output_solution_correctness", "model_output_solution_first_error_step", "model_output_solution_first_error_reason"],
    annotations: [firstErrorAnnotation(joined, "mr-gsm8k", wrong, wrong === null ? "" : (asText(member(record, "model_output_solution_first_error_reason")) ?? ""), { kind: "human" })],
  });
};

/** PRMBench (Song et al. 2025), as released or with the record under `custom` as its annotation files have it: wrong steps from 1, put in by a model; a human's check of the whole, where there is one, stands in the provenance. */
export const readPrmBench: RecordReader = (record) => {
  const held = member(record, "custom");
  const inner = isObject(held) ? held : record;
  const joined = joinSteps(textList(inner, "modified_process"));
  const wrong = member(inner, "error_steps") ?? member(inner, "hallucination_steps");
  if (!isList(wrong)) throw new Malformed(said("not-a-list", { what: '"error_steps"' }));
  const reason = asText(member(inner, "reason")) ?? "";
  const labels = [...new Set(wrong.map((step) => stepIndex(step, '"error_steps"') - 1))].sort((a, b) => a - b).map((step): StepLabel => ({ step, label: "bad", note: reason }));
  const evaluation = member(record, "evaluation");
  const judged = isObject(evaluation) ? member(evaluation, "conversation_evaluation") : undefined;
  const correct = isObject(judged) ? asBoolean(member(judged, "correct")) : undefined;
  return stepTrace(inner, joined, {
    id: "idx", prompt: asText(member(inner, "modified_question")) ?? need(inner, "question"), referenceAnswer: asText(member(inner, "ground_truth")), correct, used: ["modified_process", "error_steps", "hallucination_steps", "reason", "modified_question", "ground_truth"],
    annotations: [importedAnnotation("prmbench", "prm-step", { spans: stepSpans(joined, labels, "prmbench"), empty: labels.length === 0 }, { kind: "model", classification: asText(member(inner, "classification")) ?? "", ...(correct === undefined ? {} : { human_check: correct ? "correct" : "incorrect" }) })],
  });
};

/** Outputs of DeepSeek-Math-V2: a whole proof with a human rating (7, 10 or 21 points at most) and a model's own. */
export const readDeepSeekMath: RecordReader = (record) => {
  const prediction = objectAt(record, "model_prediction");
  const proof = repairText(need(prediction, "proof"));
  const rating = member(prediction, "human_rating");
  const automatic = member(prediction, "average_automatic_rating");
  const id = asText(member(record, "problem_idx"));
  const extra = JSON.stringify({ ...(id === undefined ? {} : { problem_idx: id }), ...(automatic === undefined ? {} : { average_automatic_rating: automatic }) });
  const prompt = repairText(need(record, "question"));
  return {
    ...(id === undefined ? {} : { externalId: id }), prompt: prompt.text, cot: proof.text, model: "DeepSeek-Math-V2", decoding: {}, metadata: extra, excluded: [], truncated: false, repairs: proof.repairs + prompt.repairs, warnings: [],
    annotations: typeof rating === "number" ? [importedAnnotation("deepseek-math", "deepseek-math", { answers: { human_rating: rating } }, { kind: "human" })] : [],
  };
};

interface StepTraceParts {
  /** Key of the external id. */
  readonly id?: string;
  readonly prompt: string;
  readonly answer?: string | undefined;
  readonly referenceAnswer?: string | undefined;
  readonly correct?: boolean | undefined;
  readonly model?: string | undefined;
  /** Keys that are held elsewhere and so are no metadata. */
  readonly used: readonly string[];
  readonly extra?: Readonly<Record<string, string | undefined>>;
  readonly annotations: readonly ImportedAnnotation[];
}

function stepTrace(record: JsonObject, joined: JoinedSteps, parts: StepTraceParts): ImportedTrace {
  const texts = Object.entries({ prompt: parts.prompt, answer: parts.answer, referenceAnswer: parts.referenceAnswer, model: parts.model }).flatMap(([key, text]) => (text === undefined ? [] : [{ key, ...repairText(text) }]));
  const metadata = Object.fromEntries([...Object.entries(record).filter(([key]) => !parts.used.includes(key)), ...Object.entries(parts.extra ?? {}).filter(([, value]) => value !== undefined)]);
  const id = parts.id === undefined ? undefined : asText(member(record, parts.id));
  return {
    ...(Object.fromEntries(texts.map(({ key, text }) => [key, text])) as { prompt: string }), ...(id === undefined ? {} : { externalId: repairText(id).text }), cot: joined.text, ...(parts.correct === undefined ? {} : { correct: parts.correct }),
    decoding: {}, metadata: JSON.stringify(metadata), excluded: [], truncated: false, repairs: joined.repairs + texts.reduce((sum, { repairs }) => sum + repairs, 0), knownSteps: joined.ends, annotations: parts.annotations, warnings: [],
  };
}

function objectAt(record: JsonObject, key: string): JsonObject {
  const value = member(record, key);
  if (!isObject(value)) throw new Malformed(said("not-an-object", { what: `"${key}"` }));
  return value;
}

function need(record: JsonObject, key: string): string {
  const value = asText(member(record, key));
  if (value === undefined) throw new Malformed(said("not-a-text", { what: `"${key}"` }));
  return value;
}
