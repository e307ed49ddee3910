import { nothingKnown } from "./code";
import { offsetMap, toCodePoint, utf16, type Range } from "./offset";
import { afterUnopened, protectedEnd } from "./protected";

/** The maths and code of a text, ascending and apart, in code points: what no segment boundary may lie inside. O(length). */
export function protectedRanges(text: string): readonly Range[] {
  const map = offsetMap(text);
  const known = nothingKnown();
  const ranges: Range[] = [];
  for (let i = 0; i < text.length; ) {
    const end = protectedEnd(text, i, text.length, known);
    if (end > 0) ranges.push({ start: toCodePoint(map, utf16(i)), end: toCodePoint(map, utf16(end)) });
    i = end > 0 ? end : afterUnopened(text, i, text.length);
  }
  return ranges;
}
