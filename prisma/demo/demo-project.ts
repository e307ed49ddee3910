import type { AnnotationContext } from "@/core/annotation/context";
import type { Codebook } from "@/core/codebook/codebook";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import type { ImportedTrace } from "@/core/formats/trace-record";
import { offsetMap } from "@/core/text/offset";
import { annotationsOf } from "./demo-annotations";
import { DEMO_SOURCES } from "./demo-traces";
import { readMarkup } from "./markup";
import { DEMO_ANNOTATORS, planOf, type DemoState } from "./plan";
import { DEMO_PROMPTS } from "./prompts";
import type { DemoSource } from "./source";
import { trainingRun } from "./training-run";
import type { RunTrace } from "./training-run";

/** A trace as an import would read it, with its annotations, and the state that it is there to show. */
export interface DemoTrace {
  readonly record: ImportedTrace & { readonly externalId: string };
  readonly state: DemoState;
  /** Belongs to the demo's frozen release. */
  readonly released: boolean;
}

export interface DemoProject {
  readonly slug: string;
  readonly name: string;
  /** Published as version 1: the version that every annotation names. */
  readonly codebook: Codebook;
  /** Handles that no account has claimed. */
  readonly annotators: readonly string[];
  /** Name of the release of the traces that are `released`. */
  readonly releaseName: string;
  readonly traces: readonly DemoTrace[];
  /** A training run of a third model, large enough for claims: one true emergence, one length artefact, one drifting proxy. */
  readonly run: readonly RunTrace[];
}

/** The demo project as plain data, the same at every call: 40 traces of our own in which each state occurs, at four checkpoints of two invented models, in English and Chinese, and a generated training run of a third. */
export function demoProject(): DemoProject {
  return {
    slug: "demo", name: "Demo: five small questions", codebook: longcotErrorCorrection, annotators: DEMO_ANNOTATORS, releaseName: "demo-1", traces: DEMO_SOURCES.map(traceOf),
    run: trainingRun({ prompts: 44, samples: 1, read: 40, seed: 11 }),
  };
}

function traceOf(source: DemoSource, ordinal: number): DemoTrace {
  const { language, reference, marked } = DEMO_PROMPTS[source.prompt];
  const prompt = readMarkup(marked, longcotErrorCorrection);
  const cot = readMarkup(source.cot, longcotErrorCorrection);
  const answer = source.answer ?? "";
  const context: AnnotationContext = { offsets: { prompt: offsetMap(prompt.text), cot: offsetMap(cot.text), answer: offsetMap(answer) }, codebook: longcotErrorCorrection };
  const marks = [...prompt.marks.map((mark) => ({ ...mark, field: "prompt" as const })), ...cot.marks.map((mark) => ({ ...mark, field: "cot" as const }))];
  const externalId = `${source.prompt}-${source.model}-${String(source.step).padStart(4, "0")}`;
  const plan = planOf(source);
  return {
    record: {
      externalId, prompt: prompt.text, cot: cot.text, ...(source.answer === null ? {} : { answer }), referenceAnswer: reference, correct: source.final === "right",
      model: source.model, checkpoint: { name: `step-${source.step}`, step: source.step }, sample: 0, dataset: "switchback-demo", language,
      reward: source.final === "right" ? 1 : 0, kl: source.step / 20_000, trainingSeed: 1,
      decoding: { temperature: 0.7, topP: 0.95, maxTokens: 2_048, seed: 7, finishReason: source.answer === null ? "length" : "stop" },
      metadata: "{}", excluded: [], truncated: source.answer === null, repairs: 0, annotations: annotationsOf(source, externalId, marks, context, plan, ordinal), warnings: [],
    },
    state: plan.state, released: plan.released,
  };
}
