import { z } from "zod";
import { WireRange } from "@/core/annotation/wire-annotation";
import type { BlindField } from "@/core/access/blinding";
import { blindTrace } from "@/core/access/blinding";
import type { TraceText } from "@/data/traces";

/** A trace with its texts on the wire. Where a round is blind, what is hidden is absent (not null). */
export const WireTrace = z.object({
  id: z.string(),
  prompt: z.string(),
  cot: z.string(),
  answer: z.string().nullable(),
  promptLength: z.int().describe("code points, as all lengths and offsets"),
  cotLength: z.int(),
  answerLength: z.int(),
  tokens: z.int().nullable().describe("of the CoT under o200k_base; null until counted"),
  stepEnds: z.array(z.int()).describe("end of each step of the CoT; the last is its length"),
  segmenter: z.string(),
  excluded: z.array(WireRange.extend({ reason: z.string() })).describe("shown, not labelled, not counted"),
  truncated: z.boolean(),
  language: z.string().nullable(),
  externalId: z.string().optional(),
  model: z.string().nullable().optional(),
  checkpoint: z.object({ name: z.string(), step: z.int().nullable() }).nullable().optional(),
  trainingSeed: z.int().nullable().optional(),
  sample: z.int().optional(),
  correct: z.boolean().nullable().optional(),
  referenceAnswer: z.string().nullable().optional(),
  dataset: z.string().nullable().optional(),
  reward: z.number().nullable().optional(),
  kl: z.number().nullable().optional(),
  decoding: z.record(z.string(), z.json()).optional(),
  metadata: z.string().optional().describe("a JSON object as text, as it came"),
  source: z.string().nullable().optional().describe("the whole original record as text, where splitting changed its shape"),
  repairs: z.int().optional().describe("characters that became U+FFFD"),
  textSha256: z.object({ prompt: z.string(), cot: z.string(), answer: z.string().nullable() }).optional(),
  importId: z.string().nullable().optional(),
  createdAt: z.iso.datetime().optional(),
}).meta({ id: "Trace" });

/** The trace as somebody may see it from whom these fields are hidden. */
export function wireTrace(trace: TraceText, hidden: ReadonlySet<BlindField>): object {
  const { checkpoint, step, model, sha256, ...facts } = trace;
  return blindTrace({ ...facts, model: model === "" ? null : model, checkpoint: checkpoint === "" ? null : { name: checkpoint, step }, textSha256: sha256 }, hidden);
}
