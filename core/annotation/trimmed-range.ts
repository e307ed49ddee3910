import type { OffsetMap, Range } from "../text/offset";
import { codePoint, sliceRange } from "../text/offset";

/** A range without the white space at its ends, or null when it holds nothing else. A choice of where something stands; no text is changed. */
export function trimmedRange(map: OffsetMap, range: Range): Range | null {
  const quote = sliceRange(map, range);
  const body = quote.trim();
  if (body === "") return null;
  // White space is never astral, so UTF-16 units and code points agree on both margins.
  const lead = quote.length - quote.trimStart().length;
  const tail = quote.length - quote.trimEnd().length;
  return { start: codePoint(range.start + lead), end: codePoint(range.end - tail) };
}
