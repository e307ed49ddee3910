import type { CodePoint, Range } from "../text/offset";
import { codePoint } from "../text/offset";
import type { Span } from "./span";

/** A run of text that the same spans cover. */
export interface Segment extends Range {
  /** Ids of the covering spans, in the order in which the spans were given. */
  readonly covering: readonly string[];
}

/** Splits a stretch of text at every border of a span, so that each run is covered by one set of spans. The runs tile the stretch exactly; an empty stretch has none.
 *  @param spans spans of this field, at least those that touch the stretch; others are passed over
 *  O(n log n + runs × depth) in the spans given. */
export function segmentsOf(stretch: Range, spans: readonly Pick<Span, "id" | "start" | "end">[]): Segment[] {
  if (stretch.start >= stretch.end) return [];
  const touching = spans.map((span, order) => ({ ...span, order })).filter((span) => span.start < stretch.end && stretch.start < span.end && span.start < span.end);
  const borders = new Set<CodePoint>([stretch.start, stretch.end]);
  for (const { start, end } of touching) {
    if (start > stretch.start) borders.add(start);
    if (end < stretch.end) borders.add(end);
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const byStart = [...touching].sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let open: typeof touching = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i]!;
    open = open.filter((span) => span.end > start);
    while (next < byStart.length && byStart[next]!.start <= start) open.push(byStart[next++]!);
    segments.push({ start, end: cuts[i + 1]!, covering: [...open].sort((a, b) => a.order - b.order).map(({ id }) => id) });
  }
  return segments;
}

/** Indices of the first and one past the last part that a range touches, among parts given by their ends (steps, paragraphs), ascending. O(log n).
 *  An empty range touches the part that it stands in. */
export function partsTouched(ends: readonly CodePoint[], { start, end }: Range): readonly [from: number, to: number] {
  const from = firstAfter(ends, start);
  return [from, end > start ? Math.min(ends.length, firstAfter(ends, codePoint(end - 1)) + 1) : Math.min(ends.length, from + 1)];
}

/** Index of the part that holds a position; the number of parts behind the last. */
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
