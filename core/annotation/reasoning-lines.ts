import type { CodePoint, Range } from "../text/offset";
import { codePoint } from "../text/offset";
import { abandonments } from "./abandonments";
import type { Annotation } from "./annotation";
import { compareSpans } from "./position";
import type { Relation } from "./relation";
import { isAnchor, isSpanTarget } from "./relation";
import type { Field, Span } from "./span";

/** A line of reasoning: the main one, or what a branching span opened. */
export interface Line {
  /** "main", or the id of the branching span. */
  readonly id: string;
  readonly parent: string | null;
  /** Column from the left: 0 is the main line; a branch stands right of its parent, and lines that run at the same time never share one. */
  readonly lane: number;
  /** Where the branch leaves its parent; null for the main line and for one that starts at the prompt. */
  readonly leaves: CodePoint | null;
  /** The stretches of the CoT that were worked on this line, ascending; a stub holds just its branching span. */
  readonly pieces: readonly Range[];
  readonly fate: string | null;
  /** Given up, by a backtracking that says so or by its fate. */
  readonly abandoned: boolean;
  /** The backtracking that abandons it. */
  readonly abandonedBy: string | null;
}

/** Where something stands: a position of a field, or the prompt as a whole. */
export interface Place {
  readonly field: Field;
  /** Null for the prompt as a whole. */
  readonly position: CodePoint | null;
}

export const MAIN_LINE = "main";

interface OpenLine {
  readonly id: string;
  readonly parent: string | null;
  readonly leaves: CodePoint | null;
  readonly span: Span | null;
  readonly pieces: { start: CodePoint; end: CodePoint }[];
}

/** Follows the text from branching to backtracking and says on which line each stretch was worked. The stretches of all lines but the stubs tile the CoT.
 *  A branching whose fate is dismissed or not pursued is a stub: the text goes on where it was. A backtracking resumes the line that was worked on at the place it goes back to;
 *  without such a relation the parent of the line that it abandons, or of the current one.
 *  O((spans + relations) log spans + lines · lanes) where lines come in the order of the text, as nearly all do. */
export function reasoningLines(annotation: Annotation, length: CodePoint): Line[] {
  const abandoned = abandonments(annotation);
  const main: OpenLine = { id: MAIN_LINE, parent: null, leaves: null, span: null, pieces: [] };
  const lines = new Map<string, OpenLine>([[MAIN_LINE, main]]);
  const course: { readonly start: CodePoint; readonly line: OpenLine }[] = [{ start: codePoint(0), line: main }];
  const current = (): OpenLine => course.at(-1)!.line;
  const lineAt = (place: Place | null): OpenLine | null => {
    if (place === null) return null;
    const { field, position } = place;
    return field === "cot" && position !== null ? (course.findLast(({ start }) => start <= position)?.line ?? main) : main;
  };
  const targetOf = targetsBySource(annotation);
  /** The first line in the text that each backtracking gives up. */
  const leftBy = new Map<string, OpenLine>();

  for (const span of [...annotation.spans.values()].sort(compareSpans)) {
    if (span.field !== "cot") continue;
    if (span.label === "branching") {
      const from = targetOf(span.id, "branches_from");
      const parent = lineAt(from) ?? current();
      const line: OpenLine = { id: span.id, parent: parent.id, leaves: from ? (from.field === "cot" ? from.position : null) : span.start, span, pieces: [] };
      lines.set(span.id, line);
      const giver = abandoned.get(span.id);
      if (giver && !leftBy.has(giver.id)) leftBy.set(giver.id, line);
      if (isStub(span)) line.pieces.push({ start: span.start, end: span.end });
      else course.push({ start: span.start, line });
    } else if (span.label === "backtracking") {
      const fallback = lines.get((leftBy.get(span.id) ?? current()).parent ?? MAIN_LINE) ?? main;
      course.push({ start: span.start, line: lineAt(targetOf(span.id, "backtracks_to")) ?? fallback });
    }
  }
  for (const [i, { start, line }] of course.entries()) addPiece(line, start, course[i + 1]?.start ?? length);
  return withLanes([...lines.values()], (line) => ({
    fate: line.span?.attributes.fate ?? null,
    abandoned: abandoned.has(line.id) || line.span?.attributes.fate === "abandoned",
    abandonedBy: abandoned.get(line.id)?.id ?? null,
  }));
}

const isStub = (span: Span): boolean => span.attributes.fate === "dismissed" || span.attributes.fate === "not_pursued";

function addPiece(line: OpenLine, start: CodePoint, end: CodePoint): void {
  if (start >= end) return;
  const last = line.pieces.at(-1);
  if (last?.end === start) last.end = end;
  else line.pieces.push({ start, end });
}

/** Where a relation's target stands; null when its span is gone. */
export function placeOf(annotation: Annotation, relation: Relation): Place | null {
  const target = isSpanTarget(relation.to) ? annotation.spans.get(relation.to.span) : isAnchor(relation.to) ? relation.to : { field: "prompt" as const, start: null };
  return target ? { field: target.field, position: target.start } : null;
}

function targetsBySource(annotation: Annotation): (spanId: string, type: string) => Place | null {
  const places = new Map<string, Place | null>();
  for (const relation of annotation.relations.values()) places.set(`${relation.from} ${relation.type}`, placeOf(annotation, relation));
  return (spanId, type) => places.get(`${spanId} ${type}`) ?? null;
}

/** Greedy: in order of appearance each line takes the first column right of its parent that is free over its whole extent. */
function withLanes(lines: readonly OpenLine[], facts: (line: OpenLine) => Pick<Line, "fate" | "abandoned" | "abandonedBy">): Line[] {
  const lanes: Range[][] = [];
  const laneOf = new Map<string, number>();
  return lines.map((line) => {
    let lane = line.parent === null ? 0 : (laneOf.get(line.parent) ?? 0) + 1;
    while (!take((lanes[lane] ??= []), extentOf(line))) lane++;
    laneOf.set(line.id, lane);
    return { id: line.id, parent: line.parent, lane, leaves: line.leaves, pieces: line.pieces, ...facts(line) };
  });
}

/** Puts an extent among the disjoint ones of a lane, ascending; false where one of them overlaps it. An empty one takes no room. */
function take(taken: Range[], extent: Range): boolean {
  if (extent.start >= extent.end) return true;
  let at = taken.length;
  while (at > 0 && taken[at - 1]!.start >= extent.end) at--;
  if (at > 0 && taken[at - 1]!.end > extent.start) return false;
  taken.splice(at, 0, extent);
  return true;
}

const extentOf = ({ pieces }: Pick<Line, "pieces">): Range => ({ start: pieces[0]?.start ?? codePoint(0), end: pieces.at(-1)?.end ?? codePoint(0) });
