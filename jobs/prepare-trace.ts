import { createHash } from "node:crypto";
import type { ImportedTrace } from "@/core/formats/trace-record";
import { offsetMap } from "@/core/text/offset";
import { segmentSteps, STEP_SEGMENTER } from "@/core/text/segment";
import { newId } from "@/data/id";
import type { NewTrace } from "@/data/insert-traces";
import { runId } from "@/data/runs";
import { KNOWN_STEPS } from "@/data/traces";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** What an import computes of a record at once: hashes, lengths, steps, identity. Token counts follow in a job.
 *  @param ordinal the record's place among those of its file, prompt and run, used where the record has no sample */
export function prepareTrace(record: ImportedTrace, ordinal: number): NewTrace {
  const facts = runOf(record);
  const run = { ...facts, id: runId(facts) };
  const promptSha256 = sha256(record.prompt);
  const cotSha256 = sha256(record.cot);
  const answerSha256 = record.answer === undefined ? null : sha256(record.answer);
  const sample = record.sample ?? ordinal;
  const id = newId();
  return {
    id, externalId: record.externalId ?? id, identity: sha256(JSON.stringify([promptSha256, cotSha256, answerSha256, run.id, sample])),
    prompt: { sha256: promptSha256, text: record.prompt, length: offsetMap(record.prompt).length }, run, sample,
    cot: record.cot, cotSha256, cotLength: offsetMap(record.cot).length,
    answer: record.answer ?? null, answerSha256, answerLength: record.answer === undefined ? 0 : offsetMap(record.answer).length,
    stepEnds: record.knownSteps ?? segmentSteps(record.cot), segmenter: record.knownSteps ? KNOWN_STEPS : STEP_SEGMENTER,
    excluded: record.excluded, truncated: record.truncated, repairs: record.repairs, referenceAnswer: record.referenceAnswer ?? null, correct: record.correct ?? null,
    dataset: record.dataset ?? null, language: record.language ?? null, reward: record.reward ?? null, kl: record.kl ?? null,
    decoding: record.decoding, metadata: record.metadata, source: record.source ?? null,
  };
}

/** Names in which the ordinals of a file are counted: its prompt and its run. */
export const sampleGroup = (record: ImportedTrace): string => `${sha256(record.prompt)} ${runId(runOf(record))}`;

const runOf = (record: ImportedTrace) =>
  ({ model: record.model ?? "", checkpoint: record.checkpoint?.name ?? "", step: record.checkpoint?.step ?? null, trainingSeed: record.trainingSeed ?? null });
