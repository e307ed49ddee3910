import { offsetMap, toCodePoint, utf16 } from "../text/offset";
import { occurrences } from "../text/occurrences";
import { verbatimRepeats } from "../text/repeats";
import { emptyPairs } from "./empty-pairs";
import type { GenerationChoice } from "./import-plan";
import type { ExcludedRange } from "./trace-record";

/** Shorter prompts may occur by chance: "x" in "x = 5". */
const SHORTEST_PROMPT = 12;

/** What a choice excludes in the generated texts, ascending within each field and apart; where two reasons meet the first named wins: echo, empty think, repeat, loop. */
export function excludedRanges(texts: { readonly prompt: string; readonly cot: string; readonly answer?: string }, { exclude, markers }: GenerationChoice): readonly ExcludedRange[] {
  if (exclude.promptEcho === "no" && !exclude.emptyThink && !exclude.repeat && !exclude.loop) return [];
  return (["cot", "answer"] as const).flatMap((field) => {
    const text = texts[field] ?? "";
    const found: Marked[] = [];
    const mark = (start: number, end: number, reason: string): void => { found.push(...without({ start, end, reason }, found)); };
    if (exclude.promptEcho !== "no") for (const [start, end] of echoes(texts.prompt.trim(), text)) mark(exclude.promptEcho === "through" && found.length === 0 && field === "cot" ? 0 : start, end, "prompt_echo");
    if (exclude.emptyThink) for (const [start, end] of emptyPairs(text, markers)) mark(start, end, "empty_think");
    if (exclude.repeat || exclude.loop) for (const { start, end, loop } of verbatimRepeats(text)) if (loop ? exclude.loop : exclude.repeat) mark(start, end, loop ? "loop" : "repeat");
    const map = offsetMap(text);
    return found.sort((a, b) => a.start - b.start).map(({ start, end, reason }): ExcludedRange => ({ field, start: toCodePoint(map, utf16(start)), end: toCodePoint(map, utf16(end)), reason }));
  });
}

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

const echoes = (prompt: string, text: string): readonly (readonly [number, number])[] =>
  prompt.length < SHORTEST_PROMPT ? [] : occurrences(text, prompt).map((at) => [at, at + prompt.length] as const);

/** The parts of a range that are not marked yet. */
function without(range: Marked, marked: readonly Marked[]): readonly Marked[] {
  return marked.reduce<readonly Marked[]>((left, taken) => left.flatMap((piece) => {
    if (taken.end <= piece.start || piece.end <= taken.start) return [piece];
    return [{ ...piece, end: taken.start }, { ...piece, start: taken.end }].filter(({ start, end }) => start < end);
  }), [range]);
}
