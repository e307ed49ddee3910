import { codeEnd, nothingKnown, type FenceKnowledge } from "./code";
import { backslashMathsEnd, dollarMathsEnd } from "./maths";
import { offsetMap, toCodePoint, utf16, type Range } from "./offset";

const DOLLAR = 36, BACKSLASH = 92, BACKTICK = 96, TILDE = 126;

/** Whether something that a segmenter must not cut may begin with this UTF-16 unit. */
export const opensProtected = (unit: number): boolean => unit === BACKSLASH || unit === DOLLAR || unit === BACKTICK || unit === TILDE;

/** End (UTF-16) of the maths or code that opens at `at`, or −1. An escape (`\$`, `\\`) opens nothing. */
export function protectedEnd(text: string, at: number, until: number, known: FenceKnowledge): number {
  const unit = text.charCodeAt(at);
  if (unit === DOLLAR) return dollarMathsEnd(text, at, until);
  if (unit === BACKSLASH) return backslashMathsEnd(text, at, until);
  return unit === BACKTICK || unit === TILDE ? codeEnd(text, at, until, known) : -1;
}

/** Where a scan goes on (UTF-16) after an opening unit that opened nothing: behind the escaped character, or behind the whole run of ` or ~, which is not tried again from its middle. */
export function afterUnopened(text: string, at: number, until: number): number {
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (unit === BACKSLASH) return next === BACKSLASH || next === DOLLAR || next === BACKTICK ? Math.min(at + 2, until) : at + 1;
  let end = at + 1;
  while (end < until && unit !== DOLLAR && text.charCodeAt(end) === unit) end++;
  if (unit === DOLLAR && next === DOLLAR) end++;
  return Math.min(end, until);
}

export interface ProtectedRange extends Range {
  readonly kind: "maths" | "code";
}

/** The maths and code of a text, ascending and apart, in code points: what no segment boundary may lie inside. O(length). */
export function protectedRanges(text: string): readonly ProtectedRange[] {
  const map = offsetMap(text);
  const known = nothingKnown();
  const ranges: ProtectedRange[] = [];
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (!opensProtected(unit)) {
      i++;
      continue;
    }
    const end = protectedEnd(text, i, text.length, known);
    if (end > 0) ranges.push({ start: toCodePoint(map, utf16(i)), end: toCodePoint(map, utf16(end)), kind: unit === DOLLAR || unit === BACKSLASH ? "maths" : "code" });
    i = end > 0 ? end : afterUnopened(text, i, text.length);
  }
  return ranges;
}
