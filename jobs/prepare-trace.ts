import { createHash } from "node:crypto";
import type { ImportedTrace } from "@/core/formats/trace-record";
import { offsetMap } from "@/core/text/offset";
import { segmentSteps, STEP_SEGMENTER } from "@/core/text/segment";
import { newId, opaqueId } from "@/data/id";
import type { NewTrace } from "@/data/insert-traces";
import { runId } from "@/data/runs";
import type { RunFacts } from "@/data/runs";
import { KNOWN_STEPS } from "@/data/traces";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Numbers the samples of one file that carry no number: 0, 1, … within (prompt, run), in the order of the rows. */
export class SampleNumbers {
  readonly #next = new Map<string, number>();
  of(record: ImportedTrace, promptSha256 = sha256(record.prompt), run = runId(runOf(record))): number {
    if (record.sample !== undefined) return record.sample;
    const group = `${promptSha256.slice(0, 32)}${run}`;
    const sample = this.#next.get(group) ?? 0;
    this.#next.set(group, sample + 1);
    return sample;
  }
}

/** What an import computes of a record at once: hashes, lengths, steps, identity. Token counts follow in a job. */
export function prepareTrace(record: ImportedTrace, samples: SampleNumbers = new SampleNumbers()): NewTrace {
  const facts = runOf(record);
  const run = { ...facts, id: runId(facts) };
  const promptSha256 = sha256(record.prompt);
  const cotSha256 = sha256(record.cot);
  const answerSha256 = record.answer === undefined ? null : sha256(record.answer);
  const sample = samples.of(record, promptSha256, run.id);
  return {
    id: opaqueId(), externalId: record.externalId ?? newId(), identity: sha256(JSON.stringify([promptSha256, cotSha256, answerSha256, run.id, sample])),
    prompt: { sha256: promptSha256, text: record.prompt, length: offsetMap(record.prompt).length }, run, sample,
    cot: record.cot, cotSha256, cotLength: offsetMap(record.cot).length,
    answer: record.answer ?? null, answerSha256, answerLength: record.answer === undefined ? 0 : offsetMap(record.answer).length,
    stepEnds: record.knownSteps ?? segmentSteps(record.cot), segmenter: record.knownSteps ? KNOWN_STEPS : STEP_SEGMENTER,
    excluded: record.excluded, truncated: record.truncated, repairs: record.repairs, referenceAnswer: record.referenceAnswer ?? null, correct: record.correct ?? null,
    dataset: record.dataset ?? null, language: record.language ?? null, reward: record.reward ?? null, kl: record.kl ?? null,
    decoding: record.decoding, metadata: record.metadata, source: record.source ?? null,
  };
}

const runOf = (record: ImportedTrace): RunFacts =>
  ({ model: record.model ?? "", checkpoint: record.checkpoint?.name ?? "", step: record.checkpoint?.step ?? null, trainingSeed: record.trainingSeed ?? null });
