import type { Bench } from "../bench";
import { chordOf, type Command, type KeyMap, type KeyPress } from "../keys";
import { GRANULARITIES, nextEdge } from "../surface/snap";
import { toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import { answerByDigit, attributesToAnswer, passOver, setCertainty } from "./answer-attribute";
import { deleteSelected, labelByHotkey, moveEdge, setLabel } from "./label-span";
import { moveCaret, startOf, type Movement } from "./move-caret";
import { otherType, promptTarget, relateTo, relateToProposal, selectedSpan, startRelating } from "./relate";
import { goOnFromUnit, labelStep, selectUnitSpan } from "./label-step";
import { nextFinding } from "./next-finding";
import { jumpTo, showJumpLetters } from "./jump";
import { acceptAllInView, acceptSuggestion, editSuggestion, rejectSuggestion } from "./suggestions";
import { copyLink } from "./copy-link";

/** Runs what a key press asks for. @returns whether the press was taken, so that the browser must not act on it too
 *  @param inText the text has the focus: only then letters and digits act */
export function runKey(bench: Bench, map: KeyMap, event: KeyPress, inText: boolean): boolean {
  const chord = chordOf(event);
  if (chord === null) return false;
  if (inText && bench.session.state.mode.kind === "relating" && bench.session.state.mode.letters) return jumpTo(bench, chord);
  const binding = map.get(chord);
  if (!binding || (binding.scope === "text" && !inText)) return false;
  return runCommand(bench, binding.command, { digit: /^[1-9]$/.test(chord) ? Number(chord) : 0, extend: event.shiftKey });
}

const MOVEMENTS: Readonly<Partial<Record<Command, Movement>>> = {
  caretLeft: { kind: "unit", unit: "character", direction: -1 }, caretRight: { kind: "unit", unit: "character", direction: 1 },
  wordLeft: { kind: "unit", unit: "word", direction: -1 }, wordRight: { kind: "unit", unit: "word", direction: 1 },
  stepUp: { kind: "unit", unit: "step", direction: -1 }, stepDown: { kind: "unit", unit: "step", direction: 1 },
  lineStart: { kind: "line-edge", direction: -1 }, lineEnd: { kind: "line-edge", direction: 1 },
  textStart: { kind: "text-edge", direction: -1 }, textEnd: { kind: "text-edge", direction: 1 },
};

/** Commands on the selected span: where the step is the unit, the caret's step is meant without being selected first. */
const ON_A_SPAN: ReadonlySet<Command> = new Set(["delete", "confirm", "note", "certainty", "copyLink"]);

/** Of these, those that can do nothing else. */
const WANTS_A_SPAN: ReadonlySet<Command> = new Set(["note", "certainty", "copyLink", "delete"]);

/** Commands that begin a change: where there is nothing to change, that is said before anything is asked. */
const CHANGES: ReadonlySet<Command> = new Set(["relate", "delete", "edges", "certainty", "submit", "skip", "handBack", "flag", "empty"]);

/** @returns false where the command has nothing to do here, so that the key keeps its usual meaning */
export function runCommand(bench: Bench, command: Command, { digit = 0, extend = false }: { readonly digit?: number; readonly extend?: boolean } = {}): boolean {
  const { session, doc, view, page } = bench;
  const movement = MOVEMENTS[command];
  if (movement) return move(bench, movement, extend);
  if (session.readOnly && CHANGES.has(command)) {
    session.say("readOnly", {}, "problem");
    return true;
  }
  if (ON_A_SPAN.has(command)) selectUnitSpan(bench);
  if (WANTS_A_SPAN.has(command) && selectedSpan(session) === null) {
    session.say("nothingSelected", {}, "problem");
    return true;
  }
  switch (command) {
    case "label": runDigit(bench, digit); return true;
    case "caretUp": case "caretDown": case "pageUp": case "pageDown": return moveLine(bench, command, extend);
    case "cycle": return cycle(bench);
    case "escape": return escape(bench);
    case "confirm": return confirm(bench);
    case "delete": deleteSelected(session); return true;
    case "granularity": session.set({ mode: { kind: "granularity" } }); return true;
    case "skipAttribute": passOver(session, 1); return true;
    case "previousAttribute": passOver(session, -1); return true;
    case "edges": {
      if (!takeEdge(bench) && !editSuggestion(bench)) session.say("nothingSelected", {}, "problem");
      return true;
    }
    case "certainty": {
      const span = selectedSpan(session);
      if (span) setCertainty(session, span.id, span.certainty === "sure" ? "unsure" : "sure");
      return span !== null;
    }
    case "note": page.focusNote(); return true;
    case "questions": page.focusQuestions(); return true;
    case "nextCheck": nextFinding(bench); return true;
    case "relate": startRelating(session); return true;
    case "otherType": otherType(session); return session.state.mode.kind === "relating";
    case "prompt": {
      if (session.state.mode.kind !== "relating") return false;
      relateTo(session, promptTarget);
      return true;
    }
    case "jump": return showJumpLetters(bench);
    case "search": {
      if (session.state.mode.kind !== "relating") return false;
      page.focusSearch();
      return true;
    }
    case "undo": session.undo(); return true;
    case "redo": session.redo(); return true;
    case "submit": page.submit(); return true;
    case "skip": session.set({ dialog: "skip" }); return true;
    case "handBack": session.set({ dialog: "hand-back" }); return true;
    case "flag": session.set({ dialog: "flag" }); return true;
    case "empty": session.perform([{ type: "setEmpty", from: session.state.annotation.empty, to: !session.state.annotation.empty }]); return true;
    case "previous": page.previous(); return true;
    case "next": page.next(); return true;
    case "find": {
      // A second Ctrl+F while the bar is open is the browser's own.
      if (session.state.finding) return false;
      session.set({ finding: true });
      return true;
    }
    case "hide": session.set({ hidden: !session.state.hidden }); return true;
    case "render": session.set({ rendered: !session.state.rendered }); return true;
    case "arcs": session.set({ arcs: !session.state.arcs }); return true;
    case "cues": return toggleCues(bench);
    case "copyLink": return copyLink(bench);
    case "guidelines": page.toggle("guidelines"); return true;
    case "layers": page.toggle("layers"); return true;
    case "readUpTo": {
      const { cursor } = session.state;
      if (cursor) bench.tracker.markUpTo(cursor.field, cursor.focus);
      session.say("readUpTo");
      return true;
    }
    case "keys": session.set({ dialog: "keys" }); return true;
    case "accept": return acceptSuggestion(bench);
    case "reject": return rejectSuggestion(bench);
    case "acceptAll": return acceptAllInView(bench);
    default: return view === null && doc.paragraphs.length === 0;
  }
}

function runDigit(bench: Bench, digit: number): void {
  const { session, doc } = bench;
  const { mode } = session.state;
  if (mode.kind === "granularity") {
    const granularity = GRANULARITIES[digit - 1];
    session.set({ mode: { kind: "reading" }, ...(granularity ? { granularity } : {}) });
    if (granularity) session.say("granularity", { granularity });
    return;
  }
  if (session.readOnly) return session.say("readOnly", {}, "problem");
  if (mode.kind === "relating") return relateToProposal(session, doc, digit);
  const bySteps = session.context.codebook.unit !== "span";
  if (mode.kind === "answering" && answerByDigit(session, digit)) return bySteps ? goOnFromUnit(bench) : undefined;
  if (mode.kind === "answering") return session.say("noAnswer", { digit }, "problem");
  const label = labelByHotkey(session.context.codebook.labels, digit);
  if (!label) return session.say("noLabel", { digit }, "problem");
  if (bySteps) return labelStep(bench, label);
  setLabel(session, doc, label);
}

function move(bench: Bench, movement: Movement, extend: boolean): boolean {
  const { session, doc } = bench;
  const { mode, selected, annotation } = session.state;
  const span = selected === null ? undefined : annotation.spans.get(selected);
  if (mode.kind === "resizing" && span && movement.kind === "unit") {
    const text = doc.fields[span.field];
    const from = toUtf16(text.map, mode.edge === "start" ? span.start : span.end);
    moveEdge(session, doc, span.id, mode.edge, nextEdge(text, from, movement.direction, movement.unit, mode.edge));
    return true;
  }
  moveCaret(session, doc, movement, extend);
  leaveSpan(bench, extend);
  return true;
}

/** Lines and pages are the layout's: the view finds the place. */
function moveLine(bench: Bench, command: "caretUp" | "caretDown" | "pageUp" | "pageDown", extend: boolean): boolean {
  const { session, doc, view } = bench;
  const cursor = session.state.cursor ?? startOf(doc);
  const direction = command === "caretUp" || command === "pageUp" ? -1 : 1;
  const place = command.startsWith("page") ? view?.viewport.page(direction, view.caret) : view?.caret.line(direction);
  if (!place) return false;
  if (extend && place.field !== cursor.field) return true;
  const focus = toCodePoint(doc.fields[place.field].map, utf16(place.offset));
  view?.keepColumn(() => session.set({ cursor: { field: place.field, anchor: extend ? cursor.anchor : focus, focus } }));
  leaveSpan(bench, extend);
  return true;
}

/** A caret that walks out of the selected span, or begins a selection, lets go of it. */
function leaveSpan({ session }: Bench, extend: boolean): void {
  const { cursor, selected, annotation } = session.state;
  const span = selected === null ? undefined : annotation.spans.get(selected);
  if (!cursor || !span) return;
  if (extend || cursor.field !== span.field || cursor.focus < span.start || cursor.focus > span.end) session.select(null);
}

function cycle({ session, doc, view }: Bench): boolean {
  const { cursor, selected } = session.state;
  if (!cursor || !view) return false;
  const here = view.surface.spansAt({ field: cursor.field, offset: toUtf16(doc.fields[cursor.field].map, cursor.focus) }).map(({ span }) => span.id).filter((id) => session.state.annotation.spans.has(id));
  if (here.length === 0) {
    session.say("noSpanHere", {}, "problem");
    return true;
  }
  session.set({ selected: here[(here.indexOf(selected ?? "") + 1) % here.length]!, mode: { kind: "reading" }, overlap: here.length > 1 ? here : null });
  session.say("spanOf", { n: here.indexOf(session.state.selected ?? "") + 1, count: here.length });
  return true;
}

/** Cue words tell what a detector looks for: a round that withholds suggestions withholds them too. */
function toggleCues({ session, opening }: Bench): boolean {
  if (opening.cues) session.set({ cues: !session.state.cues });
  else session.say("noCues", {}, "problem");
  return true;
}

/** One step back: out of a list or a mode, then out of the span, then out of the selection. */
function escape({ session }: Bench): boolean {
  const { mode, selected, cursor, finding, overlap } = session.state;
  if (overlap !== null) session.set({ overlap: null });
  else if (mode.kind !== "reading") session.set({ mode: { kind: "reading" } });
  else if (selected !== null) session.select(null);
  else if (cursor && cursor.anchor !== cursor.focus) session.set({ cursor: { ...cursor, anchor: cursor.focus } });
  else if (finding) session.set({ finding: false });
  return true;
}

/** Enter: takes the first proposal, ends answering or resizing, or begins to answer the selected span's attributes. */
function confirm({ session, doc }: Bench): boolean {
  const { mode } = session.state;
  const span = selectedSpan(session);
  if (mode.kind === "relating") relateToProposal(session, doc, 1);
  else if (mode.kind !== "reading") session.set({ mode: { kind: "reading" } });
  else if (span && !session.readOnly) {
    const first = attributesToAnswer(session, span)[0];
    if (first) session.set({ mode: { kind: "answering", attribute: first.key } });
    else passOver(session, 1);
  }
  return true;
}

/** Arrows move the end of the selected span, then its start, then the caret again. */
function takeEdge({ session }: Bench): boolean {
  const span = selectedSpan(session);
  if (!span) return false;
  const { mode } = session.state;
  const edge = mode.kind !== "resizing" ? "end" : mode.edge === "end" ? "start" : null;
  session.set({ mode: edge ? { kind: "resizing", edge } : { kind: "reading" } });
  if (edge) session.say("resizing", { edge });
  return true;
}
