import type { FinishedTrace, PanelSpan } from "./finished-trace";
import type { JointCoverage } from "./joint-coverage";
import { clipToCoverage, coveredLength, jointCoverage } from "./joint-coverage";
import { positiveSteps } from "./span-alpha";
import { matchSpans } from "./span-match";
import type { DocumentSpan, MatchScore } from "./span-match";

/** Counts that add up over traces, so that a resample of prompts is a sum: coincidences of the step units, then a block per pair of annotators. */
export const COINCIDENCE = { bothNo: 0, differ: 1, bothYes: 2, size: 3 } as const;
export const PAIR = { stepsBoth: 0, stepsFirst: 1, stepsSecond: 2, stepsNone: 3, matched: 4, first: 5, second: 6, exact: 7, exactFirst: 8, exactSecond: 9, charsBoth: 10, charsFirst: 11, charsSecond: 12, bothEmpty: 13, size: 14 } as const;

/** All unordered pairs of annotators, in the order of the names. */
export const annotatorPairs = (annotators: readonly string[]): (readonly [string, string])[] => annotators.flatMap((a, i) => annotators.slice(i + 1).map((b) => [a, b] as const));

/** What a trace's layers look like once cut to what all have read. */
export interface ComparableTrace {
  readonly trace: FinishedTrace;
  readonly covered: JointCoverage;
  /** annotator → its spans, clipped; and the ids of spans that were cut. */
  readonly spans: ReadonlyMap<string, readonly PanelSpan[]>;
  readonly clippedIds: ReadonlyMap<string, ReadonlySet<string>>;
  /** Indices of the steps of which at least half was read by all. */
  readonly steps: readonly number[];
}

export function toComparable(trace: FinishedTrace): ComparableTrace {
  const covered = jointCoverage(trace);
  const cut = trace.layers.map((layer) => ({ annotator: layer.annotator, results: layer.spans.map((span) => ({ span, ...clipToCoverage(span, covered) })) }));
  const steps = trace.stepEnds.map((_, step) => step).filter((step) => {
    const range = { start: step === 0 ? 0 : trace.stepEnds[step - 1]!, end: trace.stepEnds[step]! };
    return coveredLength(range, covered.cot) * 2 >= range.end - range.start;
  });
  return {
    trace, covered, steps,
    spans: new Map(cut.map(({ annotator, results }) => [annotator, results.flatMap(({ pieces }) => pieces)])),
    clippedIds: new Map(cut.map(({ annotator, results }) => [annotator, new Set(results.filter(({ clipped }) => clipped).map(({ span }) => span.id))])),
  };
}

export const toDocumentSpans = (trace: FinishedTrace, spans: readonly PanelSpan[]): DocumentSpan[] =>
  spans.map(({ field, label, start, end }) => ({ doc: `${trace.id}\n${field}`, label, start, end }));

const matched = new WeakMap<ComparableTrace, Map<string, MatchScore>>();

/** Spans of two annotators on one trace matched at IoU ≥ .5 whatever their label; indices into `spans`. Asked for by the panel, the confusion matrix and the list of disagreements, and computed once. */
export function matchedWhateverLabel(comparable: ComparableTrace, a: string, b: string): MatchScore {
  let held = matched.get(comparable);
  if (!held) matched.set(comparable, held = new Map());
  const key = JSON.stringify([a, b]);
  const known = held.get(key);
  if (known) return known;
  const [left, right] = [comparable.spans.get(a)!, comparable.spans.get(b)!];
  const score = matchSpans(toDocumentSpans(comparable.trace, left), toDocumentSpans(comparable.trace, right), { match: "iou", threshold: 0.5, labelled: false });
  held.set(key, score);
  return score;
}

/** Counts of one label (or of any label, null) on one trace, added into `counts`. */
export function addCounts(counts: Float64Array, comparable: ComparableTrace, label: string | null, pairs: readonly (readonly [string, string])[]): void {
  const { trace, steps } = comparable;
  const present = [...comparable.spans.keys()];
  const ofLabel = new Map(present.map((annotator) => [annotator, comparable.spans.get(annotator)!.filter((span) => label === null || span.label === label)]));
  const marked = new Map(present.map((annotator) => [annotator, new Set(ofLabel.get(annotator)!.filter((span) => span.field === "cot").flatMap((span) => positiveSteps(span, trace.stepEnds)))]));
  if (present.length >= 2) {
    for (const step of steps) {
      const yes = present.filter((annotator) => marked.get(annotator)!.has(step)).length;
      const no = present.length - yes;
      counts[COINCIDENCE.bothYes]! += (yes * (yes - 1)) / (present.length - 1);
      counts[COINCIDENCE.bothNo]! += (no * (no - 1)) / (present.length - 1);
      counts[COINCIDENCE.differ]! += (yes * no) / (present.length - 1);
    }
  }
  pairs.forEach(([a, b], index) => {
    if (!ofLabel.has(a) || !ofLabel.has(b)) return;
    addPair(counts, COINCIDENCE.size + index * PAIR.size, comparable, [a, b], ofLabel, marked, label !== null);
  });
}

