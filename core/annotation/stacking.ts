import type { Span } from "./span";
import { compareSpans } from "./position";

type Placed = Pick<Span, "id" | "field" | "start" | "end">;

/** The row of each span's underline, from 0: spans that overlap never share one. Greedy interval colouring in reading order, which needs as few rows as the deepest overlap.
 *  A span keeps the row that it has in `previous` where that is free, so that adding one span does not shift the others; rows may then be more than the fewest.
 *  O(n log n + n · rows). */
export function stackRows(spans: Iterable<Placed>, previous: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  const sorted = [...spans].sort(compareSpans);
  const kept = keepFree(sorted.filter(({ id }) => previous.has(id)), previous);
  const rows = new Map<string, number>();
  /** Spans that are placed and still reach on, by row. */
  let open: { readonly field: string; readonly end: number; readonly row: number }[] = [];
  const ahead = aheadOf(sorted, kept);
  for (const [i, span] of sorted.entries()) {
    open = open.filter(({ field, end }) => field === span.field && end > span.start);
    const taken = new Set(open.map(({ row }) => row));
    let row = kept.get(span.id);
    if (row === undefined) {
      // A new span also keeps clear of kept ones that begin under it.
      for (const other of ahead(i, span)) taken.add(other);
      row = 0;
      while (taken.has(row)) row++;
    }
    rows.set(span.id, row);
    open.push({ field: span.field, end: span.end, row });
  }
  return rows;
}

/** The former rows that can stay: of two that now overlap in one row, the earlier keeps it. */
function keepFree(sorted: readonly Placed[], previous: ReadonlyMap<string, number>): Map<string, number> {
  const reach = new Map<string, number>();
  const kept = new Map<string, number>();
  for (const span of sorted) {
    const row = previous.get(span.id)!;
    const key = `${span.field} ${row}`;
    if ((reach.get(key) ?? 0) > span.start) continue;
    reach.set(key, span.end);
    kept.set(span.id, row);
  }
  return kept;
}

/** The rows of kept spans that begin inside a span, looking on from its place in reading order. */
function aheadOf(sorted: readonly Placed[], kept: ReadonlyMap<string, number>): (from: number, span: Placed) => Generator<number> {
  return function* (from, span) {
    for (let i = from + 1; i < sorted.length; i++) {
      const other = sorted[i]!;
      if (other.field !== span.field || other.start >= span.end) return;
      const row = kept.get(other.id);
      if (row !== undefined) yield row;
    }
  };
}
