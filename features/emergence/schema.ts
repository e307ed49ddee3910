import { z } from "zod";
import { RATE_UNITS } from "@/core/emergence/rate-curve";
import { splitList } from "./comma-list";

const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");
const length = z.coerce.number().int().min(0).max(2_000_000_000);
const list = z.string().max(2000).transform(splitList);

/** What an analysis is asked for; what is left out is chosen: the best layer there is, its labels, the first model. */
export const EmergenceQuery = z.object({
  layer: z.string().max(200).optional().describe("human (gold, else the first finished), gold, annotator:<handle>, imported:<source>, detector:<name>@<version>, or dawid-skene (gold, else posteriors of steps, imputed; counts steps)"),
  model: z.string().max(300).optional(),
  labels: list.optional().describe("label keys, separated by commas; a comma within a name of any list stands behind a backslash"),
  detector: z.string().max(200).optional().describe("the detector beside the human layer: detector:<name>@<version>, or none"),
  unit: z.enum(RATE_UNITS).default("per-1k-tokens").describe("the unit that the page shows; the answer holds all of them"),
  delta: z.coerce.number().min(0).max(1000).default(0.1).describe("smallest rate difference per 1k tokens that counts as onset"),
  m: z.coerce.number().int().min(0).max(20).default(1).describe("for how many further checkpoints it must last"),
  resamples: z.coerce.number().int().min(200).max(10_000).default(2000),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(7),
  interval: z.enum(["t", "percentile", "bca"]).default("t").describe("how prompts' resamples become an interval: bootstrap-t on the log rate, percentile or BCa"),
  checkpoints: list.optional().describe("only these checkpoints, by name, separated by commas; as seeds, language and dataset"),
  seeds: list.pipe(z.array(z.string().regex(/^-?\d{1,15}$/, "is a list of whole numbers").transform(Number))).optional().describe("only these training runs, by their training seed"),
  correct: yesOrNo.optional().describe("only traces whose final answer is right, or wrong"),
  truncated: yesOrNo.optional(),
  language: list.optional(),
  dataset: list.optional(),
  minLength: length.optional().describe("code points of the chain of thought"),
  maxLength: length.optional(),
});
export type EmergenceQuery = z.infer<typeof EmergenceQuery>;

const FrozenPlan = z.object({
  layer: z.string(), labels: z.array(z.string()), contrasts: z.string(), delta: z.number(), m: z.number(), seed: z.number(),
  hash: z.string().describe("SHA-256 of the plan"), frozenAt: z.string(), finishedBefore: z.number().describe("traces that people had finished when it was frozen"),
});
export const FrozenPlanAnswer = FrozenPlan;

/** A plan to be fixed before results are looked at. */
export const PlanToFreeze = z.object({
  layer: z.string().min(1).max(200), labels: z.array(z.string().min(1).max(100)).min(1).max(60), delta: z.number().min(0).max(1000).default(0.1), m: z.int().min(0).max(20).default(1), seed: z.int().min(0).max(2_147_483_647).default(7),
});
export type PlanToFreeze = z.infer<typeof PlanToFreeze>;

/** Why there is no analysis. */
export const EMERGENCE_GAPS = ["no traces", "no labels", "no such model", "no such layer", "no such detector", "no such label", "one checkpoint", "filtered away"] as const;

export const EmergenceAnswer = z.object({
  model: z.string().nullable(), layer: z.string().nullable(), detector: z.string().nullable(), kind: z.enum(["lexicon", "judge", "imported"]).nullable().describe("what the detector is"), labels: z.array(z.string()),
  models: z.array(z.string()), layers: z.array(z.object({ layer: z.string(), traces: z.number() })),
  reason: z.enum(EMERGENCE_GAPS).nullable().describe("why `report` is null"),
  unknown: z.array(z.string()).describe("what the query names and the project does not have: a model, a layer, a detector or labels; nothing else is taken in its place"),
  ordered: z.boolean().describe("every checkpoint has a step; otherwise they stand in the order of their names"),
  plan: z.object({ labels: z.array(z.string()), delta: z.number(), m: z.number(), resamples: z.number(), seed: z.number(), method: z.string() }),
  frozen: FrozenPlan.nullable().describe("the plan that was frozen last"),
  outsidePlan: z.array(z.enum(["layer", "labels", "delta", "m", "seed", "filter"])).describe("where this analysis leaves the frozen plan: it is exploratory then"),
  rows: z.array(z.object({ t: z.number(), checkpoint: z.string(), traces: z.number(), generation: z.number(), whole: z.number() })).describe("of a lexicon's layer: traces with a cue in the generation alone, and in the whole row with echoed prompts and verbatim copies"),
  filter: z.object({ checkpoints: z.array(z.string()), seeds: z.array(z.number()), correct: z.boolean(), truncated: z.boolean(), languages: z.array(z.string()), datasets: z.array(z.string()), minLength: z.number(), maxLength: z.number() }).partial().describe("which traces were looked at; empty: all of the model's"),
  release: z.object({ id: z.string(), name: z.string() }).nullable().describe("the frozen release that holds exactly this work; null: it is in none as it stands"),
  doubly: z.number().describe("traces that two people or more finished: what the dawid-skene layer is estimated from"),
  blinding: z.object({ right: z.number(), n: z.number(), unsure: z.number(), accuracy: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(), verdict: z.enum(["told", "not shown"]).nullable() }).describe("guesses of annotators in blind rounds whether a trace is from early or late in training; chance is .5"),
  planHash: z.string().describe("the first six hexadecimal digits of the SHA-256 of layer, model, plan and filter"),
  report: z.looseObject({ analysis: z.looseObject({}), findings: z.array(z.looseObject({ kind: z.string(), label: z.string() })), detectors: z.array(z.looseObject({})), drawn: z.boolean(), sampledAtRandom: z.boolean(), humanTraces: z.number(), unread: z.array(z.object({ checkpoint: z.string(), traces: z.number() })).describe("traces of which nothing was read or may be labelled: left out"), aidedTraces: z.number().describe("traces of people that the detector is not held against: its suggestions were in view") }).nullable(),
});


export const DetectorAnswer = z.object({ id: z.string(), name: z.string(), version: z.string(), kind: z.string(), complete: z.boolean(), traces: z.number(), createdAt: z.date() });
export const DetectorStarted = z.object({ id: z.string(), job: z.string(), layer: z.string() });
