import type { Field } from "@/core/annotation/span";
import { toCodePoint, utf16, type CodePoint } from "@/core/text/offset";
import { moveEdge } from "../commands/label-span";
import type { WorkbenchSession } from "../session";
import type { TextCursor } from "../session-state";
import type { TraceDocument } from "./document";
import type { Edge } from "./handles";
import type { Placed } from "./placed";
import { snap, unitAt } from "./snap";
import type { Place } from "./text-surface";

export interface TargetEvents {
  /** A target was pointed at while a relation is being made. */
  target(place: Place, spans: readonly string[]): void;
  targetRange(field: Field, from: CodePoint, to: CodePoint): void;
}

/** UTF-16 offsets of a field as a cursor. */
export function cursorOf(doc: TraceDocument, field: Field, anchor: number, focus: number): TextCursor {
  const { map } = doc.fields[field];
  return { field, anchor: toCodePoint(map, utf16(anchor)), focus: toCodePoint(map, utf16(focus)) };
}

/** A stretch was dragged over, or a sentence (two clicks) or step (three) was clicked: selected in whole units, or made the target of the relation that is being made. */
export function selectStretch(session: WorkbenchSession, doc: TraceDocument, events: TargetEvents, field: Field, anchor: number, focus: number, clicks: number): void {
  const text = doc.fields[field];
  const length = text.map.text.length;
  const [from, to] = [Math.min(anchor, focus), Math.min(length, Math.max(anchor, focus))];
  const unit = clicks > 1 ? unitAt(text, from, clicks > 2 ? "step" : "sentence") : null;
  const stretch = clicks > 1 ? unit && snap(text, unit.from, unit.to, "character") : snap(text, from, to, session.state.granularity);
  if (!stretch) return session.set({ cursor: cursorOf(doc, field, from, from) });
  if (session.state.mode.kind === "relating") return events.targetRange(field, toCodePoint(text.map, utf16(stretch.from)), toCodePoint(text.map, utf16(stretch.to)));
  const backwards = focus < anchor;
  session.set({ cursor: backwards ? cursorOf(doc, field, stretch.to, stretch.from) : cursorOf(doc, field, stretch.from, stretch.to), selected: null, mode: { kind: "reading" } });
}

/** The text was clicked: the next of the spans there is selected, or the place is the target of the relation that is being made. */
export function clickText(session: WorkbenchSession, doc: TraceDocument, events: TargetEvents, place: Place, under: readonly string[]): void {
  const { state } = session;
  const spans = under.filter((id) => state.annotation.spans.has(id)); // a suggestion is answered, not selected
  if (state.mode.kind === "relating") return events.target(place, spans);
  const next = spans.length === 0 ? null : spans[(spans.indexOf(state.selected ?? "") + 1) % spans.length]!;
  session.set({ cursor: cursorOf(doc, place.field, place.offset, place.offset), selected: next, mode: { kind: "reading" }, overlap: spans.length > 1 ? spans : null });
}

/** An edge of a span was dropped at a place in its field: it moves there, in whole units. A unit that was entered is taken, as when text is selected; within the unit that the edge already ends, nothing moves.
 *  @param at UTF-16 within the span's field */
export function dropEdge(session: WorkbenchSession, doc: TraceDocument, placed: Placed, edge: Edge, at: number): void {
  const [from, to] = edge === "start" ? [at, placed.to] : [placed.from, at];
  const stretch = from < to ? snap(doc.fields[placed.span.field], from, to, session.state.granularity) : null;
  if (stretch) moveEdge(session, doc, placed.span.id, edge, edge === "start" ? stretch.from : stretch.to);
}
