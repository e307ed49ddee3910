import { nothingKnown } from "./code";
import { spaceRun } from "./line-break";
import type { CodePoint } from "./offset";
import { afterUnopened, protectedEnd } from "./protected";
import { isEastAsian, LINE_BREAK, OPENER, SCAN_CLASS } from "./scan-class";
import { codePointEnds } from "./segment-ends";
import { sentenceEndsWithin } from "./sentences";

/** Names the rules below; stored with every trace. A change of any boundary of any text is a new version. */
export const STEP_SEGMENTER = "steps/1";

/** A paragraph or line wider than this many columns is cut finer. R1 and QwQ write paragraphs of 60–80 characters, 95 % of them under 460. */
const WIDE = 1_000;
/** Sentences that are cut out of a wide line are at least this long (UTF-16): a bare "Wait." goes with what it opens. */
const SHORTEST_SENTENCE = 24;

/** Ends of the steps of a chain of thought in code points, ascending; the last is the text's length; [] for "".
 *  A step is a paragraph: what a blank line ends. A text of one paragraph, and a paragraph wider than 1,000 columns (a character from U+2E80 on counts two), is cut into lines; a line wider than that into sentences.
 *  White space belongs to the step before it, at the start of the text to the first. No boundary inside maths or code (SPEC T4–T6). O(length), one pass. */
export function segmentSteps(text: string): readonly CodePoint[] {
  const until = text.length;
  const ends: number[] = [];
  const known = nothingKnown();
  let lines: Line[] = [];
  let start = 0;
  let lineColumns = 0;
  let columns = 0;
  const closeLine = (end: number): void => {
    lines.push({ end, columns: lineColumns });
    columns += lineColumns;
    lineColumns = 0;
  };
  let i = spaceRun(text, 0, until).end;
  while (i < until) {
    const unit = text.charCodeAt(i);
    const kind = SCAN_CLASS[unit];
    if (kind === OPENER) {
      const end = protectedEnd(text, i, until, known);
      const next = end > 0 ? end : afterUnopened(text, i, until);
      lineColumns += next - i;
      i = next;
    } else if (kind === LINE_BREAK) {
      const run = spaceRun(text, i, until);
      i = run.end;
      closeLine(i);
      if (run.breaks < 2 || i === until) continue;
      if (columns > WIDE) cutIntoLines(text, start, lines, ends);
      else ends.push(i);
      start = i;
      lines = [];
      columns = 0;
    } else {
      lineColumns += isEastAsian(unit) ? 2 : 1;
      i++;
    }
  }
  if (lines.at(-1)?.end !== until && until > start) closeLine(until);
  if (columns > WIDE || ends.length === 0) cutIntoLines(text, start, lines, ends);
  else if (until > start) ends.push(until);
  return codePointEnds(text, ends);
}

interface Line {
  /** UTF-16, behind its line break. */
  readonly end: number;
  readonly columns: number;
}

function cutIntoLines(text: string, start: number, lines: readonly Line[], ends: number[]): void {
  let from = start;
  for (const line of lines) {
    if (line.columns > WIDE) cutIntoSentences(text, from, line.end, ends);
    ends.push(line.end);
    from = line.end;
  }
}

function cutIntoSentences(text: string, from: number, until: number, ends: number[]): void {
  let last = from;
  for (const end of sentenceEndsWithin(text, from, until)) {
    if (end - last < SHORTEST_SENTENCE || until - end < SHORTEST_SENTENCE) continue;
    ends.push(end);
    last = end;
  }
}
