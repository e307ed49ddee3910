import { toCodePoint, toUtf16, utf16, type CodePoint, type OffsetMap, type Range } from "./offset";

/** How far (UTF-16) from an edge its grapheme cluster is looked for. Longer clusters exist only as vandalism; they are snapped to the end of the window. */
const REACH = 256;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A range widened so that neither edge splits a grapheme cluster (a family emoji, a letter with its accents, CRLF, a flag). Looks at no more than 256 units to each side of each edge: O(log length).
 *  An empty range stays empty unless it lies inside a cluster, which it then covers. @throws RangeError outside the text */
export function snapToGraphemes(map: OffsetMap, range: Range): Range {
  const start = clusterAround(map, range.start);
  const end = clusterAround(map, range.end);
  return { start: start === null ? range.start : start.start, end: end === null ? range.end : end.end };
}

/** The next boundary between grapheme clusters after an offset (the text's end at the latest), or before it: where a caret goes. O(log length). */
export function nextGrapheme(map: OffsetMap, offset: CodePoint): CodePoint {
  const at = toUtf16(map, offset);
  if (at >= map.text.length) return map.length;
  const from = certainBoundary(map.text, at);
  const cluster = graphemes.segment(map.text.slice(from, at + REACH)).containing(at - from);
  return cluster === undefined ? map.length : toCodePoint(map, utf16(from + cluster.index + cluster.segment.length));
}

export function previousGrapheme(map: OffsetMap, offset: CodePoint): CodePoint {
  const at = toUtf16(map, offset);
  if (at === 0) return offset;
  const from = certainBoundary(map.text, at - 1);
  const cluster = graphemes.segment(map.text.slice(from, at + REACH)).containing(at - 1 - from);
  return toCodePoint(map, utf16(from + (cluster?.index ?? 0)));
}

/** The cluster that an offset splits; null when it splits none. */
function clusterAround(map: OffsetMap, offset: CodePoint): Range | null {
  const at = toUtf16(map, offset);
  if (at === 0 || at === map.text.length || isPlainAscii(map.text.charCodeAt(at)) || (isPlainAscii(map.text.charCodeAt(at - 1)) && map.text.charCodeAt(at) < 0x300 && map.text.charCodeAt(at) >= 0x20)) return null;
  const from = certainBoundary(map.text, at - 1);
  const cluster = graphemes.segment(map.text.slice(from, at + REACH)).containing(at - from);
  if (cluster === undefined || cluster.index === at - from) return null;
  return { start: toCodePoint(map, utf16(from + cluster.index)), end: toCodePoint(map, utf16(from + cluster.index + cluster.segment.length)) };
}

/** Printable ASCII never joins what stands before it. */
const isPlainAscii = (unit: number): boolean => unit >= 0x20 && unit < 0x7f;

/** An offset at or before `at` that is certainly a boundary: before a printable ASCII character, within reach; never inside a surrogate pair. */
function certainBoundary(text: string, at: number): number {
  const limit = Math.max(0, at - REACH);
  let from = at;
  while (from > limit && !isPlainAscii(text.charCodeAt(from))) from--;
  return from > 0 && (text.charCodeAt(from) & 0xfc00) === 0xdc00 && (text.charCodeAt(from - 1) & 0xfc00) === 0xd800 ? from - 1 : from;
}
