import { RIGHT_TO_LEFT } from "./direction";
import type { Placed } from "./placed";

/** Neither space nor letter: a digit, or a sign that may belong to a number. */
const IN_A_NUMBER = /[^\s\p{L}]/u;
/** UTF-16 units to each side in which what decides the order of a number is looked for. */
const AROUND = 500;

/** Where a span's tag hangs: at the span's start. A tag is an object in the line, and beside right-to-left letters an object inside a number would have its halves change places; there the tag hangs behind the number.
 *  @param base where the paragraph begins in the field
 *  @returns UTF-16 offset within the field; the span's end where there is no such place */
export function tagPlace(source: string, base: number, { from, to }: Pick<Placed, "from" | "to">): number {
  let at = from;
  while (at > base && at < to && isInNumber(source, at)) at++;
  return at === from || RIGHT_TO_LEFT.test(source.slice(Math.max(base, from - AROUND), from + AROUND)) ? at : from;
}

const isInNumber = (source: string, at: number): boolean => IN_A_NUMBER.test(source.charAt(at - 1)) && IN_A_NUMBER.test(source.charAt(at));
