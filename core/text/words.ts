import { isLineBreak, isSpace } from "./line-break";
import { toCodePoint, toUtf16, utf16, type CodePoint, type OffsetMap, type Range } from "./offset";

/** How far (UTF-16) to each side words are looked for. */
const REACH = 256;
const words = new Intl.Segmenter("zh", { granularity: "word" });

/** The word at an offset: Latin words, numbers and dictionary words of Chinese and Japanese; a mark, or a run of white space, is a word of its own. At the text's end the last one; the empty range in an empty text.
 *  Looks at no more than 256 units to each side: O(log length). @throws RangeError outside the text */
export function wordAt(map: OffsetMap, offset: CodePoint): Range {
  const at = Math.min(toUtf16(map, offset), map.text.length - 1);
  if (at < 0) return { start: offset, end: offset };
  const { from, segments } = around(map.text, at);
  const word = segments.containing(at - from);
  if (word === undefined) return { start: offset, end: offset };
  return { start: toCodePoint(map, utf16(from + word.index)), end: toCodePoint(map, utf16(from + word.index + word.segment.length)) };
}

/** A range widened to whole words; white space at its edges is left alone. */
export function snapToWords(map: OffsetMap, range: Range): Range {
  if (range.start === range.end) return wordAt(map, range.start);
  const first = wordAt(map, range.start);
  const last = wordAt(map, (range.end - 1) as CodePoint);
  return { start: isBlank(map, first) ? range.start : first.start, end: isBlank(map, last) ? range.end : last.end };
}

/** Where Ctrl+→ takes a caret: the end of the next word, over white space; at the end, the end. */
export function nextWordEnd(map: OffsetMap, offset: CodePoint): CodePoint {
  let at = offset;
  while (at < map.length) {
    const word = wordAt(map, at);
    if (!isBlank(map, word)) return word.end;
    at = word.end;
  }
  return map.length;
}

/** Where Ctrl+← takes a caret: the start of the word before, over white space; at the start, the start. */
export function previousWordStart(map: OffsetMap, offset: CodePoint): CodePoint {
  let at = offset;
  while (at > 0) {
    const word = wordAt(map, (at - 1) as CodePoint);
    if (!isBlank(map, word)) return word.start;
    at = word.start;
  }
  return at;
}

const isBlank = (map: OffsetMap, word: Range): boolean => word.start < word.end && isSpace(map.text.charCodeAt(toUtf16(map, word.start)));

/** Words of a window that begins at a certain boundary: behind white space or a line break where there is one within reach. */
function around(text: string, at: number): { from: number; segments: Intl.Segments } {
  const limit = Math.max(0, at - REACH);
  let from = at;
  while (from > limit && !(isSpace(text.charCodeAt(from - 1)) && !isSpace(text.charCodeAt(from)))) from--;
  if (from > 0 && (text.charCodeAt(from) & 0xfc00) === 0xdc00) from--;
  let until = Math.min(text.length, at + REACH);
  for (let i = at + 1; i < until; i++) if (isLineBreak(text.charCodeAt(i))) until = Math.min(text.length, i + 2);
  return { from, segments: words.segment(text.slice(from, until)) };
}
