import type { Field } from "@/core/annotation/span";
import { codePoint, offsetMap, toUtf16, utf16, type OffsetMap, type Utf16 } from "@/core/text/offset";

/** The texts of a trace as the surface shows them; `stepEnds` are code points of the CoT, ascending. */
export interface TraceTexts {
  readonly prompt: string;
  readonly cot: string;
  readonly answer: string | null;
  readonly stepEnds: readonly number[];
}

/** A block of the surface: one step of the CoT, or one line of the prompt or answer. Offsets are UTF-16 within the field.
 *  [from, drawnTo) is drawn; [drawnTo, to) holds the line breaks that end the block, which the layout already shows. */
export interface Paragraph {
  readonly index: number;
  readonly field: Field;
  /** 1-based step number; null outside the CoT. */
  readonly step: number | null;
  readonly from: Utf16;
  readonly drawnTo: Utf16;
  readonly to: Utf16;
}

export interface FieldText {
  readonly field: Field;
  readonly map: OffsetMap;
  readonly paragraphs: readonly Paragraph[];
}

export interface TraceDocument {
  readonly fields: Readonly<Record<Field, FieldText>>;
  /** All paragraphs in reading order; `paragraph.index` is the place in this list. */
  readonly paragraphs: readonly Paragraph[];
}

/** Cuts the three texts into paragraphs that tile each field exactly. O(length). */
export function traceDocument(texts: TraceTexts): TraceDocument {
  const paragraphs: Paragraph[] = [];
  const field = (name: Field, text: string, stepEnds: readonly number[] | null): FieldText => {
    const map = offsetMap(text);
    const ends = stepEnds ? stepEnds.map((end) => toUtf16(map, codePoint(end))) : lineEnds(text);
    const own: Paragraph[] = [];
    let from = 0;
    for (const end of ends) {
      own.push({ index: paragraphs.length + own.length, field: name, step: stepEnds ? own.length + 1 : null, from: utf16(from), drawnTo: utf16(withoutLineBreaks(text, from, end)), to: utf16(end) });
      from = end;
    }
    paragraphs.push(...own);
    return { field: name, map, paragraphs: own };
  };
  const fields = { prompt: field("prompt", texts.prompt, null), cot: field("cot", texts.cot, texts.stepEnds), answer: field("answer", texts.answer ?? "", null) };
  return { fields, paragraphs };
}

/** The paragraph that holds a UTF-16 offset of a field (the last one at the field's end); null for an empty field. O(log n). */
export function paragraphAt(text: FieldText, offset: number): Paragraph | null {
  let low = 0;
  let high = text.paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text.paragraphs[middle]!.from <= offset) low = middle;
    else high = middle - 1;
  }
  return text.paragraphs[low] ?? null;
}

/** Paragraphs that a non-empty range [from, to) touches, in order. */
export function paragraphsOver(text: FieldText, from: number, to: number): readonly Paragraph[] {
  const first = paragraphAt(text, from);
  const last = paragraphAt(text, Math.max(from, to - 1));
  if (!first || !last) return [];
  const base = text.paragraphs[0]!.index;
  return text.paragraphs.slice(first.index - base, last.index - base + 1);
}

/** Ends of lines, each with the run of line breaks after it; a text without any is one line. */
function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length;) {
    let end = at;
    while (end < text.length && !isBreak(text, end)) end++;
    while (end < text.length && isBreak(text, end)) end++;
    ends.push(end);
    at = end;
  }
  return ends;
}

function withoutLineBreaks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBreak(text, end - 1)) end--;
  return end === from ? to : end; // a block of line breaks alone keeps them, so that a caret can stand there
}

const isBreak = (text: string, at: number): boolean => text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13;
