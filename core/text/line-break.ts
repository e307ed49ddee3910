const LF = 10, CR = 13, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029;

/** Whether a UTF-16 unit ends a line: LF, CR (CRLF is one break of two units), U+2028, U+2029. */
export const isLineBreak = (unit: number): boolean => unit === LF || unit === CR || unit === LINE_SEPARATOR || unit === PARAGRAPH_SEPARATOR;

/** Whether a UTF-16 unit is white space, as `\s` has it, without a regular expression. NaN (past the end) is not. */
export const isSpace = (unit: number): boolean =>
  unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 0xa0 &&
    (unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === LINE_SEPARATOR || unit === PARAGRAPH_SEPARATOR || unit === 0x202f || unit === 0x205f || unit === 0x3000 || unit === 0xfeff));

/** A run of white space: where it ends, and how many lines end in it (CRLF counts once). All offsets are UTF-16. */
export interface SpaceRun {
  readonly end: number;
  readonly breaks: number;
}

/** The white space that begins at `at`; empty when none does. O(its length). */
export function spaceRun(text: string, at: number, until: number): SpaceRun {
  let end = at;
  let breaks = 0;
  for (; end < until; end++) {
    const unit = text.charCodeAt(end);
    if (!isSpace(unit)) break;
    if (isLineBreak(unit) && !(unit === LF && end > at && text.charCodeAt(end - 1) === CR)) breaks++;
  }
  return { end, breaks };
}
