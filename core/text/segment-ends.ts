import { codePoint, type CodePoint, type Range } from "./offset";

const HIGH_SURROGATE = /[\ud800-\udbff]/;

/** Ascending UTF-16 ends turned into code points in one pass, O(length). No end may lie inside a surrogate pair. */
export function codePointEnds(text: string, ends: readonly number[]): readonly CodePoint[] {
  if (!HIGH_SURROGATE.test(text)) return ends.map(codePoint);
  const points: CodePoint[] = [];
  let pairs = 0;
  let i = 0;
  for (const end of ends) {
    for (; i < end - 1; i++) {
      if ((text.charCodeAt(i) & 0xfc00) !== 0xd800 || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) continue;
      pairs++;
      i++;
    }
    i = Math.max(i, end - 1);
    points.push(codePoint(end - pairs));
  }
  return points;
}

/** Index of the segment that holds the character at an offset, O(log segments); at the text's end the last one; −1 when there are none. */
export function segmentAt(ends: readonly CodePoint[], offset: CodePoint): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > offset) high = middle;
    else low = middle + 1;
  }
  return high < 0 ? -1 : low;
}

/** The range of a segment. @throws RangeError when there is no such segment */
export function segmentRange(ends: readonly CodePoint[], index: number): Range {
  const end = ends[index];
  if (end === undefined) throw new RangeError(`segment ${index} of ${ends.length}`);
  return { start: index === 0 ? codePoint(0) : ends[index - 1]!, end };
}

/** A range widened to whole segments, O(log segments); an empty range becomes the segment that holds it. Without segments it stays as it is. */
export function snapToSegments(ends: readonly CodePoint[], range: Range): Range {
  if (ends.length === 0) return range;
  const first = segmentAt(ends, range.start);
  const last = range.end > range.start ? segmentAt(ends, codePoint(range.end - 1)) : first;
  return { start: segmentRange(ends, first).start, end: segmentRange(ends, last).end };
}
