import { codePoint, type CodePoint } from "./offset";

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

/** Index of the part that holds a position, among parts given by their ascending ends (steps, sentences, pieces); the number of parts behind the last. O(log n). */
export function firstAfter(ends: readonly CodePoint[], position: CodePoint): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
