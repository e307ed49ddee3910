/** The languages that the product has cue lists and an interface for. */
export type GuessedLanguage = "en" | "zh";

/** Only the beginning is looked at (UTF-16 units): a guess is worth no more. */
const SAMPLE = 20_000;
const FEWEST_LETTERS = 8;
const ENGLISH_WORD = /\b(?:the|of|to|is|and|so|we|let|that|in|it|this|then|if|for|are|be|wait|what|need|which|but)\b/gi;
const LATIN_WORD = /[A-Za-z]{2,}/g;
const HAN = /\p{Script=Han}/gu;
const OTHER_EAST_ASIAN = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const LETTER = /\p{L}/gu;

/** A cheap guess by script: "zh" where at least a third as many Han characters as other letters stand (and hardly any kana or hangul, which would be Japanese or Korean),
 *  "en" where nearly all letters are ASCII and at least one word in twelve is a common English one; else null. Fewer than 8 letters: null. */
export function guessLanguage(text: string): GuessedLanguage | null {
  const sample = text.slice(0, SAMPLE);
  const letters = count(sample, LETTER);
  if (letters < FEWEST_LETTERS && count(sample, HAN) < FEWEST_LETTERS / 2) return null;
  const han = count(sample, HAN);
  if (count(sample, OTHER_EAST_ASIAN) * 10 > han + 1) return null;
  if (han * 3 >= letters - han) return "zh";
  const ascii = sample.match(/[A-Za-z]/g)?.length ?? 0;
  return ascii >= letters * 0.95 && count(sample, ENGLISH_WORD) * 12 >= count(sample, LATIN_WORD) ? "en" : null;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
