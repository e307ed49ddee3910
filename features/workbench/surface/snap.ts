import { segmentSentences } from "@/core/text/sentences";
import type { FieldText, Paragraph } from "./document";
import { paragraphAt } from "./document";
import { codePoint, offsetMap, toUtf16 } from "@/core/text/offset";

export const GRANULARITIES = ["character", "word", "sentence", "step"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** A half-open range of UTF-16 offsets within a field. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** The smallest stretch of whole units around a non-empty selection, white space at its ends left out; null when only white space is left.
 *  Always on grapheme clusters: an emoji or a combining mark is never cut. */
export function snap(text: FieldText, from: number, to: number, granularity: Granularity): Stretch | null {
  const source = text.map.text;
  const trimmed = trim(source, from, to);
  if (!trimmed) return null;
  const first = unitAt(text, trimmed.from, granularity);
  const last = unitAt(text, trimmed.to - 1, granularity);
  return first && last ? trim(source, first.from, last.to) : null;
}

/** The unit that holds the character at an offset; at the end of the field the last one. Null in an empty field. */
export function unitAt(text: FieldText, offset: number, granularity: Granularity): Stretch | null {
  const paragraph = paragraphAt(text, offset);
  if (!paragraph) return null;
  const at = Math.min(offset, Math.max(paragraph.from, paragraph.to - 1));
  if (granularity === "step") return { from: paragraph.from, to: paragraph.to };
  if (granularity === "sentence") return sentenceAt(text, paragraph, at);
  const segment = (granularity === "word" ? words : graphemes).segment(text.map.text.slice(paragraph.from, paragraph.to)).containing(at - paragraph.from);
  return segment ? { from: paragraph.from + segment.index, to: paragraph.from + segment.index + segment.segment.length } : null;
}

/** The next place to the right or left where a unit begins or, going right, where the field ends. Line breaks that the layout shows are one place. */
export function nextPlace(text: FieldText, offset: number, direction: 1 | -1, granularity: Granularity): number {
  const source = text.map.text;
  if (direction === 1 && offset >= source.length) return source.length;
  if (direction === -1 && offset <= 0) return 0;
  if (granularity === "word") return nextWord(text, offset, direction);
  const unit = unitAt(text, direction === 1 ? offset : offset - 1, granularity);
  if (!unit) return offset;
  if (granularity !== "character") return direction === 1 ? unit.to : unit.from;
  const place = direction === 1 ? unit.to : unit.from;
  const paragraph = paragraphAt(text, direction === 1 ? offset : offset - 1)!;
  if (place <= paragraph.drawnTo) return place;
  return direction === 1 ? paragraph.to : paragraph.drawnTo;
}

/** Where an edge of a span goes when it is moved by a unit: over white space, so that none comes to lie at the span's ends. */
export function nextEdge(text: FieldText, offset: number, direction: 1 | -1, granularity: Granularity, edge: "start" | "end"): number {
  const source = text.map.text;
  const before = (at: number): number => { while (at > 0 && isSpace(source, at - 1)) at--; return at; };
  const behind = (at: number): number => { while (at < source.length && isSpace(source, at)) at++; return at; };
  const grows = (edge === "end") === (direction === 1);
  const from = grows ? (edge === "end" ? behind : before)(offset) : offset;
  return (edge === "end" ? before : behind)(nextPlace(text, from, direction, granularity));
}

/** As editors do: over spaces and punctuation to the next word's start, or back to the start of this or the last one. */
function nextWord(text: FieldText, offset: number, direction: 1 | -1): number {
  const isWord = (at: number): boolean => /[\p{L}\p{N}_]/u.test(String.fromCodePoint(text.map.text.codePointAt(at) ?? 32));
  let at = offset;
  const length = text.map.text.length;
  if (direction === 1) {
    at = unitAt(text, at, "word")?.to ?? length;
    while (at < length && !isWord(at)) at = unitAt(text, at, "word")?.to ?? length;
    return at;
  }
  for (;;) {
    const unit = unitAt(text, at - 1, "word");
    if (!unit) return 0;
    at = unit.from;
    if (at === 0 || isWord(at)) return at;
  }
}

function sentenceAt(text: FieldText, paragraph: Paragraph, at: number): Stretch {
  const source = text.map.text.slice(paragraph.from, paragraph.to);
  const map = offsetMap(source);
  let from = paragraph.from as number;
  for (const end of segmentSentences(source)) {
    const to = paragraph.from + toUtf16(map, codePoint(end));
    if (to > at) return { from, to };
    from = to;
  }
  return { from, to: paragraph.to };
}

function trim(source: string, from: number, to: number): Stretch | null {
  let start = from;
  let end = to;
  while (start < end && isSpace(source, start)) start++;
  while (end > start && isSpace(source, end - 1)) end--;
  return start < end ? { from: start, to: end } : null;
}

const isSpace = (source: string, at: number): boolean => /\s/.test(source[at]!);
