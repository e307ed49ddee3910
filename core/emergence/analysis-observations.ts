import type { ReleaseTrace } from "../formats/native-record";
import type { RecordedAnnotation } from "../formats/trace-record";
import { segmentSteps } from "../text/segment";
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
  /** Label → spans of the CoT, of every label that the pass had. */
  readonly counts: Readonly<Record<string, number>>;
}

/** @param labels those that the annotation's codebook had in its pass: what was not found counts zero */
export function analysisRow(trace: ReleaseTrace, annotation: RecordedAnnotation, labels: readonly string[]): AnalysisRow {
  const measured = measureTrace({
    id: trace.id, prompt: trace.prompt, checkpoint: { model: trace.model ?? "", name: trace.checkpoint?.name ?? "", t: 0 }, sample: trace.sample ?? 0, weight: 1, correct: trace.correct ?? null,
    truncated: trace.truncated, reward: trace.reward ?? null, kl: trace.kl ?? null, cot: trace.cot, stepEnds: trace.knownSteps ?? segmentSteps(trace.cot), excluded: trace.excluded,
    coverage: annotation.coverage?.filter(({ field }) => field === "cot") ?? null, spans: annotation.spans, relations: annotation.relations, answers: annotation.answers, truthShown: annotation.pass === "truth",
  });
  return {
    trace: trace.id, prompt: trace.textSha256.prompt.slice(0, 16), model: trace.model ?? "", checkpoint: trace.checkpoint?.name ?? "", step: trace.checkpoint?.step ?? null, sample: trace.sample ?? null, correct: trace.correct ?? null,
    layer: annotation.layer, pass: annotation.pass, submittedAt: annotation.submittedAt ?? null, tokens: measured.tokens, steps: measured.steps,
    counts: Object.fromEntries(labels.map((label) => [label, measured.starts[label]?.length ?? 0])),
  };
}

/** One number of a figure: which statistic makes it, from what. */
export interface AnalysisFigure {
  readonly figure: "rate" | "trend" | "first-to-last";
  readonly model: string;
  readonly label: string;
  /** Of a rate. */
  readonly checkpoint?: string;
  /** A name of `switchback stats`. */
  readonly statistic: string;
  readonly input: unknown;
}

/** The inputs of every figure: each label's rate at each checkpoint with prompts resampled, its trend over checkpoints, and the length-adjusted ratio of the last checkpoint to the first. */
export function analysisFigures(rows: readonly AnalysisRow[], seed: number, resamples = 2000): AnalysisFigure[] {
  const figures: AnalysisFigure[] = [];
  for (const model of distinct(rows.map((row) => row.model))) {
    const ofModel = rows.filter((row) => row.model === model);
    const checkpoints = inTrainingOrder(ofModel);
    for (const label of distinct(ofModel.flatMap(({ counts }) => Object.keys(counts)))) {
      const places = checkpoints.map(({ name, t }) => ({ name, t, rows: ofModel.filter((row) => row.checkpoint === name && label in row.counts) })).filter((place) => place.rows.length > 0);
      for (const place of places) {
        const clusters = distinct(place.rows.map(({ prompt }) => prompt)).map((prompt) => place.rows.filter((row) => row.prompt === prompt).map(({ counts, tokens }) => ({ y: counts[label]!, tokens })));
        figures.push({ figure: "rate", model, label, checkpoint: place.name, statistic: "cluster-bootstrap", input: { clusters, statistic: "rate-per-1k", resamples, seed, method: "t" } });
      }
      if (places.length < 2) continue;
      figures.push({ figure: "trend", model, label, statistic: "trend", input: { checkpoints: places.map(({ t, rows: held }) => ({ t, y: held.map(({ counts }) => counts[label]!), exposure: held.map(({ tokens }) => tokens) })) } });
      const ends = [places[0]!.rows, places.at(-1)!.rows];
      figures.push({ figure: "first-to-last", model, label, statistic: "rate-ratio", input: {
        y: ends.flatMap((held) => held.map(({ counts }) => counts[label]!)), exposure: ends.flatMap((held) => held.map(({ tokens }) => tokens)), group: ends.flatMap((held, group) => held.map(() => group)), cluster: ends.flatMap((held) => held.map(({ prompt }) => prompt)), family: "nb2",
      } });
    }
  }
  return figures;
}

/** Checkpoints by step; where one has none, by name with numbers read as numbers. */
function inTrainingOrder(rows: readonly AnalysisRow[]): { readonly name: string; readonly t: number }[] {
  const steps = new Map(rows.map(({ checkpoint, step }) => [checkpoint, step]));
  const names = [...steps.keys()].sort(new Intl.Collator("en", { numeric: true }).compare);
  if (names.every((name) => steps.get(name) !== null)) return names.map((name) => ({ name, t: steps.get(name)! })).sort((a, b) => a.t - b.t);
  return names.map((name, t) => ({ name, t }));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
