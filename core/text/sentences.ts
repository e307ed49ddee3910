import { nothingKnown } from "./code";
import { isSpace, spaceRun } from "./line-break";
import type { CodePoint } from "./offset";
import { isLowerCase, periodJoins } from "./period";
import { afterUnopened, protectedEnd } from "./protected";
import { isEastAsian, LINE_BREAK, OPENER, SCAN_CLASS, STOP } from "./scan-class";
import { codePointEnds } from "./segment-ends";

const PERIOD = 46;
const ELLIPSIS = 0x2026;
const CLOSERS = "\"')]}*_”’»›」』）】》〉〕］｝〗";
const EMPHASIS = /^[*_]*$/;

/** Ends of the sentences of a text in code points, ascending; the last is the text's length; [] for "".
 *  A sentence ends behind . ! ? … 。！？； (and closing quotes and brackets) or at a line break; white space belongs to the sentence before it, at the start of the text to the first.
 *  `.` `!` `?` need white space or an East Asian character behind them; abbreviations, initials, list numbers, decimals, addresses, maths and code hold together (SPEC T7–T9). O(length). */
export function segmentSentences(text: string): readonly CodePoint[] {
  return codePointEnds(text, sentenceEndsWithin(text, 0, text.length));
}

/** The same within [from, until) in UTF-16 units, neither of which may lie inside maths or code. */
export function sentenceEndsWithin(text: string, from: number, until: number): number[] {
  const ends: number[] = [];
  const known = nothingKnown();
  let start = spaceRun(text, from, until).end;
  let i = start;
  while (i < until) {
    const kind = SCAN_CLASS[text.charCodeAt(i)];
    if (kind === OPENER) {
      const end = protectedEnd(text, i, until, known);
      i = end > 0 ? end : afterUnopened(text, i, until);
    } else if (kind === LINE_BREAK) {
      i = start = spaceRun(text, i, until).end;
      ends.push(start);
    } else if (kind === STOP) {
      const stop = stopAt(text, i, until);
      i = stop.end;
      if (i < until && endsSentence(text, start, stop, until)) {
        i = start = spaceRun(text, i, until).end;
        ends.push(start);
      }
    } else i++;
  }
  if (until > from && ends.at(-1) !== until) ends.push(until);
  return ends;
}

/** A run of stops with the closing marks behind it. `mark` is its kind: the strongest of its characters. */
interface Stop {
  readonly at: number;
  readonly runEnd: number;
  readonly end: number;
  readonly mark: "wide" | "ellipsis" | "period" | "exclaimed";
}

function stopAt(text: string, at: number, until: number): Stop {
  let runEnd = at;
  let periods = 0;
  let wide = false;
  let exclaimed = false;
  for (; runEnd < until && SCAN_CLASS[text.charCodeAt(runEnd)] === STOP; runEnd++) {
    const unit = text.charCodeAt(runEnd);
    if (unit === PERIOD) periods++;
    else if (unit > 0x3000) wide = true;
    else if (unit !== ELLIPSIS) exclaimed = true;
  }
  const mark = wide ? "wide" : exclaimed ? "exclaimed" : periods === 1 && runEnd === at + 1 ? "period" : "ellipsis";
  return { at, runEnd, end: closed(text, runEnd, until), mark };
}

/** Behind closing quotes, brackets and emphasis, and an emoji that touches the stop. */
function closed(text: string, from: number, until: number): number {
  let end = from;
  while (end < until) {
    const unit = text.charCodeAt(end);
    if (unit >= 0xd83c && unit <= 0xd83e && end + 1 < until && (text.charCodeAt(end + 1) & 0xfc00) === 0xdc00) end += 2;
    else if (unit === 0xfe0f || unit === 0x200d || CLOSERS.includes(String.fromCharCode(unit))) end++;
    else break;
  }
  return end;
}

function endsSentence(text: string, start: number, stop: Stop, until: number): boolean {
  const unit = text.charCodeAt(stop.end);
  if (stop.mark === "wide") return true;
  if (!isSpace(unit) && !isEastAsian(unit)) return false;
  const next = spaceRun(text, stop.end, until).end;
  if (next >= until) return true;
  if (stop.mark === "period" && EMPHASIS.test(text.slice(stop.runEnd, stop.end))) return !periodJoins(text, start, stop.at, next);
  const goesOn = isLowerCase(text[next]!);
  return !goesOn || (stop.mark === "exclaimed" && stop.end === stop.runEnd);
}
