import type { Answer } from "../annotation/annotation";
import type { ExcludedRange } from "../annotation/context";
import { intervalSet } from "../annotation/interval-set";
import type { Relation } from "../annotation/relation";
import { isSpanTarget } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { codePoint, offsetMap, toUtf16 } from "../text/offset";
import type { OffsetMap } from "../text/offset";
import { countTokens } from "../text/tokens";
import type { Checkpoint, MeasuredTrace, TraceOutcomes, TruthOutcomes } from "./measured-trace";
import type { ImportedDifficulty } from "./difficulty";

/** A trace as stored, with one layer's work on it. Spans on the prompt or the answer are not counted: rates are about the chain of thought. */
export interface TraceToMeasure {
  readonly id: string;
  readonly prompt: string;
  readonly checkpoint: Checkpoint;
  readonly sample: number;
  readonly weight: number;
  readonly correct: boolean | null;
  readonly truncated: boolean;
  readonly reward: number | null;
  readonly kl: number | null;
  readonly difficulty?: ImportedDifficulty | undefined;
  readonly cot: string;
  readonly stepEnds: readonly number[];
  readonly excluded: readonly ExcludedRange[];
  /** What was read of the chain of thought; null: not recorded, all of it. */
  readonly coverage: readonly { readonly start: number; readonly end: number }[] | null;
  readonly spans: readonly Span[];
  readonly relations: readonly Relation[];
  readonly answers: Readonly<Record<string, Answer>>;
  /** Whether the layer went through the truth pass; without it errors and repairs are not known. */
  readonly truthShown: boolean;
}

/** Reduces a trace to what the estimators need: token positions and counts.
 *  Token positions are exact up to the seams of steps, at each of which tokenizing anew may add a token. */
export const measureTrace = (trace: TraceToMeasure): MeasuredTrace => measureWithSteps(trace).measured;

/** The same, with the token position at which each step starts. */
export function measureWithSteps(trace: TraceToMeasure): { readonly measured: MeasuredTrace; readonly stepTokens: readonly number[] } {
  const map = offsetMap(trace.cot);
  const positions = tokenPositions(map, trace.stepEnds);
  const open = labellable(trace, map.length);
  const spans = trace.spans.filter((span) => span.field === "cot" && open.some(({ start, end }) => span.start >= start && span.start < end));
  const starts: Record<string, number[]> = {};
  for (const span of spans) (starts[span.label] ??= []).push(positions.at(span.start));
  for (const each of Object.values(starts)) each.sort((a, b) => a - b);
  const measured: MeasuredTrace = {
    id: trace.id, prompt: trace.prompt, checkpoint: trace.checkpoint, sample: trace.sample, weight: trace.weight, correct: trace.correct, truncated: trace.truncated, reward: trace.reward, kl: trace.kl, difficulty: trace.difficulty,
    degenerate: trace.answers.degenerate_repetition === "yes" || trace.excluded.some((range) => range.field === "cot" && isLoop(range)),
    codeShare: fencedShare(trace.cot),
    wholeTokens: positions.total,
    tokens: open.reduce((sum, { start, end }) => sum + positions.at(end) - positions.at(start), 0),
    steps: trace.stepEnds.filter((end, i) => covered({ start: i === 0 ? 0 : trace.stepEnds[i - 1]!, end }, open) * 2 >= end - (i === 0 ? 0 : trace.stepEnds[i - 1]!)).length,
    starts,
    outcomes: outcomesOf(trace, spans, positions.at),
  };
  return { measured, stepTokens: positions.steps };
}

const isLoop = (range: ExcludedRange): boolean => "reason" in range && range.reason === "loop";

function tokenPositions({ text, length, ...map }: OffsetMap, stepEnds: readonly number[]): { at: (offset: number) => number; steps: readonly number[]; total: number } {
  const whole = { text, length, ...map };
  const slice = (start: number, end: number) => text.slice(toUtf16(whole, codePoint(start)), toUtf16(whole, codePoint(end)));
  const before = [0];
  stepEnds.forEach((end, i) => before.push(before[i]! + countTokens(slice(i === 0 ? 0 : stepEnds[i - 1]!, end))));
  const at = (offset: number): number => {
    let [low, high] = [0, stepEnds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stepEnds[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    const start = low === 0 ? 0 : stepEnds[low - 1]!;
    return before[low]! + (offset > start ? countTokens(slice(start, offset)) : 0);
  };
  return { at, steps: before.slice(0, -1), total: before.at(-1)! };
}

type Stretch = { readonly start: number; readonly end: number };

/** Covered parts of the chain of thought without what the import set aside, ascending. */
export function labellable({ coverage, excluded }: Pick<TraceToMeasure, "coverage" | "excluded">, length: number): Stretch[] {
  const cuts = excluded.filter((range) => range.field === "cot").sort((a, b) => a.start - b.start);
  return (coverage ?? [{ start: 0, end: length }]).flatMap(({ start, end }) => {
    const parts: Stretch[] = [];
    let from = start;
    for (const cut of cuts) {
      if (cut.end <= from || cut.start >= end) continue;
      if (cut.start > from) parts.push({ start: from, end: cut.start });
      from = cut.end;
    }
    return from < end ? [...parts, { start: from, end }] : parts;
  });
}

export const covered = (range: Stretch, open: readonly Stretch[]): number => open.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, range.end) - Math.max(start, range.start)), 0);

