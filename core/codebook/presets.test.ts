import { expect, test } from "vitest";
import { PRESETS, presetByKey } from "./presets";
import { codebookSchema } from "./codebook-schema";

const labelsOf = (key: string): string[] => presetByKey(key)!.labels.map((label) => label.key);

test.each(PRESETS.map((preset) => [preset.key, preset] as const))("C1: preset %s is a valid codebook and goes through JSON unchanged", (_key, preset) => {
  expect(codebookSchema.parse(JSON.parse(JSON.stringify(preset)))).toEqual(preset);
});

test("C1: preset keys are unique and every name and definition is in both languages", () => {
  expect(new Set(PRESETS.map(({ key }) => key)).size).toBe(15);
  const missing: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    if ("en" in value && !("zh" in value && typeof value.zh === "string" && value.zh !== "")) missing.push(path);
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
  };
  for (const preset of PRESETS) visit(preset, preset.key);
  expect(missing).toEqual([]);
});

test("C2: the default preset has the labels, closed values and hotkeys of the codebook document", () => {
  const preset = PRESETS[0]!;
  expect(preset.key).toBe("longcot-error-correction");
  expect(preset.labels.map(({ key, hotkey, pass }) => [key, hotkey, pass])).toEqual([
    ["branching", 1, "behaviour"], ["backtracking", 2, "behaviour"], ["verification", 3, "behaviour"], ["error", 4, "truth"], ["correction", 5, "behaviour"], ["candidate_answer", 6, "behaviour"]]);
  const values = Object.fromEntries(preset.labels.flatMap((label) => label.attributes.map((attribute) => [`${label.key}.${attribute.key}`, attribute.values.map(({ value }) => value).join(" ")])));
  expect(values).toEqual({
    "branching.kind": "approach case_split hypothesis interpretation", "branching.trigger": "unprompted difficulty failed_check after_answer", "branching.novelty": "new revisit",
    "branching.fate": "reaches_result abandoned dismissed not_pursued unclear",
    "backtracking.reason": "error_found contradiction dead_end too_long none_stated", "backtracking.scope": "step subproblem approach problem_reading", "backtracking.return": "explicit implied", "backtracking.warranted": "yes no cannot_judge",
    "verification.target": "step result final_answer assumption problem_reading", "verification.method": "recompute substitute other_method special_case constraint_or_unit reread estimate assertion_only",
    "verification.outcome": "confirms finds_problem inconclusive cut_off not_carried_out", "verification.verdict_right": "yes no cannot_judge",
    "error.type": "calculation logic misread_problem wrong_fact missed_case copying other", "error.effect": "answer_changing local cannot_judge",
    "correction.result": "right still_wrong breaks_right cannot_judge", "correction.trigger": "verification noticed contradiction restart", "candidate_answer.value": "right wrong cannot_judge",
  });
  const truth = preset.labels.flatMap((label) => label.attributes.filter(({ pass }) => pass === "truth").map(({ key }) => `${label.key}.${key}`));
  expect(truth.sort()).toEqual(["backtracking.warranted", "candidate_answer.value", "correction.result", "error.effect", "error.type", "verification.verdict_right"]);
  expect(preset.labels.map((label) => label.attributes.filter(({ required, pass }) => required && pass === "behaviour").length)).toEqual([1, 0, 1, 0, 0, 0]);
});

test("C2: the default preset has the relations and cardinalities of the codebook document", () => {
  expect(PRESETS[0]!.relations.map(({ key, from, to, anchor, prompt, min, max }) => `${key}: ${from.join(",")} → ${to.join(",")}${anchor ? " anchor" : ""}${prompt ? " prompt" : ""} ${min}–${max ?? "∞"}`)).toEqual([
    "branches_from: branching → * anchor prompt 1–1", "backtracks_to: backtracking → * anchor prompt 1–1", "abandons: backtracking → branching 0–1", "verifies: verification → * anchor 1–∞",
    "detects: verification → error 0–∞", "corrects: correction → error anchor 1–∞", "retracts: backtracking → error anchor 0–∞",
    "triggered_by: correction,backtracking,branching → verification,backtracking 0–1", "misreads: error →  anchor 0–1"]);
});

test("C3: the further presets have their labels and units", () => {
  expect(labelsOf("cognitive-behaviors-4")).toEqual(["verification", "backtracking", "subgoal_setting", "backward_chaining"]);
  expect(labelsOf("rlsp-exploration")).toEqual(["backtracking", "exploration", "verification"]);
  expect(labelsOf("steering-6")).toEqual(["initializing", "deduction", "adding_knowledge", "example_testing", "uncertainty_estimation", "backtracking"]);
  expect(labelsOf("thought-anchors-8")).toEqual(["problem_setup", "plan_generation", "fact_retrieval", "active_computation", "uncertainty_management", "result_consolidation", "self_checking", "final_answer_emission"]);
  expect(labelsOf("schoenfeld-7")).toEqual(["read", "analyze", "plan", "implement", "explore", "verify", "monitor"]);
  expect(labelsOf("thinkarm-8")).toEqual([...labelsOf("schoenfeld-7"), "answer"]);
  expect(labelsOf("lcot-tree-4")).toEqual(["continuous_logic", "exploration", "backtracking", "validation"]);
  expect(labelsOf("thoughtology-cycles")).toEqual(["problem_definition", "bloom", "re_bloom", "rumination", "abandonment", "final_decision"]);
  expect(labelsOf("action-prompting-5")).toEqual(["clarify", "decompose", "solution_step", "reflection", "answer"]);
  expect(PRESETS.filter(({ unit }) => unit !== "span").map(({ key, unit }) => `${key} ${unit}`)).toEqual(["prm-step step", "first-error step", "deltabench-section section"]);
  expect([presetByKey("first-error")!.labels.map(({ max }) => max), presetByKey("first-error")!.blocking]).toEqual([[1], ["label-too-many"]]);
  expect(presetByKey("sticker-grounding")!.labels.map(({ key, fields }) => `${key} ${fields.join("+")}`)).toEqual(["fact prompt", "grounded_use cot+answer", "misreading cot+answer", "omission cot+answer"]);
  expect(presetByKey("no-such 🙂")).toBeUndefined();
});
