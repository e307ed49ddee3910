import type { ReleaseTrace } from "../formats/native-record";
import type { RecordedAnnotation } from "../formats/trace-record";
import { segmentSteps } from "../text/segment";
import { importedDifficulty } from "./difficulty";
import type { ImportedDifficulty } from "./difficulty";
import { measureTrace } from "./measure-trace";

/** One annotation of a released trace as a mixed model takes it: who, when, of what, how long, how many spans of each label. */
export interface AnalysisRow {
  readonly trace: string;
  /** Sixteen digits of the prompt's SHA-256: what observations are clustered by. */
  readonly prompt: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly sample: number | null;
  readonly correct: boolean | null;
  readonly layer: string;
  readonly pass: string;
  readonly submittedAt: string | null;
  /** Tokens (o200k_base) and steps of what was read and may be labelled. */
  readonly tokens: number;
  readonly steps: number;
  /** 1/π of the sampling plan that drew the trace; 1: no plan drew it. */
  readonly weight: number;
  /** How hard the prompt is, as the import says it. */
  readonly difficulty: ImportedDifficulty;
  /** Label → spans of the CoT, of every label that the pass had. */
  readonly counts: Readonly<Record<string, number>>;
}

/** @param labels those that the annotation's codebook had in its pass: what was not found counts zero
 *  @param probability of drawing the trace; null: no plan drew it */
export function analysisRow(trace: ReleaseTrace, annotation: RecordedAnnotation, labels: readonly string[], probability: number | null): AnalysisRow {
  const measured = measureTrace({
    id: trace.id, prompt: trace.prompt, checkpoint: { model: trace.model ?? "", name: trace.checkpoint?.name ?? "", t: 0 }, sample: trace.sample ?? 0, weight: 1, correct: trace.correct ?? null,
    truncated: trace.truncated, reward: trace.reward ?? null, kl: trace.kl ?? null, cot: trace.cot, stepEnds: trace.knownSteps ?? segmentSteps(trace.cot), excluded: trace.excluded,
    coverage: annotation.coverage?.filter(({ field }) => field === "cot") ?? null, spans: annotation.spans, relations: annotation.relations, answers: annotation.answers, truthShown: annotation.pass === "truth",
  });
  return {
    trace: trace.id, prompt: trace.textSha256.prompt.slice(0, 16), model: trace.model ?? "", checkpoint: trace.checkpoint?.name ?? "", step: trace.checkpoint?.step ?? null, sample: trace.sample ?? null, correct: trace.correct ?? null,
    layer: annotation.layer, pass: annotation.pass, submittedAt: annotation.submittedAt ?? null, tokens: measured.tokens, steps: measured.steps,
    weight: probability ? 1 / probability : 1, difficulty: importedDifficulty(trace.metadata),
    counts: Object.fromEntries(labels.map((label) => [label, measured.starts[label]?.length ?? 0])),
  };
}
