import { expect, test } from "vitest";
import { namePattern } from "./checkpoint-name";
import { DEFAULT_NAME_PATTERN } from "./import-plan";

const facts = (pattern: string, name: string) => { const compiled = namePattern(pattern); return compiled.ok ? compiled.value(name) : compiled.error; };

test.each([
  ["Qwen2.5-1.5B-Instruct-SFT_step0050_train.jsonl", { step: 50, model: "Qwen2.5-1.5B-Instruct-SFT" }],
  ["runs/step_1/Qwen_step_400.jsonl", { step: 400, model: "Qwen" }],
  ["step_800_amc23_results.json", { step: 800 }],
  ["🙂-checkpoint-1200.parquet", { step: 1200, model: "🙂" }],
  ["global_step_64.jsonl", { step: 64 }],
  ["footstep_3.jsonl", {}],
  ["traces.jsonl", {}],
])("F13: %s", (name, expected) => { expect(facts(DEFAULT_NAME_PATTERN, name)).toEqual(expected); });

test("F13: a user's pattern names what it wants; the first group is the step where no group is named", () => {
  expect(facts("s(\\d+)", "m-s12.jsonl")).toEqual({ step: 12, model: "m" });
  expect(facts("(?P<model>[a-z]+)@(?P<checkpoint>[0-9a-f]+)", "demo@9de903b.jsonl")).toEqual({ model: "demo", checkpoint: "9de903b" });
  expect(facts("", "step_5")).toEqual({});
});
