import type { Random } from "@/core/statistics/random";
import { codePoint, sliceRange, type CodePoint, type OffsetMap, type Range } from "@/core/text/offset";
import { firstAfter } from "@/core/text/segment-ends";
import { segmentSentences } from "@/core/text/sentences";
import type { FieldMark } from "./layer";

/** How one annotator departs from what the adjudicator held: probabilities in [0, 1], each drawn once a span. */
export interface Habits {
  readonly misses: number;
  /** Starts behind the cue word ("Wait, "). */
  readonly skipsCue: number;
  /** Leaves out the last sentence of a span of several. */
  readonly stopsEarly: number;
  /** Takes the next sentence in as well. */
  readonly runsOn: number;
  /** Sees a new way where a line was given up, a return where a value was replaced. */
  readonly confuses: number;
  /** Calls a confirming check inconclusive, a reaching branch unclear. */
  readonly hesitates: number;
}

/** a1 is careful, a2 labels briefly and misses things, a3 takes in too much and confuses neighbouring labels. `agreed`: what all see alike. */
export const HABITS = {
  agreed: { misses: 0, skipsCue: 0, stopsEarly: 0, runsOn: 0, confuses: 0, hesitates: 0 },
  a1: { misses: 0.06, skipsCue: 0, stopsEarly: 0.12, runsOn: 0.08, confuses: 0.03, hesitates: 0.05 },
  a2: { misses: 0.22, skipsCue: 0.5, stopsEarly: 0.35, runsOn: 0, confuses: 0.05, hesitates: 0.1 },
  a3: { misses: 0.1, skipsCue: 0.1, stopsEarly: 0.05, runsOn: 0.3, confuses: 0.35, hesitates: 0.25 },
} as const satisfies Record<string, Habits>;

/** The marks as an annotator with these habits would have set them. Six numbers are drawn for every mark, whatever becomes of it: one habit changed leaves the other draws alone. */
export function withHabits(marks: readonly FieldMark[], offsets: OffsetMap, habits: Habits, random: Random): readonly FieldMark[] {
  const sentences = segmentSentences(offsets.text);
  return marks.flatMap((mark) => {
    const happens = { misses: random() < habits.misses, skipsCue: random() < habits.skipsCue, stopsEarly: random() < habits.stopsEarly, runsOn: random() < habits.runsOn, confuses: random() < habits.confuses, hesitates: random() < habits.hesitates };
    if (mark.label === null || mark.field !== "cot") return [mark];
    if (happens.misses) return [];
    const moved = { ...mark, start: happens.skipsCue ? behindCue(offsets, mark) : mark.start, end: happens.stopsEarly ? earlierEnd(sentences, offsets, mark) : happens.runsOn ? laterEnd(sentences, offsets, mark) : mark.end };
    const named = happens.confuses ? confused(moved) : moved;
    return [happens.hesitates ? hesitant(named) : named];
  });
}

function behindCue(offsets: OffsetMap, mark: Range): CodePoint {
  const cue = /^(?:Wait|Hmm|Hold on|Check|So|No|等等|等一下|不对)[,，:：.]\s*/.exec(sliceRange(offsets, mark));
  return cue && cue[0].length < mark.end - mark.start ? codePoint(mark.start + cue[0].length) : mark.start;
}

/** Without the last sentence; in a span of one, without its last clause. */
function earlierEnd(sentences: readonly CodePoint[], offsets: OffsetMap, mark: Range): CodePoint {
  const before = sentences[firstAfter(sentences, codePoint(mark.end - 1)) - 1];
  if (before !== undefined && before > mark.start) return withoutSpace(offsets, mark.start, before);
  const clause = /^(.*\p{L}.*?)[,，;；:：](?=.*?\p{L})[^,，;；:：]*$/su.exec(sliceRange(offsets, mark))?.[1];
  return clause === undefined ? mark.end : codePoint(mark.start + Array.from(clause).length);
}

/** With the next sentence, unless that is long. */
function laterEnd(sentences: readonly CodePoint[], offsets: OffsetMap, mark: Range): CodePoint {
  const rest = sliceRange(offsets, { start: mark.end, end: offsets.length });
  const next = sentences[firstAfter(sentences, codePoint(mark.end + rest.length - rest.trimStart().length))];
  return next === undefined || next - mark.end > 160 ? mark.end : withoutSpace(offsets, mark.end, next);
}

const withoutSpace = (offsets: OffsetMap, start: CodePoint, end: CodePoint): CodePoint => codePoint(start + Array.from(sliceRange(offsets, { start, end }).trimEnd()).length);

/** The neighbouring label of the codebook's confusable pairs, with the attributes and relations that it has. */
function confused(mark: FieldMark): FieldMark {
  if (mark.label === "backtracking")
    return { ...mark, label: "branching", attributes: { fate: "unclear", kind: "approach" }, relations: renamed(mark, { backtracks_to: "branches_from", triggered_by: "triggered_by" }) };
  if (mark.label === "correction")
    return { ...mark, label: "backtracking", attributes: { scope: "step", reason: "error_found" }, relations: renamed(mark, { corrects: "backtracks_to", triggered_by: "triggered_by" }) };
  return mark;
}

const renamed = (mark: FieldMark, names: Readonly<Record<string, string>>): FieldMark["relations"] =>
  mark.relations.flatMap(({ type, target }) => (names[type] === undefined ? [] : [{ type: names[type], target }]));

function hesitant(mark: FieldMark): FieldMark {
  if (mark.label === "verification" && mark.attributes.outcome === "confirms") return { ...mark, unsure: true, attributes: { ...mark.attributes, outcome: "inconclusive" } };
  if (mark.label === "branching") return { ...mark, unsure: true, attributes: { ...mark.attributes, fate: "unclear" } };
  return { ...mark, unsure: true };
}
