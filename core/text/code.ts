import { isLineBreak } from "./line-break";

// All offsets in this file are UTF-16.
const SPACE = 32, TAB = 9;
const LONGEST_FENCE = 32;
const INLINE_REACH = 1_000;

/** What a scan has learnt about fences, so that many unclosed ones stay linear: for ` and ~, the shortest fence that is known to have no closing line in the rest of the text. */
export interface FenceKnowledge {
  unclosed: Record<number, number>;
}

export const nothingKnown = (): FenceKnowledge => ({ unclosed: {} });

/** End of the code that the run of ` or ~ at `at` opens, or −1.
 *  A run of three or more at the start of a line (after blanks) fences a block up to and with a line of nothing but as many or more of the same; an unclosed fence fences nothing.
 *  Other runs of ` quote inline up to a run of the same length on the same line. */
export function codeEnd(text: string, at: number, until: number, known: FenceKnowledge): number {
  const mark = text.charCodeAt(at);
  const length = runLength(text, at, until, mark);
  if (length >= 3 && length <= LONGEST_FENCE && opensLine(text, at)) {
    const end = fenceEnd(text, at + length, until, mark, length, known);
    if (end >= 0) return end;
  }
  return mark === 96 ? inlineEnd(text, at + length, Math.min(until, at + INLINE_REACH), length) : -1;
}

function runLength(text: string, at: number, until: number, mark: number): number {
  let end = at;
  while (end < until && text.charCodeAt(end) === mark) end++;
  return end - at;
}

/** Whether only blanks stand between the start of the line and `at`; indented deeper than 32 it is no fence. */
function opensLine(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && at - i <= 32 && (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB)) i--;
  return i < 0 || isLineBreak(text.charCodeAt(i));
}

function fenceEnd(text: string, from: number, until: number, mark: number, length: number, known: FenceKnowledge): number {
  if (length >= (known.unclosed[mark] ?? Infinity)) return -1;
  for (let i = from; i < until; i++) {
    if (!isLineBreak(text.charCodeAt(i))) continue;
    let line = i + 1;
    while (line < until && (text.charCodeAt(line) === SPACE || text.charCodeAt(line) === TAB)) line++;
    const run = runLength(text, line, until, mark);
    let end = line + run;
    while (run >= length && end < until && (text.charCodeAt(end) === SPACE || text.charCodeAt(end) === TAB)) end++;
    if (run >= length && (end >= until || isLineBreak(text.charCodeAt(end)))) return line + run;
    i = line + run - 1;
  }
  known.unclosed[mark] = length;
  return -1;
}

function inlineEnd(text: string, from: number, stop: number, length: number): number {
  for (let i = from; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (isLineBreak(unit)) return -1;
    if (unit !== 96) continue;
    const run = runLength(text, i, stop, 96);
    if (run === length) return i + run;
    i += run - 1;
  }
  return -1;
}
