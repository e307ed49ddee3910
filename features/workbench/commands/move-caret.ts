import { FIELDS, type Field } from "@/core/annotation/span";
import { toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import type { WorkbenchSession } from "../session";
import type { TextCursor } from "../session-state";
import type { TraceDocument } from "../surface/document";
import { paragraphAt } from "../surface/document";
import { nextPlace, type Granularity } from "../surface/snap";

/** Where the caret goes. Lines need the layout: the surface answers them. */
export type Movement =
  | { readonly kind: "unit"; readonly unit: Granularity; readonly direction: 1 | -1 }
  | { readonly kind: "line-edge"; readonly direction: 1 | -1 }
  | { readonly kind: "text-edge"; readonly direction: 1 | -1 };

/** The cursor after a movement; with `extend` its anchor stays. At the end of a field a bare caret goes on into the next one. */
export function moved(doc: TraceDocument, cursor: TextCursor, movement: Movement, extend: boolean): TextCursor {
  const text = doc.fields[cursor.field];
  const from = toUtf16(text.map, cursor.focus);
  const to = target(doc, cursor.field, from, movement);
  if (to === from && !extend && movement.kind === "unit") {
    const next = neighbour(doc, cursor.field, movement.direction);
    if (next) return placed(doc, next, movement.direction === 1 ? 0 : doc.fields[next].map.text.length, null);
  }
  return placed(doc, cursor.field, to, extend ? cursor : null);
}

/** A cursor at a UTF-16 offset; `extending` keeps the anchor of a cursor in the same field. */
export function placed(doc: TraceDocument, field: Field, offset: number, extending: TextCursor | null): TextCursor {
  const focus = toCodePoint(doc.fields[field].map, utf16(offset));
  return { field, anchor: extending && extending.field === field ? extending.anchor : focus, focus };
}

export function moveCaret(session: WorkbenchSession, doc: TraceDocument, movement: Movement, extend: boolean): void {
  const cursor = session.state.cursor ?? startOf(doc);
  // As in every editor: without Shift, an arrow first collapses the selection to its edge.
  if (!extend && cursor.anchor !== cursor.focus && movement.kind === "unit" && movement.unit === "character") {
    const edge = (movement.direction === 1) === (cursor.focus > cursor.anchor) ? cursor.focus : cursor.anchor;
    return session.set({ cursor: { field: cursor.field, anchor: edge, focus: edge } });
  }
  session.set({ cursor: moved(doc, cursor, movement, extend) });
}

/** Where a caret first stands: the beginning of the CoT. */
export const startOf = (doc: TraceDocument): TextCursor => placed(doc, doc.fields.cot.map.text === "" ? "prompt" : "cot", 0, null);

function target(doc: TraceDocument, field: Field, from: number, movement: Movement): number {
  const text = doc.fields[field];
  switch (movement.kind) {
    case "unit": return nextPlace(text, from, movement.direction, movement.unit);
    case "line-edge": {
      const paragraph = paragraphAt(text, from);
      return paragraph ? (movement.direction === 1 ? paragraph.drawnTo : paragraph.from) : from;
    }
    case "text-edge": return movement.direction === 1 ? text.map.text.length : 0;
  }
}

function neighbour(doc: TraceDocument, field: Field, direction: 1 | -1): Field | null {
  const fields = FIELDS.filter((name) => doc.fields[name].map.text !== "");
  return fields[fields.indexOf(field) + direction] ?? null;
}
