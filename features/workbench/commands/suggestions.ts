import { compareSpans, compareStarts } from "@/core/annotation/position";
import type { Span } from "@/core/annotation/span";
import { toUtf16 } from "@/core/text/offset";
import type { Bench } from "../bench";
import { newId } from "../new-id";

/** Makes the suggestion at the caret, or the next one, a span of the annotation, and goes on to the one after. */
export function acceptSuggestion(bench: Bench): boolean {
  const suggestion = current(bench);
  if (!suggestion || !accept(bench, [suggestion])) return suggestion !== null;
  goOn(bench, suggestion);
  return true;
}

/** Takes the suggestion at the caret over as a span to be changed: its end is in hand at once, and it says that it was edited. */
export function editSuggestion(bench: Bench): boolean {
  const { session } = bench;
  const suggestion = current(bench);
  if (!suggestion) return false;
  const span: Span = { ...suggestion, id: newId(), provenance: { ...suggestion.provenance, origin: "edited" } };
  if (session.perform([{ type: "addSpan", span }], { selected: span.id, mode: { kind: "resizing", edge: "end" }, cursor: { field: span.field, anchor: span.end, focus: span.end } })) session.say("resizing", { edge: "end" });
  return true;
}

/** Puts the suggestion at the caret, or the next one, aside for good, and goes on. Undo brings it back. */
export function rejectSuggestion(bench: Bench): boolean {
  const suggestion = current(bench);
  if (!suggestion) return false;
  bench.session.reject([suggestion.id]);
  goOn(bench, suggestion);
  bench.session.say("rejected", { label: suggestion.label });
  return true;
}

/** Accepts all suggestions in view that have the label of the one at the caret. */
export function acceptAllInView(bench: Bench): boolean {
  const suggestion = current(bench);
  if (!suggestion) return false;
  const { suggestions } = bench.session.state;
  const seen = bench.view?.viewport.spans() ?? [];
  return accept(bench, seen.flatMap((id) => { const span = suggestions.get(id); return span?.label === suggestion.label ? [span] : []; }));
}

function accept({ session }: Bench, accepted: readonly Span[]): boolean {
  const changes = accepted.map((suggestion) => ({ type: "addSpan" as const, span: { ...suggestion, id: newId(), provenance: { ...suggestion.provenance, origin: "accepted" as const } } }));
  const last = changes.at(-1)?.span;
  if (!last || !session.perform(changes, { selected: last.id, mode: { kind: "reading" } })) return false;
  session.say("accepted", { label: last.label, count: changes.length });
  return true;
}

/** The suggestion at the caret, else the first one behind it, else the first of all. */
function current({ session, doc, view }: Bench): Span | null {
  const { suggestions, cursor } = session.state;
  const sorted = [...suggestions.values()].sort(compareSpans);
  if (!cursor) return sorted[0] ?? null;
  const here = view?.surface.spansAt({ field: cursor.field, offset: toUtf16(doc.fields[cursor.field].map, cursor.focus) }).find(({ span }) => suggestions.has(span.id));
  return here?.span ?? sorted.find((span) => compareStarts(span, { field: cursor.field, start: cursor.focus }) >= 0) ?? sorted[0] ?? null;
}

function goOn(bench: Bench, from: Span): void {
  const { session, view } = bench;
  session.set({ cursor: { field: from.field, anchor: from.end, focus: from.end } });
  const next = current(bench);
  if (!next) return;
  session.set({ cursor: { field: next.field, anchor: next.start, focus: next.start } });
  view?.reveal(next.field, next.start);
}
