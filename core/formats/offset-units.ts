import type { CodePoint, Range } from "../text/offset";
import { codePoint, offsetMap, toCodePoint, utf16 } from "../text/offset";
import type { OffsetUnit } from "./import-plan";

/** Turns an offset of a unit into code points; null outside the text or inside a character of the unit's text. */
export type OffsetReader = (offset: number) => CodePoint | null;

/** How a text's offsets read under each unit. Each reader is prepared at its first use, O(length), and answers in O(log length) or less. */
export function offsetReader(text: string, unit: OffsetUnit): OffsetReader {
  const map = offsetMap(text);
  const within = (offset: number, length: number): boolean => Number.isInteger(offset) && offset >= 0 && offset <= length;
  if (unit === "codepoint") return (offset) => (within(offset, map.length) ? codePoint(offset) : null);
  if (unit === "utf16") return (offset) => (within(offset, text.length) && !splitsPair(text, offset) ? toCodePoint(map, utf16(offset)) : null);
  const boundaries = unit === "utf8" ? utf8Boundaries(text) : graphemeBoundaries(text);
  return (offset) => { const found = boundaries.get(offset); return found === undefined ? null : codePoint(found); };
}

/** A foreign range in code points. null: it does not lie within the text. */
export function readRange(read: OffsetReader, start: number, end: number): Range | null {
  const from = read(start);
  const to = read(end);
  return from === null || to === null || from > to ? null : { start: from, end: to };
}

const splitsPair = (text: string, at: number): boolean => at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** UTF-8 offset of each character → its code point. */
function utf8Boundaries(text: string): ReadonlyMap<number, number> {
  const boundaries = new Map<number, number>([[0, 0]]);
  let bytes = 0;
  let points = 0;
  for (const character of text) {
    const value = character.codePointAt(0)!;
    bytes += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    boundaries.set(bytes, ++points);
  }
  return boundaries;
}

/** Number of each grapheme cluster → the code point at which it begins. */
function graphemeBoundaries(text: string): ReadonlyMap<number, number> {
  const boundaries = new Map<number, number>();
  let clusters = 0;
  let points = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    boundaries.set(clusters++, points);
    points += Array.from(segment).length;
  }
  return boundaries.set(clusters, points);
}