function fencedShare(text: string): number {
  let [fenced, inside] = [0, false];
  for (const line of text.split("\n")) {
    const fence = line.trimStart().startsWith("```");
    if (fence || inside) fenced += line.length + 1;
    if (fence) inside = !inside;
  }
  return text.length > 0 ? Math.min(1, fenced / text.length) : 0;
}

function outcomesOf(trace: TraceToMeasure, spans: readonly Span[], tokenAt: (offset: number) => number): TraceOutcomes {
  const ofLabel = (label: string) => spans.filter((span) => span.label === label);
  const byId = new Map(spans.map((span) => [span.id, span]));
  const abandoned = trace.relations.filter((relation) => relation.type === "abandons" && isSpanTarget(relation.to)).flatMap((relation) => {
    const [backtracking, branching] = [byId.get(relation.from), isSpanTarget(relation.to) ? byId.get(relation.to.span) : undefined];
    return backtracking && branching && branching.start < backtracking.start ? [{ start: branching.start, end: backtracking.start }] : [];
  });
  return {
    truth: trace.truthShown ? truthOutcomes(trace.relations, ofLabel, tokenAt) : null,
    verifications: ofLabel("verification").length,
    superficialVerifications: ofLabel("verification").filter(({ attributes }) => attributes.method === "assertion_only" || attributes.outcome === "not_carried_out").length,
    backtracks: ofLabel("backtracking").length,
    abandonedTokens: intervalSet(abandoned).reduce((sum, { start, end }) => sum + tokenAt(end) - tokenAt(start), 0),
  };
}

function truthOutcomes(relations: readonly Relation[], ofLabel: (label: string) => Span[], tokenAt: (offset: number) => number): TruthOutcomes {
  const pointsAt = (type: string, from: string, target: string) => relations.some((relation) => relation.type === type && relation.from === from && isSpanTarget(relation.to) && relation.to.span === target);
  const [errors, verifications, corrections, backtracks] = [ofLabel("error"), ofLabel("verification"), ofLabel("correction"), ofLabel("backtracking")];
  const followed = errors.map((error) => {
    const detecting = verifications.filter((v) => v.attributes.outcome === "finds_problem" && v.attributes.verdict_right !== "no" && pointsAt("detects", v.id, error.id));
    const right = corrections.filter((c) => c.attributes.result === "right" && pointsAt("corrects", c.id, error.id));
    const checked = right.some((c) => detecting.some((v) => v.attributes.verdict_right === "yes" && pointsAt("triggered_by", c.id, v.id)));
    return { error, detecting, repaired: right.length > 0, checked, answerChanging: error.attributes.effect === "answer_changing" };
  });
  const count = (holds: (each: (typeof followed)[number]) => boolean) => followed.filter(holds).length;
  return {
    errors: errors.length,
    answerChangingErrors: count((each) => each.answerChanging),
    detected: count((each) => each.detecting.length > 0),
    detectedRepaired: count((each) => each.detecting.length > 0 && each.repaired),
    repaired: count((each) => each.repaired),
    checkedRepairs: count((each) => each.checked),
    checkedAnswerChangingRepairs: count((each) => each.checked && each.answerChanging),
    selfNoticedRepairs: count((each) => each.repaired && each.detecting.length === 0),
    breaks: corrections.filter(({ attributes }) => attributes.result === "breaks_right").length,
    warrantedBacktracks: backtracks.filter(({ attributes }) => attributes.warranted === "yes").length,
    judgedBacktracks: backtracks.filter(({ attributes }) => attributes.warranted === "yes" || attributes.warranted === "no").length,
    detectionLatencies: followed.filter((each) => each.detecting.length > 0).map(({ error, detecting }) => Math.max(0, Math.min(...detecting.map((v) => tokenAt(v.start))) - tokenAt(error.start))),
  };
}
