import type { CodePoint, OffsetMap, Range } from "../text/offset";
import { codePoint, offsetMap, sliceRange, toCodePoint, toUtf16, utf16 } from "../text/offset";
import type { OffsetUnit } from "./import-plan";
import { OFFSET_UNITS } from "./import-plan";
import { offsetReader, readRange } from "./offset-units";

/** A range of a foreign file in an unknown unit, with the characters that it says it covers, if it says so. */
export interface ForeignRange {
  readonly start: number;
  readonly end: number;
  readonly quote?: string;
}

export interface ForeignText {
  readonly text: string;
  readonly ranges: readonly ForeignRange[];
}

/** How well one unit explains a file's ranges. */
export interface UnitMatch {
  readonly unit: OffsetUnit;
  /** Ranges whose slice is their quote; without quotes, ranges that lie within their text. */
  readonly matched: number;
  readonly total: number;
  /** Share of ranges that begin and end at a word's edge, in [0, 1]; what helps to choose where nothing is quoted. */
  readonly atWordEdges: number;
}

/** How the units explain the ranges, best first: by matches, then words' edges, then in the order code points, UTF-16, grapheme clusters, UTF-8. */
export function compareUnits(texts: readonly ForeignText[]): readonly UnitMatch[] {
  const quoted = texts.some(({ ranges }) => ranges.some(({ quote }) => quote !== undefined));
  return OFFSET_UNITS.map((unit): UnitMatch => {
    let matched = 0;
    let total = 0;
    let edges = 0;
    for (const { text, ranges } of texts) {
      const counted = quoted ? ranges.filter(({ quote }) => quote !== undefined) : ranges;
      if (counted.length === 0) continue;
      const read = offsetReader(text, unit);
      const map = offsetMap(text);
      for (const { start, end, quote } of counted) {
        total++;
        const range = readRange(read, start, end);
        if (range === null) continue;
        const slice = sliceRange(map, range);
        if (quote === undefined || slice === quote) matched++;
        if (atWordEdges(map, range, slice)) edges++;
      }
    }
    return { unit, matched, total, atWordEdges: total === 0 ? 1 : edges / total };
  }).sort((a, b) => b.matched - a.matched || b.atWordEdges - a.atWordEdges);
}

/** Whether the units that explain the ranges equally well (the first of `compareUnits`) put every one of them in the same place. Then it does not matter which is right. */
export function sameInAll(texts: readonly ForeignText[], units: readonly OffsetUnit[]): boolean {
  return texts.every(({ text, ranges }) => {
    const readers = units.map((unit) => offsetReader(text, unit));
    return ranges.every(({ start, end }) => new Set(readers.map((read) => { const range = readRange(read, start, end); return range ? `${range.start}-${range.end}` : "none"; })).size === 1);
  });
}

const WORD = /[\p{L}\p{N}]/u;

function atWordEdges(map: OffsetMap, range: Range, slice: string): boolean {
  const before = charactersAt(map.text, toUtf16(map, range.start), -1);
  const after = charactersAt(map.text, toUtf16(map, range.end), 1);
  const first = charactersAt(slice, 0, 1);
  const last = charactersAt(slice, slice.length, -1);
  return slice !== "" && !/^\s|\s$/.test(slice) && !(WORD.test(before) && WORD.test(first)) && !(WORD.test(last) && WORD.test(after));
}

const charactersAt = (text: string, at: number, direction: 1 | -1): string => (direction === 1 ? String.fromCodePoint(...(at < text.length ? [text.codePointAt(at)!] : [])) : (Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? ""));

/** Where a quote stands: at its place, or moved to the occurrence nearest to it; null when there is none, or two are equally near. */
export interface Anchored {
  readonly range: Range;
  /** Code points between the said and the found start; 0 when it was where it should be. */
  readonly moved: number;
}

/** Re-anchors one quoted range: exactly where it says it is, else the nearest unique occurrence of its quote.
 *  @param near where it says it begins; null where that is no place: then only a quote that occurs once is found */
export function reanchor(map: OffsetMap, said: Range | null, near: CodePoint | null, quote: string): Anchored | null {
  if (said && sliceRange(map, said) === quote) return { range: said, moved: 0 };
  if (quote === "") return null;
  const at = toUtf16(map, near ?? codePoint(0));
  const before = near === null ? map.text.lastIndexOf(quote) : map.text.lastIndexOf(quote, at);
  const after = map.text.indexOf(quote, at);
  const found = [...new Set([before, after])].filter((place) => place >= 0).map((place) => toCodePoint(map, utf16(place)));
  if (near === null && found.length > 1) return null;
  const distances = found.map((start) => Math.abs(start - (near ?? 0)));
  const best = Math.min(...distances);
  const nearest = found.filter((_, index) => distances[index] === best);
  if (nearest.length !== 1) return null;
  const start = nearest[0]!;
  return { range: { start, end: toCodePoint(map, utf16(toUtf16(map, start) + quote.length)) }, moved: best };
}
