import type { Range, Utf16 } from "../text/offset";
import { toCodePoint, utf16 } from "../text/offset";
import type { AnnotationContext } from "./context";
import type { Field } from "./span";

/** A place where the trace commits to an answer. */
export interface CandidateAnswer extends Range {
  readonly field: Field;
  /** The characters from `\boxed` to its closing brace. */
  readonly quote: string;
  /** What stands between the braces. */
  readonly value: string;
}

const OPENING = /\\f?boxed\s*\{/g;

/** Every `\boxed{…}` or `\fboxed{…}` with balanced braces in CoT and answer, in reading order; nested ones count as their outermost; `\{` and `\}` are characters, not braces.
 *  One that never closes is passed over. Inside excluded ranges nothing is found. O(length), also on texts full of openings. */
export function candidateAnswers({ offsets, excluded = [] }: Pick<AnnotationContext, "offsets" | "excluded">): CandidateAnswer[] {
  return (["cot", "answer"] as const).flatMap((field) => {
    const map = offsets[field];
    return boxes(map.text).flatMap(({ from, open, close }) => {
      const range = { start: toCodePoint(map, from), end: toCodePoint(map, utf16(close + 1)) };
      if (excluded.some((part) => part.field === field && part.start < range.end && range.start < part.end)) return [];
      return [{ field, ...range, quote: map.text.slice(from, close + 1), value: map.text.slice(open + 1, close) }];
    });
  });
}

/** The first commitment and each changed value: what the span rules ask to label. Values are compared without their white space. */
export function changedAnswers(answers: readonly CandidateAnswer[]): CandidateAnswer[] {
  const bare = (answer: CandidateAnswer | undefined): string | undefined => answer?.value.replace(/\s+/g, "");
  return answers.filter((answer, i) => bare(answer) !== bare(answers[i - 1]));
}

/** One pass over the braces with a stack: positions in UTF-16 units. */
function boxes(text: string): { from: Utf16; open: number; close: number }[] {
  const starts = new Map<number, number>();
  for (const match of text.matchAll(OPENING)) starts.set(match.index + match[0].length - 1, match.index);
  const closed: { from: Utf16; open: number; close: number }[] = [];
  if (starts.size === 0) return closed;
  const stack: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) i++;
    else if (unit === OPEN) stack.push(i);
    else if (unit === CLOSE) {
      const open = stack.pop();
      const from = open === undefined ? undefined : starts.get(open);
      if (open === undefined || from === undefined) continue;
      while (closed.length > 0 && closed.at(-1)!.from > from) closed.pop();
      closed.push({ from: utf16(from), open, close: i });
    }
  }
  return closed;
}

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
