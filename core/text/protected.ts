import { codeEnd, type FenceKnowledge } from "./code";
import { backslashMathsEnd, dollarMathsEnd } from "./maths";

const DOLLAR = 36, BACKSLASH = 92, BACKTICK = 96, TILDE = 126;

/** End (UTF-16) of the maths or code that opens at `at`, which a segmenter must not cut; or −1. An escape (`\$`, `\\`) opens nothing. */
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
