import type { CodePoint } from "../text/offset";
import { codePoint } from "../text/offset";
import type { Annotation } from "./annotation";
import { groupBy } from "./group-by";
import { compareSpans } from "./position";
import type { Line, Place } from "./reasoning-lines";
import { MAIN_LINE, placeOf, reasoningLines } from "./reasoning-lines";
import type { Relation } from "./relation";
import { isSpanTarget } from "./relation";
import { firstAfter } from "../text/segment-ends";
import type { Span } from "./span";

/** A mark on a line, at the step in which its span begins. */
export interface Mark {
  readonly span: Span;
  readonly step: number;
  readonly line: string;
}

export interface Return extends Mark {
  /** Where the work resumes; null when nothing says so. */
  readonly to: Place | null;
  /** The step of `to`, where it is in the CoT. */
  readonly toStep: number | null;
  /** The branchings whose lines it gives up. */
  readonly abandons: readonly string[];
}

export interface Check extends Mark {
  readonly outcome: string | null;
  /** It found something: said by its outcome, or by an error that it detects. */
  readonly found: boolean;
  readonly verifies: readonly Place[];
  readonly detects: readonly string[];
}

/** An error and what replaced it. Either may be alone: an error that stays, or a correction of something that has no error span. */
export interface Repair {
  readonly error: Mark | null;
  readonly correction: Mark | null;
  /** Where the corrected statement stands, for a correction of an anchor. */
  readonly at: Place | null;
}

/** The course of a trace's reasoning, as the labels tell it. Steps count from 0 in the CoT's segmentation; a step belongs to the line on which it begins. */
export interface ReasoningMap {
  readonly lines: readonly Line[];
  readonly steps: readonly { readonly start: CodePoint; readonly end: CodePoint; readonly line: string }[];
  readonly returns: readonly Return[];
  readonly checks: readonly Check[];
  readonly repairs: readonly Repair[];
  readonly answers: readonly Mark[];
}

/** @param stepEnds ends of the CoT's steps, ascending, the last its length */
export function reasoningMap(annotation: Annotation, stepEnds: readonly CodePoint[]): ReasoningMap {
  const length = stepEnds.at(-1) ?? codePoint(0);
  const lines = reasoningLines(annotation, length);
  const lineAt = lineFinder(lines);
  const stepOf = (position: CodePoint): number => Math.min(firstAfter(stepEnds, position), Math.max(0, stepEnds.length - 1));
  const markOf = (span: Span): Mark => ({ span, step: stepOf(span.start), line: lineAt(span.start) });
  const bySource = groupBy(annotation.relations.values(), (relation) => relation.from);
  const relationsFrom = (span: Span, type: string): Relation[] => (bySource.get(span.id) ?? []).filter((relation) => relation.type === type);
  const spansAt = (span: Span, type: string): string[] => relationsFrom(span, type).flatMap(({ to }) => (isSpanTarget(to) ? [to.span] : []));
  const places = (span: Span, type: string): Place[] => relationsFrom(span, type).flatMap((relation) => placeOf(annotation, relation) ?? []);
  const labelled = groupBy([...annotation.spans.values()].filter(({ field }) => field === "cot").sort(compareSpans), ({ label }) => label);

  return {
    lines,
    steps: stepEnds.map((end, i) => {
      const start = stepEnds[i - 1] ?? codePoint(0);
      return { start, end, line: lineAt(start) };
    }),
    returns: (labelled.get("backtracking") ?? []).map((span) => {
      const to = places(span, "backtracks_to")[0] ?? null;
      return { ...markOf(span), to, toStep: to?.field === "cot" && to.position !== null ? stepOf(to.position) : null, abandons: spansAt(span, "abandons") };
    }),
    checks: (labelled.get("verification") ?? []).map((span) => {
      const detects = spansAt(span, "detects");
      const outcome = span.attributes.outcome ?? null;
      return { ...markOf(span), outcome, found: outcome === "finds_problem" || detects.length > 0, verifies: places(span, "verifies"), detects };
    }),
    repairs: repairsOf(labelled, markOf, annotation, bySource),
    answers: (labelled.get("candidate_answer") ?? []).map(markOf),
  };
}

/** One repair for each corrected place, then the errors that nothing corrects, in reading order. */
function repairsOf(labelled: ReadonlyMap<string, readonly Span[]>, markOf: (span: Span) => Mark, annotation: Annotation, bySource: ReadonlyMap<string, readonly Relation[]>): Repair[] {
  const corrected = new Set<string>();
  const repairs = (labelled.get("correction") ?? []).flatMap((span): Repair[] => {
    const correction = markOf(span);
    const made = (bySource.get(span.id) ?? []).filter(({ type }) => type === "corrects").map((relation): Repair => {
      const error = isSpanTarget(relation.to) ? annotation.spans.get(relation.to.span) : undefined;
      if (error) corrected.add(error.id);
      return { error: error ? markOf(error) : null, correction, at: placeOf(annotation, relation) };
    });
    return made.length > 0 ? made : [{ error: null, correction, at: null }];
  });
  const left = (labelled.get("error") ?? []).filter(({ id }) => !corrected.has(id)).map((span): Repair => ({ error: markOf(span), correction: null, at: null }));
  return [...repairs, ...left];
}

/** The line that was worked on at a position. Stubs do not count: the text goes on beside them. */
function lineFinder(lines: readonly Line[]): (position: CodePoint) => string {
  const pieces = lines.filter(({ fate }) => fate !== "dismissed" && fate !== "not_pursued").flatMap(({ id, pieces: own }) => own.map((piece) => ({ ...piece, id }))).sort((a, b) => a.start - b.start);
  const ends = pieces.map(({ end }) => end);
  return (position) => pieces[Math.min(firstAfter(ends, position), pieces.length - 1)]?.id ?? MAIN_LINE;
}
