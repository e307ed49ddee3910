import { CUE_WORDS } from "../detectors/built-in-lexicons";
import { cueMatcher } from "../detectors/match-cues";
import { ablate } from "../emergence/ablate";
import type { Ablation, AblatedTrace, LentStep, TraceToAblate } from "../emergence/ablate";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { segmentSteps } from "../text/segment";
import { encoded } from "./bytes";
import type { LeftOut } from "./left-out";
import { leaveWords } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import type { WriterContext } from "./release-writers";

/** Share of the steps or digits that a variant touches where the release does not say. */
export const ABLATION_SHARE = 0.33;
/** Traces whose steps and answers are lent to others; the first ones, so that memory does not grow. */
const LENDERS = 64;
const LENT_STEPS = 20;

/** ablations.jsonl: one line a trace: the original and its variants (each label's spans deleted; steps shuffled, deleted, inserted; cue words removed; digits corrupted; the answer swapped), each with what was changed where. What may not be labelled stays as it is.
 *  Spans are those of all the trace's annotations together. The draws depend on the seed and the trace's id alone; what is inserted or swapped comes from the first traces of other prompts. */
export const writeAblations = (rows: AsyncIterable<ReleaseTrace>, context: WriterContext, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(lines(rows, context, leftOut));

interface Lender { readonly prompt: string; readonly steps: readonly LentStep[]; readonly answer: string | undefined }

async function* lines(rows: AsyncIterable<ReleaseTrace>, { labels, seed, ablationShare: share = ABLATION_SHARE }: WriterContext, leftOut: LeftOut): AsyncGenerator<string> {
  const cues = cueMatcher(CUE_WORDS);
  const lenders: Lender[] = [];
  const early: ReleaseTrace[] = [];
  const line = (trace: ReleaseTrace): string => {
    const others = lenders.filter(({ prompt }) => prompt !== trace.prompt);
    const subject: TraceToAblate = {
      cot: trace.cot, answer: trace.answer ?? null, stepEnds: stepEnds(trace), spans: trace.annotations.flatMap(({ spans }) => spans), cues: cues(trace.cot), excluded: trace.excluded.filter(({ field }) => field === "cot"), foreignSteps: others.flatMap(({ steps }) => steps),
    };
    const swapped = trace.answer === undefined ? undefined : others.find(({ answer }) => answer !== undefined && answer !== trace.answer)?.answer;
    if (trace.answer !== undefined && swapped === undefined) leftOut.add("swapped answers: no trace of another prompt has one");
    for (const annotation of trace.annotations) {
      leftOut.add("relations", annotation.relations.length);
      leaveWords(annotation, leftOut);
    }
    const own = seedOf(seed, trace.id);
    const variants = ablationsOf(labels, subject, swapped, share).map((ablation) => ({ ablation, ...written(ablate(subject, ablation, own)) }));
    return `${JSON.stringify({ id: trace.id, prompt: trace.prompt, seed: own, original: { cot: trace.cot, ...(trace.answer === undefined ? {} : { answer: trace.answer }) }, variants })}\n`;
  };
  for await (const trace of rows) {
    if (lenders.length < LENDERS) {
      lenders.push(lender(trace));
      early.push(trace);
      if (lenders.length === LENDERS) for (const held of early.splice(0)) yield line(held);
    } else yield line(trace);
  }
  for (const held of early) yield line(held);
}

function ablationsOf(labels: readonly string[], { spans, foreignSteps }: TraceToAblate, swapped: string | undefined, share: number): Ablation[] {
  return [
    ...labels.filter((label) => spans.some((span) => span.field === "cot" && span.label === label)).map((label): Ablation => ({ kind: "delete-label", label })),
    { kind: "shuffle-steps", share }, { kind: "delete-steps", share }, ...(foreignSteps.length > 0 ? [{ kind: "insert-steps", share } as const] : []),
    { kind: "remove-cues" }, { kind: "corrupt-digits", share }, ...(swapped === undefined ? [] : [{ kind: "swap-answer", answer: swapped } as const]),
  ];
}

const written = ({ cot, answer, changes }: AblatedTrace) => ({ cot, ...(answer === null ? {} : { answer }), changes });
const stepEnds = ({ cot, knownSteps }: ReleaseTrace): readonly number[] => knownSteps ?? segmentSteps(cot);

function lender(trace: ReleaseTrace): Lender {
  const map = offsetMap(trace.cot);
  const ends = stepEnds(trace).slice(0, LENT_STEPS);
  const steps = ends.map((end, i) => ({ start: ends[i - 1] ?? 0, end })).filter(({ start, end }) => trace.excluded.every((range) => range.field !== "cot" || range.end <= start || range.start >= end));
  return { prompt: trace.prompt, answer: trace.answer, steps: steps.map(({ start, end }) => ({ text: sliceRange(map, { start: codePoint(start), end: codePoint(end) }), source: { trace: trace.id, start, end } })) };
}

/** A seed of the trace's own: the order of the rows does not matter. */
function seedOf(seed: number, id: string): number {
  let mixed = seed >>> 0;
  for (let i = 0; i < id.length; i++) mixed = (Math.imul(mixed ^ id.charCodeAt(i), 0x01000193) + 0x9e3779b9) >>> 0;
  return mixed;
}
