import type { AnnotationContext } from "@/core/annotation/context";
import type { Field, Span } from "@/core/annotation/span";
import { changeOf, defaultAttributes, removalOf } from "@/core/annotation/gestures";
import type { Attribute, Label } from "@/core/codebook/codebook";
import { sliceRange, toCodePoint, toUtf16, utf16, type Range } from "@/core/text/offset";
import { shortened } from "@/core/text/shortened";
import { newId } from "../new-id";
import type { WorkbenchSession } from "../session";
import type { Mode } from "../session-state";
import { snap, unitAt } from "../surface/snap";
import type { TraceDocument } from "../surface/document";
import { attributesToAnswer } from "./answer-attribute";

/** The label that a digit stands for, or null. */
export const labelByHotkey = (labels: readonly Label[], digit: number): Label | null => labels.find(({ hotkey }) => hotkey === digit) ?? null;

/** Whether new spans of a label are made in the passes shown: the truth pass shows those of the behaviour pass as they are settled. */
export const asksFor = ({ passes }: Pick<AnnotationContext, "passes">, { pass }: Label): boolean => passes?.includes(pass) ?? true;

/** Sets a label: on the selection a new span; without one on the selected span; without either on the unit at the caret, where the granularity is coarser than a character. */
export function setLabel(session: WorkbenchSession, doc: TraceDocument, label: Label): void {
  const { cursor, selected, granularity } = session.state;
  if (!asksFor(session.context, label)) return session.say("otherPass", { label: label.key }, "problem");
  if (cursor && cursor.anchor !== cursor.focus) return makeSpan(session, doc, label);
  if (selected !== null) return relabel(session, selected, label);
  if (cursor && granularity !== "character") {
    const text = doc.fields[cursor.field];
    const unit = unitAt(text, toUtf16(text.map, cursor.focus), granularity);
    if (unit) return makeSpanOver(session, doc, label, cursor.field, unit.from, unit.to);
  }
  session.say("selectFirst", {}, "problem");
}

function makeSpan(session: WorkbenchSession, doc: TraceDocument, label: Label): void {
  const cursor = session.state.cursor!;
  const { map } = doc.fields[cursor.field];
  const [start, end] = cursor.anchor < cursor.focus ? [cursor.anchor, cursor.focus] : [cursor.focus, cursor.anchor];
  makeSpanOver(session, doc, label, cursor.field, toUtf16(map, start), toUtf16(map, end));
}

/** A span over a stretch in whole units. The same label on the same characters is the span that is there: it is selected.
 *  @param from UTF-16, as `to` */
export function makeSpanOver(session: WorkbenchSession, doc: TraceDocument, label: Label, field: Field, from: number, to: number): void {
  const range = snappedRange(session, doc, field, from, to);
  if (!range) return session.say("onlyWhitespace", {}, "problem");
  const same = [...session.state.annotation.spans.values()].find((span) => span.label === label.key && span.field === field && span.start === range.start && span.end === range.end);
  if (same) return session.set({ selected: same.id, mode: session.readOnly ? { kind: "reading" } : firstQuestion(session, same), cursor: { field, anchor: range.end, focus: range.end } });
  const span: Span = {
    id: newId(), field, label: label.key, ...range, quote: sliceRange(doc.fields[field].map, range), attributes: defaultAttributes(label.key, session.context.codebook),
    certainty: "sure", note: "", provenance: { origin: "made" },
  };
  const made = session.perform([{ type: "addSpan", span }], { selected: span.id, mode: firstQuestion(session, span), cursor: { field, anchor: range.end, focus: range.end } });
  if (made) session.say("labelled", { label: label.key, quote: shortened(span.quote) });
}

function relabel(session: WorkbenchSession, id: string, label: Label): void {
  const span = session.state.annotation.spans.get(id);
  if (!span) return;
  if (span.label === label.key) return session.select(id, firstQuestion(session, span));
  const operations = changeOf(session.state.annotation, id, { label: label.key, attributes: { ...defaultAttributes(label.key, session.context.codebook), ...span.attributes } }, session.context, newId);
  if (session.performOperations(operations, { mode: firstQuestion(session, { ...span, label: label.key, attributes: {} }) })) session.say("relabelled", { label: label.key });
}

export function deleteSelected(session: WorkbenchSession): void {
  const { selected, annotation } = session.state;
  if (selected === null) return session.say("nothingSelected", {}, "problem");
  const label = annotation.spans.get(selected)?.label ?? "";
  if (session.performOperations(removalOf(annotation, selected, newId), { selected: null, mode: { kind: "reading" } })) session.say("deleted", { label });
}

/** Moves one edge of a span to a place; the other stays. Refused where nothing would be left. @param to UTF-16 within the span's field */
export function moveEdge(session: WorkbenchSession, doc: TraceDocument, id: string, edge: "start" | "end", to: number): boolean {
  const span = session.state.annotation.spans.get(id);
  if (!span) return false;
  const { map } = doc.fields[span.field];
  const place = toCodePoint(map, utf16(Math.max(0, Math.min(map.text.length, to))));
  const range: Range = edge === "start" ? { start: place, end: span.end } : { start: span.start, end: place };
  if (range.start >= range.end) return false;
  return session.performOperations(changeOf(session.state.annotation, id, { ...range, quote: sliceRange(map, range) }, session.context, newId));
}

/** The selection in whole units of the granularity, in code points; null when it holds only white space. */
function snappedRange(session: WorkbenchSession, doc: TraceDocument, field: Field, from: number, to: number): Range | null {
  const text = doc.fields[field];
  const stretch = snap(text, from, to, session.state.granularity);
  return stretch && { start: toCodePoint(text.map, utf16(stretch.from)), end: toCodePoint(text.map, utf16(stretch.to)) };
}

export function firstQuestion(session: WorkbenchSession, span: Pick<Span, "label" | "attributes">): Mode {
  const open: Attribute | undefined = attributesToAnswer(session, span)[0];
  return open ? { kind: "answering", attribute: open.key } : { kind: "reading" };
}

