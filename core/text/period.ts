import { AFTER_AN_ANSWER, ALWAYS_JOINED, BEFORE_A_NAME, BEFORE_A_NAMED_THING, JOINED_TO_LOWER_CASE, JOINED_TO_NUMBERS, SENTENCE_STARTERS } from "./abbreviations";
import { isSpace } from "./line-break";

const LONGEST_WORD = 24;
const INITIALS = /^(?:\p{L}\.)+\p{L}{1,2}$/u;
const ITEM_NUMBER = /^(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivx]{1,4})$/u;
const LIST_LEAD = /^[\s#*_\->([•·+]*$/;

export const isLowerCase = (text: string): boolean => text !== text.toUpperCase() && text === text.toLowerCase();
const isUpperCase = (text: string): boolean => text !== text.toLowerCase() && text === text.toUpperCase();
const isWordUnit = (unit: number): boolean => (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || (unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7);

/** Whether a single `.` at `at`, with white space or a letter of another script behind it, stays inside its sentence: after an abbreviation, an initial, or the number of a list item.
 *  @param start where the sentence began, `next` where its next visible character stands; UTF-16, both within the text
 *  Looks at no more than a word to each side, so a text costs O(length). */
export function periodJoins(text: string, start: number, at: number, next: number): boolean {
  const word = wordBefore(text, start, at);
  if (word === "") return false;
  const lead = at - word.length;
  if (ITEM_NUMBER.test(word) && lead - start <= 8 && LIST_LEAD.test(text.slice(start, lead))) return !(/^\d/.test(word) && AFTER_AN_ANSWER.has(wordAfter(text, next).toLowerCase()));
  const lower = word.toLowerCase();
  if (ALWAYS_JOINED.has(lower)) return true;
  const character = text[next] ?? "";
  if (JOINED_TO_NUMBERS.has(lower) && /[\d($\\#]/.test(character)) return true;
  if (JOINED_TO_LOWER_CASE.has(lower)) return isLowerCase(character) || /[\d($\\,;]/.test(character);
  if (INITIALS.test(word)) return isLowerCase(character) || opensName(text, next);
  if (word.length > 1) return false;
  return isUpperCase(word) ? isInitial(text, start, lead, next) : isSpacedAbbreviation(text, start, at, next);
}

/** "J. Smith", "John F. Kennedy", "by A. B. Chen"; not "The answer is B. Consider" nor "point A. Then". */
function isInitial(text: string, start: number, lead: number, next: number): boolean {
  if (!opensName(text, next)) return false;
  const end = backOverSpace(text, start, lead);
  if (end === start || text[end - 1] === "(") return true;
  const before = wordBefore(text, start, text[end - 1] === "." ? end - 1 : end);
  const lower = before.toLowerCase();
  if (BEFORE_A_NAMED_THING.has(lower)) return false;
  return BEFORE_A_NAME.has(lower) || (before !== "" && isUpperCase(before[0]!) && (before.length === 1 || !SENTENCE_STARTERS.has(lower)));
}

/** The first or second half of "e. g." and its like. */
function isSpacedAbbreviation(text: string, start: number, at: number, next: number): boolean {
  if (isLowerCase(text[next] ?? "") && text[next + 1] === "." && "ei".includes(text[at - 1]!)) return true;
  const end = backOverSpace(text, start, at - 1);
  return end < at - 1 && text[end - 1] === "." && end - 2 >= start && "ei".includes(text[end - 2]!) && "ge".includes(text[at - 1]!) && !isWordUnit(text.charCodeAt(end - 3));
}

const opensName = (text: string, next: number): boolean => isUpperCase(text[next] ?? "") && !SENTENCE_STARTERS.has(wordAfter(text, next).toLowerCase());

/** Letters, digits and inner periods before `end`; "" when longer than any abbreviation. */
function wordBefore(text: string, start: number, end: number): string {
  let from = end;
  while (from > start && end - from <= LONGEST_WORD && (isWordUnit(text.charCodeAt(from - 1)) || (text[from - 1] === "." && from < end && isWordUnit(text.charCodeAt(from - 2))))) from--;
  return end - from > LONGEST_WORD ? "" : text.slice(from, end);
}

function wordAfter(text: string, at: number): string {
  let end = at;
  while (end - at <= LONGEST_WORD && (isWordUnit(text.charCodeAt(end)) || text[end] === "'" || text[end] === "’")) end++;
  return text.slice(at, end).replace("’", "'");
}

/** At most a few spaces back: more is layout, not a sentence. */
function backOverSpace(text: string, start: number, from: number): number {
  let at = from;
  while (at > start && from - at < 8 && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
