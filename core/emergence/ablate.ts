import { intervalSet } from "../annotation/interval-set";
import { shuffled, seededRandom, randomIndex } from "../statistics/random";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import type { Range } from "../text/offset";

/** Changes of a chain of thought for training studies (after "Structure, not content, is what matters"): which, and how much of it. Shares are of the steps. */
export type Ablation =
  | { readonly kind: "delete-label"; readonly label: string }
  | { readonly kind: "shuffle-steps" | "delete-steps" | "insert-steps"; readonly share: number }
  | { readonly kind: "remove-cues" }
  | { readonly kind: "corrupt-digits"; readonly share: number }
  | { readonly kind: "swap-answer"; readonly answer: string };

export interface AblatedTrace {
  readonly cot: string;
  readonly answer: string | null;
  /** What was changed where, in code points of the original; for moved steps `from` is where the text came from, for inserted ones `source` is. */
  readonly changes: readonly { readonly field: "cot" | "answer"; readonly start: number; readonly end: number; readonly was: string; readonly now: string; readonly from?: number; readonly source?: LentStep["source"] }[];
}

/** A step of another trace, with its place there in code points. */
export interface LentStep {
  readonly text: string;
  readonly source: { readonly trace: string; readonly start: number; readonly end: number };
}

export interface TraceToAblate {
  readonly cot: string;
  readonly answer: string | null;
  readonly stepEnds: readonly number[];
  readonly spans: readonly { readonly field: string; readonly label: string; readonly start: number; readonly end: number }[];
  /** Cue words found in the chain of thought. */
  readonly cues: readonly Range[];
  /** What may not be labelled (prompt echoes, repeats): it is no part of the reasoning and stays as it is. */
  readonly excluded: readonly { readonly start: number; readonly end: number }[];
  /** Steps of other traces, for insertion. */
  readonly foreignSteps: readonly LentStep[];
}

/** A variant of a trace; the same seed gives the same. What is not named as changed stands as it was. @throws RangeError for a share outside [0, 1] */
export function ablate(trace: TraceToAblate, ablation: Ablation, seed: number): AblatedTrace {
  if ("share" in ablation && !(ablation.share >= 0 && ablation.share <= 1)) throw new RangeError(`a share between 0 and 1 is needed, not ${ablation.share}`);
  switch (ablation.kind) {
    case "delete-label": return replaced(trace, intervalSet(trace.spans.filter(({ field, label }) => field === "cot" && label === ablation.label)).map((range) => ({ ...range, now: "" })));
    case "remove-cues": return replaced(trace, intervalSet(trace.cues.filter((cue) => isOpen(cue, trace.excluded))).map((range) => ({ ...range, now: "" })));
    case "corrupt-digits": return replaced(trace, corruptedDigits(trace, ablation.share, seed));
    case "swap-answer": return { cot: trace.cot, answer: ablation.answer, changes: trace.answer === ablation.answer ? [] : [{ field: "answer", start: 0, end: offsetMap(trace.answer ?? "").length, was: trace.answer ?? "", now: ablation.answer }] };
    case "shuffle-steps": return replaced(trace, shuffledSteps(trace, ablation.share, seed));
    case "delete-steps": return replaced(trace, chosenSteps(trace, ablation.share, seed).map((range) => ({ ...range, now: "" })));
    case "insert-steps": return replaced(trace, insertedSteps(trace, ablation.share, seed));
  }
}

interface Change { readonly start: number; readonly end: number; readonly now: string; readonly from?: number; readonly source?: LentStep["source"] }

/** Writes changes, ascending and apart, into the text. */
function replaced({ cot, answer }: TraceToAblate, changes: readonly Change[]): AblatedTrace {
  const map = offsetMap(cot);
  const slice = (start: number, end: number) => sliceRange(map, { start: codePoint(start), end: codePoint(end) });
  let [text, at] = ["", 0];
  for (const { start, end, now } of changes) {
    text += slice(at, start) + now;
    at = end;
  }
  const noted = changes.map((change) => ({ field: "cot" as const, start: change.start, end: change.end, was: slice(change.start, change.end), now: change.now, ...(change.from === undefined ? {} : { from: change.from }), ...(change.source === undefined ? {} : { source: change.source }) }));
  return { cot: text + slice(at, map.length), answer, changes: noted.filter(({ was, now }) => was !== now) };
}

const stepsOf = ({ stepEnds, excluded }: TraceToAblate): { start: number; end: number }[] => stepEnds.map((end, i) => ({ start: stepEnds[i - 1] ?? 0, end })).filter((step) => isOpen(step, excluded));
const isOpen = ({ start, end }: { readonly start: number; readonly end: number }, excluded: TraceToAblate["excluded"]): boolean => excluded.every((range) => range.end <= start || range.start >= end);

function chosenSteps(trace: TraceToAblate, share: number, seed: number): { start: number; end: number }[] {
  const steps = stepsOf(trace);
  return shuffled(steps, seededRandom(seed)).slice(0, Math.round(share * steps.length)).sort((a, b) => a.start - b.start);
}

function shuffledSteps(trace: TraceToAblate, share: number, seed: number): Change[] {
  const chosen = chosenSteps(trace, share, seed);
  const map = offsetMap(trace.cot);
  const sources = shuffled(chosen, seededRandom(seed + 1));
  return chosen.map((place, i) => ({ ...place, now: sliceRange(map, { start: codePoint(sources[i]!.start), end: codePoint(sources[i]!.end) }), from: sources[i]!.start }));
}

function insertedSteps(trace: TraceToAblate, share: number, seed: number): Change[] {
  if (trace.foreignSteps.length === 0) return [];
  const random = seededRandom(seed + 1);
  return chosenSteps(trace, share, seed).map(({ start }) => { const { text, source } = trace.foreignSteps[randomIndex(random, trace.foreignSteps.length)]!; return { start, end: start, now: text, source }; });
}

/** Each ASCII digit becomes another one with the given probability. */
function corruptedDigits({ cot, excluded }: TraceToAblate, share: number, seed: number): Change[] {
  const random = seededRandom(seed);
  return Array.from(cot).flatMap((character, at) => (/^[0-9]$/.test(character) && isOpen({ start: at, end: at + 1 }, excluded) && random() < share ? [{ start: at, end: at + 1, now: String((Number(character) + 1 + randomIndex(random, 9)) % 10) }] : []));
}