function addPair(counts: Float64Array, at: number, comparable: ComparableTrace, [a, b]: readonly [string, string], ofLabel: ReadonlyMap<string, readonly PanelSpan[]>, marked: ReadonlyMap<string, ReadonlySet<number>>, labelled: boolean): void {
  const { trace, steps, clippedIds } = comparable;
  for (const step of steps) {
    const [inA, inB] = [marked.get(a)!.has(step), marked.get(b)!.has(step)];
    counts[at + (inA ? (inB ? PAIR.stepsBoth : PAIR.stepsFirst) : inB ? PAIR.stepsSecond : PAIR.stepsNone)]! += 1;
  }
  const [left, right] = [toDocumentSpans(trace, ofLabel.get(a)!), toDocumentSpans(trace, ofLabel.get(b)!)];
  if (left.length + right.length === 0) counts[at + PAIR.bothEmpty]! += 1;
  const matches = labelled ? matchSpans(left, right, { match: "iou", threshold: 0.5, labelled }) : matchedWhateverLabel(comparable, a, b);
  counts[at + PAIR.matched]! += matches.tp;
  counts[at + PAIR.first]! += left.length;
  counts[at + PAIR.second]! += right.length;
  const whole = (annotator: string) => ofLabel.get(annotator)!.filter((span) => !clippedIds.get(annotator)!.has(span.id));
  const [wholeLeft, wholeRight] = [toDocumentSpans(trace, whole(a)), toDocumentSpans(trace, whole(b))];
  counts[at + PAIR.exact]! += matchSpans(wholeLeft, wholeRight, { match: "exact", labelled }).tp;
  counts[at + PAIR.exactFirst]! += wholeLeft.length;
  counts[at + PAIR.exactSecond]! += wholeRight.length;
  const characters = matchSpans(left, right, { match: "codepoint", labelled });
  counts[at + PAIR.charsBoth]! += characters.tp;
  counts[at + PAIR.charsFirst]! += characters.fn;
  counts[at + PAIR.charsSecond]! += characters.fp;
}

/** Per label (null: any) the counts of each prompt at each checkpoint, behind one another in one array a prompt. */
export interface CountedWork {
  readonly prompts: readonly string[];
  readonly checkpoints: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
  readonly byLabel: readonly { readonly label: string | null; readonly perPrompt: readonly Float64Array[] }[];
}

/** Everything that the panel and the comparison of checkpoints add up, counted once.
 *  @param onLabel called after each label with the share done */
export function countWork(compared: readonly ComparableTrace[], labels: readonly string[], onLabel: (share: number) => void = () => {}): CountedWork {
  const pairs = annotatorPairs([...new Set(compared.flatMap(({ trace }) => trace.layers.map((layer) => layer.annotator)))].sort());
  const byNumber = new Intl.Collator("en", { numeric: true });
  const checkpoints = [...new Set(compared.map(({ trace }) => trace.checkpoint))].sort((a, b) => byNumber.compare(a, b));
  const prompts = [...new Set(compared.map(({ trace }) => trace.prompt))];
  const promptIndex = new Map(prompts.map((prompt, i) => [prompt, i]));
  const checkpointIndex = new Map(checkpoints.map((checkpoint, i) => [checkpoint, i]));
  const size = COINCIDENCE.size + pairs.length * PAIR.size;
  const rows = [null, ...labels];
  return {
    prompts, checkpoints, pairs,
    byLabel: rows.map((label, row) => {
      const perPrompt = prompts.map(() => new Float64Array(size * checkpoints.length));
      for (const comparable of compared) {
        const at = checkpointIndex.get(comparable.trace.checkpoint)! * size;
        addCounts(perPrompt[promptIndex.get(comparable.trace.prompt)!]!.subarray(at, at + size), comparable, label, pairs);
      }
      onLabel((row + 1) / rows.length);
      return { label, perPrompt };
    }),
  };
}

/** The part of one checkpoint. */
export const partOf = ({ pairs }: CountedWork, counts: Float64Array, checkpoint: number): Float64Array => {
  const size = COINCIDENCE.size + pairs.length * PAIR.size;
  return counts.subarray(checkpoint * size, (checkpoint + 1) * size);
};

/** Over all checkpoints together. */
export function overCheckpoints(work: CountedWork, counts: Float64Array): Float64Array {
  const sum = new Float64Array(COINCIDENCE.size + work.pairs.length * PAIR.size);
  work.checkpoints.forEach((_, at) => partOf(work, counts, at).forEach((value, i) => { sum[i]! += value; }));
  return sum;
}
