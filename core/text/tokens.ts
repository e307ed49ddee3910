import { countTokens as countOrdinary } from "gpt-tokenizer/encoding/o200k_base";

/** Longer runs of one kind of character are counted in pieces of this many UTF-16 units: byte-pair merging costs the square of a run. */
const LONGEST_RUN = 256;
const ORDINARY_TEXT = { disallowedSpecial: new Set<string>() };
const OVERLONG_RUN = new RegExp(`[\\p{L}\\p{M}]{${LONGEST_RUN + 1},}|[^\\s\\p{L}\\p{N}]{${LONGEST_RUN + 1},}|\\s{${LONGEST_RUN + 1},}`, "gu");

/** Number of o200k_base tokens of a text; 0 for "". The names of special tokens (`<|endoftext|>`) are ordinary text. A lone surrogate counts as U+FFFD.
 *  Exact, save for runs of more than 256 letters, marks or spaces without anything between: those are cut every 256 units, which moves the count by at most one token a cut and keeps the cost linear. */
export function countTokens(text: string): number {
  let tokens = 0;
  let from = 0;
  for (const run of text.matchAll(OVERLONG_RUN)) {
    const end = run.index + run[0].length;
    for (let cut = wholeCharacter(text, run.index + LONGEST_RUN); cut < end; cut = wholeCharacter(text, cut + LONGEST_RUN)) {
      tokens += countOrdinary(text.slice(from, cut), ORDINARY_TEXT);
      from = cut;
    }
  }
  return tokens + countOrdinary(from === 0 ? text : text.slice(from), ORDINARY_TEXT);
}

/** The offset itself, or one more where it would split a surrogate pair. */
const wholeCharacter = (text: string, at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at + 1 : at);
