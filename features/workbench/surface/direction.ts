/** Letters and marks of scripts that run from right to left, and what turns text that way. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;

/** Whether a character is read from right to left: digits and Latin letters are not, in whatever text they stand; what has no direction of its own goes with its paragraph. */
export function runsLeft(character: string, paragraph: Element): boolean {
  if (/\p{N}/u.test(character)) return false;
  return RIGHT_TO_LEFT.test(character) || (!LEFT_TO_RIGHT.test(character) && getComputedStyle(paragraph).direction === "rtl");
}
