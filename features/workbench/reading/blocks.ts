import type { Field } from "@/core/annotation/span";
import { toCodePoint } from "@/core/text/offset";
import { utf16, type CodePoint } from "@/core/text/offset";
import type { TraceDocument } from "../surface/document";

/** A stretch of text that counts as read or not as a whole: code points of one field. */
export interface Block {
  readonly paragraph: number;
  readonly field: Field;
  readonly start: CodePoint;
  readonly end: CodePoint;
  /** Where it lies in its paragraph, 0 to 1. */
  readonly top: number;
  readonly bottom: number;
}

/** Characters of a block: long paragraphs are cut, so that scrolling through their first screen does not count for the rest. */
const BLOCK = 600;

/** All blocks of a document in reading order; they tile each field. */
export function blocksOf(doc: TraceDocument): readonly Block[] {
  return doc.paragraphs.flatMap((paragraph) => {
    const length = paragraph.to - paragraph.from;
    const count = Math.max(1, Math.ceil(length / BLOCK));
    const { map } = doc.fields[paragraph.field];
    const edge = (k: number): CodePoint => toCodePoint(map, utf16(k === count ? paragraph.to : paragraph.from + Math.floor((length * k) / count)));
    return Array.from({ length: count }, (_, k): Block => ({ paragraph: paragraph.index, field: paragraph.field, start: edge(k), end: edge(k + 1), top: k / count, bottom: (k + 1) / count }));
  });
}

/** Ranges of the blocks that were read, joined where they touch. */
export function readRegions(blocks: readonly Block[], read: ReadonlySet<number>): { field: Field; start: CodePoint; end: CodePoint }[] {
  const regions: { field: Field; start: CodePoint; end: CodePoint }[] = [];
  blocks.forEach((block, index) => {
    if (!read.has(index) || block.start === block.end) return;
    const last = regions.at(-1);
    if (last && last.field === block.field && last.end === block.start) last.end = block.end;
    else regions.push({ field: block.field, start: block.start, end: block.end });
  });
  return regions;
}
