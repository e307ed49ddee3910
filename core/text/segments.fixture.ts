import { codePoint, offsetMap, sliceRange, type CodePoint } from "./offset";

/** The segments of a text, by their ends. */
export function slicesAt(text: string, ends: readonly CodePoint[]): string[] {
  const map = offsetMap(text);
  return ends.map((end, index) => sliceRange(map, { start: ends[index - 1] ?? codePoint(0), end }));
}
