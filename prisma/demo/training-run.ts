import type { Relation } from "@/core/annotation/relation";
import type { Span } from "@/core/annotation/span";
import type { ImportedAnnotation, ImportedTrace } from "@/core/formats/trace-record";
import { randomIndex, seededRandom } from "@/core/statistics/random";
import { codePoint } from "@/core/text/offset";
import { branch, check, depot, opening, questionOf, RUN_TOPICS, slip, tally, turnBack } from "./run-sentences";
import type { RunSentence, RunTopic } from "./run-sentences";

/** Training steps of the invented run. */
export const RUN_STEPS = [0, 200, 400, 600, 800, 1000, 1200, 1400] as const;
/** Verification rises from here on: the one true emergence. */
const RISES_AT = 800;
/** Prompts that a second annotator reads at every checkpoint. */
const READ_TWICE = 12;

export type RunTrace = ImportedTrace & { readonly externalId: string };

export interface RunSize {
  readonly prompts: number;
  readonly samples: number;
  /** Prompts of which people read the first sample at every checkpoint; nobody reads the rest. */
  readonly read: number;
  readonly seed: number;
}

/** An invented training run of our own sentences, the same at every call, with one true emergence (verification), one length artefact (branching: as frequent per token, in traces that grow)
 *  and one drifting proxy (backtracking: people see no change, words that sound like it grow). a1 reads in both passes, a2 reads twelve prompts again. */
export function trainingRun({ prompts, samples, read, seed }: RunSize): RunTrace[] {
  const random = seededRandom(seed);
  const levels = Array.from({ length: prompts }, () => 0.6 + 0.8 * random());
  return RUN_STEPS.flatMap((step, at) => levels.flatMap((level, prompt) => Array.from({ length: samples }, (_, sample) => traceOf({ step, at, prompt, sample, level, read: sample === 0 && prompt < read }, random))));
}

interface Place { readonly step: number; readonly at: number; readonly prompt: number; readonly sample: number; readonly level: number; readonly read: boolean }

function traceOf(place: Place, random: () => number): RunTrace {
  const { step, at, prompt, sample } = place;
  const topic = RUN_TOPICS[prompt % RUN_TOPICS.length]!;
  const [runs, each] = [prompt + 3, 2 * prompt + 5];
  const sentences = thoughts(place, topic, random);
  const externalId = `fir-${String(step).padStart(4, "0")}-${prompt}-${sample}`;
  const right = random() < 0.3 + 0.04 * at;
  const truncated = random() < 0.01 * at;
  const answer = String(right ? 7 * runs * each : 7 * runs * each + 7);
  return {
    externalId, prompt: questionOf(topic, runs, each, prompt + 1), cot: sentences.map(({ text }) => text).join("\n\n"), answer, referenceAnswer: String(7 * runs * each), correct: right,
    model: "fir-2b", checkpoint: { name: `step-${step}`, step }, sample, dataset: "switchback-demo-run", language: "en", reward: right ? 1 : 0, kl: step / 20_000, trainingSeed: 1,
    decoding: { temperature: 0.7, topP: 0.95, maxTokens: 2048, finishReason: truncated ? "length" : "stop" }, metadata: "{}", excluded: [], truncated, repairs: 0, warnings: [],
    annotations: place.read ? readings(externalId, prompt, spansOf(sentences)) : [],
  };
}

function thoughts({ step, at, level }: Place, topic: RunTopic, random: () => number): RunSentence[] {
  const draw = (below: number) => randomIndex(random, below);
  const happens = (share: number) => random() < share * level;
  const risen = step >= RISES_AT;
  const sentences = [opening(topic)];
  let sum = 0;
  for (let run = 1; run <= 10 + 4 * at; run++) {
    const add = 2 + draw(90);
    sum += add;
    sentences.push(tally(topic, run, sum, add, draw));
    if (happens(risen ? 0.11 : 0.02)) sentences.push(check(happens(0.55), happens(0.2), draw));
    if (happens(0.05)) sentences.push(branch(topic, draw));
    if (happens(0.035)) sentences.push(turnBack(draw));
    if (happens(0.012 * at)) sentences.push(depot(topic, draw));
    if (happens(0.05)) {
      const { error, found, mended } = slip(draw);
      sentences.push(error);
      if (happens(risen ? 0.6 : 0.2)) sentences.push(found, ...(happens(0.7) ? [mended] : []));
    }
  }
  return sentences;
}

function spansOf(sentences: readonly RunSentence[]): Span[] {
  let start = 0;
  return sentences.flatMap(({ text, mark }, i) => {
    const [from, length] = [start, Array.from(text).length];
    start += length + 2;
    return mark ? [{ id: `s${i}`, field: "cot" as const, label: mark.label, start: codePoint(from), end: codePoint(from + length), quote: text, attributes: mark.attributes, certainty: "sure" as const, note: "", provenance: { origin: "made" as const } }] : [];
  });
}

/** Errors are seen in the truth pass only; a2 passes over every eleventh span. */
function readings(trace: string, prompt: number, spans: readonly Span[]): ImportedAnnotation[] {
  const behaviours = spans.filter(({ label }) => label !== "error");
  return [
    work(`${trace}-a1`, "a1", "behaviour", behaviours, []), work(`${trace}-t1`, "a1", "truth", spans, relationsOf(spans)),
    ...(prompt < READ_TWICE ? [work(`${trace}-a2`, "a2", "behaviour", behaviours.filter((_, i) => (i + prompt) % 11 !== 0), [])] : []),
  ];
}

/** A check that finds something detects the error before it; a correction corrects it and was triggered by the check. */
function relationsOf(spans: readonly Span[]): Relation[] {
  return spans.flatMap((span, i): Relation[] => {
    if (span.label === "verification" && span.attributes.outcome === "finds_problem") return [{ id: `d${span.id}`, type: "detects", from: span.id, to: { span: spans[i - 1]!.id } }];
    if (span.label === "correction") return [{ id: `c${span.id}`, type: "corrects", from: span.id, to: { span: spans[i - 2]!.id } }, { id: `t${span.id}`, type: "triggered_by", from: span.id, to: { span: spans[i - 1]!.id } }];
    return [];
  });
}

const work = (id: string, annotator: string, pass: "behaviour" | "truth", spans: readonly Span[], relations: readonly Relation[]): ImportedAnnotation => ({
  id, layer: `annotator:${annotator}`, annotator, pass, codebook: { key: "longcot-error-correction", version: 1 }, status: "submitted", flagged: false, flagComment: "", empty: spans.length === 0,
  revision: spans.length + relations.length + 1, spans, relations, answers: {}, activeSeconds: 40 + 9 * spans.length, submittedAt: "2026-10-05T08:00:00.000Z", provenance: { format: "switchback-demo" },
});
