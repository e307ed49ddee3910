import type { Formula } from "./math";
import type { Placed } from "./placed";

/** A stretch of a paragraph under the same spans: UTF-16 offsets within the field. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Spans over the stretch, by track. */
  readonly spans: readonly Placed[];
  /** The formula that the stretch is part of; `null` outside. */
  readonly formula: Formula | null;
}

/** Cuts [from, to) at every edge of a span or formula; the pieces tile it. With neither it is one piece.
 *  @param formulas those in [from, to), ascending, disjoint
 *  @param whole    formulas are never cut (they are drawn rendered, as one block) */
export function piecesOf(from: number, to: number, spans: readonly Placed[], formulas: readonly Formula[], whole: boolean): Piece[] {
  if (spans.length === 0 && formulas.length === 0) return [{ from, to, spans: [], formula: null }];
  const cuts = new Set<number>([from, to]);
  const add = (at: number): void => { if (at > from && at < to) cuts.add(at); };
  for (const span of spans) { add(span.from); add(span.to); }
  for (const formula of formulas) {
    if (whole) for (const cut of cuts) if (cut > formula.from && cut < formula.to) cuts.delete(cut);
    add(formula.from);
    add(formula.to);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const waiting = [...spans].sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let open: Placed[] = [];
  let next = 0;
  let inside = 0;
  for (let k = 0; k + 1 < edges.length; k++) {
    const start = edges[k]!;
    const end = edges[k + 1]!;
    while (next < waiting.length && waiting[next]!.from < end) open.push(waiting[next++]!);
    open = open.filter((span) => span.to > start);
    while (inside < formulas.length && formulas[inside]!.to <= start) inside++;
    const formula = formulas[inside];
    pieces.push({ from: start, to: end, spans: [...open].sort((a, b) => a.row - b.row), formula: formula && formula.from <= start ? formula : null });
  }
  return pieces;
}
