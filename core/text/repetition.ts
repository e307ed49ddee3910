import type { Field } from "../annotation/span";
import { offsetMap, toCodePoint, utf16, type OffsetMap, type Range } from "./offset";
import { verbatimRepeats } from "./repeats";
import { occurrences } from "./occurrences";

export type ExclusionReason = "prompt_echo" | "empty_think" | "repeat" | "loop";

/** A stretch that is probably no generation of its own: a proposal that the mapping of an import accepts or not. Shown, not labelled, not counted once accepted. */
export interface ProposedExclusion extends Range {
  readonly field: Field;
  readonly reason: ExclusionReason;
  /** Where the same characters stand first, for `repeat` and `loop`; for a loop its first instance. */
  readonly first?: Range;
}

/** An echo this short (code points, outer white space aside) could be chance: "x" in "x = 5". */
const SHORTEST_ECHO_AT_START = 12;
const SHORTEST_ECHO = 40;

/** What the texts of one trace repeat: the prompt inside the generation, a chain of thought without a visible character, verbatim repeats of 200 characters or more, loops (three or more instances end to end, from the second on).
 *  Ascending within each field and apart; echo before repeat where both would hold. Near-linear. */
export function proposeExclusions(texts: { readonly prompt: string; readonly cot: string; readonly answer?: string | null }): readonly ProposedExclusion[] {
  const proposals: ProposedExclusion[] = [];
  for (const [field, text] of [["cot", texts.cot], ["answer", texts.answer ?? ""]] as const) {
    const map = offsetMap(text);
    if (field === "cot" && text.trim() === "") {
      proposals.push({ field, start: toCodePoint(map, utf16(0)), end: map.length, reason: "empty_think" });
      continue;
    }
    const echoes = promptEchoes(texts.prompt, text).map(([start, end]) => ({ ...pointRange(map, start, end), field, reason: "prompt_echo" as const }));
    const repeats = verbatimRepeats(text).map((repeat) => ({
      ...pointRange(map, repeat.start, repeat.end), field, reason: repeat.loop ? ("loop" as const) : ("repeat" as const), first: pointRange(map, repeat.firstStart, repeat.firstEnd),
    }));
    proposals.push(...[...echoes, ...repeats.filter((repeat) => !echoes.some((echo) => echo.start < repeat.end && repeat.start < echo.end))].sort((a, b) => a.start - b.start));
  }
  return proposals;
}

/** UTF-16 ranges of the prompt (without its outer white space) in a text, ascending and apart. */
function promptEchoes(prompt: string, text: string): readonly (readonly [number, number])[] {
  const needle = prompt.trim();
  const length = offsetMap(needle).length;
  if (length < SHORTEST_ECHO_AT_START) return [];
  const opening = text.length - text.trimStart().length;
  const found = length >= SHORTEST_ECHO ? occurrences(text, needle) : text.startsWith(needle, opening) ? [opening] : [];
  return found.map((at) => [at, at + needle.length] as const);
}

const pointRange = (map: OffsetMap, start: number, end: number): Range => ({ start: toCodePoint(map, utf16(start)), end: toCodePoint(map, utf16(end)) });
