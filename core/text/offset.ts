/** A position in Unicode code points: the canonical unit of every stored, sent and exported offset. */
export type CodePoint = number & { readonly unit: "codepoint" };
/** A position in UTF-16 code units: what JavaScript strings and the DOM count. Never stored. */
export type Utf16 = number & { readonly unit: "utf16" };

/** A half-open interval [start, end) of code points. */
export interface Range {
  readonly start: CodePoint;
  readonly end: CodePoint;
}

export const codePoint = (offset: number): CodePoint => offset as CodePoint;
export const utf16 = (offset: number): Utf16 => offset as Utf16;

/** A text with the places where code points and UTF-16 units part ways.
 *  `astral[k]` is the UTF-16 offset of the k-th surrogate pair, ascending; empty for most texts, so that both units are then the same number. */
export interface OffsetMap {
  readonly text: string;
  readonly astral: readonly number[];
  /** Length of the text in code points. */
  readonly length: CodePoint;
}

/** Scans a text once, O(length), for surrogate pairs. A lone surrogate counts as one code point, as in `Array.from`. */
export function offsetMap(text: string): OffsetMap {
  const astral: number[] = [];
  const pair = /[\ud800-\udbff][\udc00-\udfff]/g; // several times as fast as a look at every unit
  while (pair.test(text)) astral.push(pair.lastIndex - 2);
  return { text, astral, length: codePoint(text.length - astral.length) };
}

/** UTF-16 offset of a code point, O(log astral).
 *  @throws RangeError outside [0, length] */
export function toUtf16(map: OffsetMap, offset: CodePoint): Utf16 {
  if (!Number.isInteger(offset) || offset < 0 || offset > map.length) throw new RangeError(`code point ${offset} is outside a text of ${map.length}`);
  // The k-th pair starts at code point astral[k] − k; every pair that starts before the offset adds one unit.
  return utf16(offset + countBefore(map.astral, (at, k) => at - k < offset));
}

/** Code point of a UTF-16 offset, O(log astral). An offset inside a surrogate pair falls back to the pair's start.
 *  @throws RangeError outside [0, text.length] */
export function toCodePoint(map: OffsetMap, offset: Utf16): CodePoint {
  if (!Number.isInteger(offset) || offset < 0 || offset > map.text.length) throw new RangeError(`UTF-16 offset ${offset} is outside a text of ${map.text.length}`);
  // Inside a pair (at + 1 === offset) the pair is counted as before it, which lands on the pair's own start.
  return codePoint(offset - countBefore(map.astral, (at) => at < offset));
}

/** The exact characters of a range. @throws RangeError outside the text */
export function sliceRange(map: OffsetMap, range: Range): string {
  return map.text.slice(toUtf16(map, range.start), toUtf16(map, range.end));
}

/** How many leading entries hold the (monotone) condition: a binary search. */
function countBefore(astral: readonly number[], holds: (at: number, k: number) => boolean): number {
  let low = 0;
  let high = astral.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(astral[middle]!, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
