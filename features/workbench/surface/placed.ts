import type { Span } from "@/core/annotation/span";
import { toUtf16 } from "@/core/text/offset";
import type { FieldText } from "./document";

/** A span where the surface draws it: UTF-16 offsets within its field, and the track under the line (0 is the nearest). */
export interface Placed {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** Place of the span's label in the codebook; decides hue, pattern and tag. */
  readonly label: number;
}

/** Puts spans into tracks so that no two in one track overlap: longer first at equal starts, so that what holds others lies above them. O(n log n + n·rows). */
export function placeAll(text: FieldText, spans: readonly Span[], labelIndex: ReadonlyMap<string, number>): Placed[] {
  const placed = spans.map((span) => ({ span, from: toUtf16(text.map, span.start) as number, to: toUtf16(text.map, span.end) as number, row: 0, label: labelIndex.get(span.label) ?? 0 }));
  placed.sort((a, b) => a.from - b.from || b.to - a.to || (a.span.id < b.span.id ? -1 : 1));
  const ends: number[] = [];
  for (const one of placed) {
    let row = 0;
    while ((ends[row] ?? 0) > one.from) row++;
    ends[row] = one.to;
    one.row = row;
  }
  return placed;
}

/** Places one span among its neighbours without moving them: the nearest track that none of those it overlaps takes. */
export function placeOne(text: FieldText, span: Span, labelIndex: ReadonlyMap<string, number>, neighbours: Iterable<Placed>): Placed {
  const from = toUtf16(text.map, span.start) as number;
  const to = toUtf16(text.map, span.end) as number;
  const taken = new Set<number>();
  for (const other of neighbours) if (other.span.id !== span.id && other.from < to && from < other.to) taken.add(other.row);
  let row = 0;
  while (taken.has(row)) row++;
  return { span, from, to, row, label: labelIndex.get(span.label) ?? 0 };
}
