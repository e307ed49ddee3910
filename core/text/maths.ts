import { isLineBreak, isSpace, spaceRun } from "./line-break";

// All offsets in this file are UTF-16. Every function looks a bounded way ahead, so that an opener without a closer costs little
// and never swallows the rest of a trace.
const DOLLAR = 36, BACKSLASH = 92;
const INLINE_REACH = 2_000;
const DISPLAY_REACH = 10_000;
const DEEPEST_ENVIRONMENT = 32;
const MATHS_SIGN = /[\\^_=+<>{}|]/;

/** End of the maths that a `$` at `at` opens (`$…$` or `$$…$$`), or −1.
 *  Inline: no blank line inside. Either both ends are tight ("$x$", pandoc's rule, so that "$5 and $10" is money) or both are loose with a sign of maths in between ("$ x = 5 $");
 *  the closer is not followed by a digit. Only the next `$` is considered: failing costs the way to it, once.
 *  Display: the next `$$`; a blank line inside only where both `$$` stand alone on their lines. */
export function dollarMathsEnd(text: string, at: number, until: number): number {
  return text.charCodeAt(at + 1) === DOLLAR ? doubleDollarEnd(text, at, until) : singleDollarEnd(text, at, until);
}

function singleDollarEnd(text: string, at: number, until: number): number {
  const stop = Math.min(until, at + INLINE_REACH);
  for (let i = at + 1; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) i++;
    else if (isLineBreak(unit) && spaceRun(text, i, until).breaks > 1) return -1;
    else if (unit === DOLLAR) return closesInline(text, at, i) ? i + 1 : -1;
  }
  return -1;
}

function closesInline(text: string, open: number, close: number): boolean {
  const after = text.charCodeAt(close + 1);
  if (close === open + 1 || (after >= 48 && after <= 57)) return false;
  const looseLeft = isSpace(text.charCodeAt(open + 1));
  const looseRight = isSpace(text.charCodeAt(close - 1));
  if (looseLeft !== looseRight) return false;
  return !looseLeft || close - open <= 4 || MATHS_SIGN.test(text.slice(open + 1, close));
}

function doubleDollarEnd(text: string, at: number, until: number): number {
  const stop = Math.min(until, at + DISPLAY_REACH);
  let blank = false;
  for (let i = at + 2; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) i++;
    else if (isLineBreak(unit)) {
      const run = spaceRun(text, i, until);
      if (run.breaks > 1) {
        if (!aloneOnLine(text, at)) return -1;
        blank = true;
      }
      i = run.end - 1;
    } else if (unit === DOLLAR && text.charCodeAt(i + 1) === DOLLAR) return blank && !aloneOnLine(text, i) ? -1 : Math.min(i + 2, until);
  }
  return -1;
}

/** Whether the `$$` at `at` has its line to itself. Looks at most one unit to the left and one to the right. */
function aloneOnLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 2);
  return (Number.isNaN(before) || isLineBreak(before)) && (Number.isNaN(after) || isLineBreak(after));
}

/** End of the maths that a `\` at `at` opens (`\(…\)`, `\[…\]`, `\begin{…}…\end{…}`), or −1.
 *  `\(` may not hold a blank line; a second opener of the same kind before the closer means that the first is never closed; environments nest up to 32 deep. */
export function backslashMathsEnd(text: string, at: number, until: number): number {
  const kind = text[at + 1];
  if (kind === "(") return bracketEnd(text, at, Math.min(until, at + INLINE_REACH), "(", ")", false);
  if (kind === "[") return bracketEnd(text, at, Math.min(until, at + DISPLAY_REACH), "[", "]", true);
  return text.startsWith("\\begin{", at) ? environmentEnd(text, at, Math.min(until, at + DISPLAY_REACH)) : -1;
}

function bracketEnd(text: string, at: number, stop: number, open: string, close: string, blankAllowed: boolean): number {
  for (let i = at + 2; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (!blankAllowed && isLineBreak(unit) && spaceRun(text, i, stop).breaks > 1) return -1;
    if (unit !== BACKSLASH) continue;
    const next = text[i + 1];
    if (next === close && i + 2 <= stop) return i + 2;
    if (next === open) return -1;
    i++;
  }
  return -1;
}

function environmentEnd(text: string, at: number, stop: number): number {
  let depth = 0;
  for (let i = at; i < stop; i++) {
    if (text.charCodeAt(i) !== BACKSLASH) continue;
    if (text.startsWith("begin{", i + 1) && ++depth > DEEPEST_ENVIRONMENT) return -1;
    if (text.startsWith("end{", i + 1) && --depth === 0) {
      const brace = text.slice(i + 5, Math.min(stop, i + 40)).indexOf("}");
      return brace < 0 ? -1 : i + 5 + brace + 1;
    }
    i++;
  }
  return -1;
}
