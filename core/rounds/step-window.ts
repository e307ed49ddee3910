import type { ExcludedRange } from "../annotation/context";
import type { Random } from "../statistics/random";
import { randomIndex } from "../statistics/random";
import { codePoint } from "../text/offset";

/** A stretch of whole steps of a chain of thought, half-open in code points, and the chance with which each of its steps was drawn. */
export interface StepWindow {
  readonly start: number;
  readonly end: number;
  readonly probability: number;
}

/** One of the blocks of about `steps` steps that tile the text, each with the same chance: so every step has the chance 1 / blocks.
 *  @param stepEnds ascending, the last is the length
 *  @returns null where one block holds it all */
export function drawStepWindow(stepEnds: readonly number[], steps: number, random: Random): StepWindow | null {
  const blocks = Math.ceil(stepEnds.length / steps);
  if (blocks < 2) return null;
  const edge = (block: number): number => (block === 0 ? 0 : stepEnds[Math.floor((block * stepEnds.length) / blocks) - 1]!);
  const drawn = randomIndex(random, blocks);
  return { start: edge(drawn), end: edge(drawn + 1), probability: 1 / blocks };
}

/** What of a chain of thought an assignment about a window is not about: shown, not labelled. */
export function outsideWindow(window: { readonly start: number; readonly end: number }, length: number): ExcludedRange[] {
  return [[0, window.start], [window.end, length]].flatMap(([start, end]) => (start! < end! ? [{ field: "cot" as const, start: codePoint(start!), end: codePoint(end!) }] : []));
}
