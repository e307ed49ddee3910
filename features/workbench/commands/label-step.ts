import { changeOf, defaultAttributes, removalOf } from "@/core/annotation/gestures";
import type { Span } from "@/core/annotation/span";
import { labelUnit, nextOpenUnit, spanOfUnit, unitsOf, type Unit } from "@/core/annotation/units";
import type { Operation } from "@/core/annotation/operation";
import type { Label } from "@/core/codebook/codebook";
import { sliceRange, toCodePoint } from "@/core/text/offset";
import type { Bench } from "../bench";
import { newId } from "../new-id";
import type { WorkbenchSession } from "../session";
import type { TraceDocument } from "../surface/document";
import { attributesToAnswer } from "./answer-attribute";
import { startOf } from "./move-caret";

const unitsOfSession = new WeakMap<WorkbenchSession, readonly Unit[]>();

/** The steps of the CoT that can be labelled: not those of white space alone, nor those that the import set aside. */
export function stepUnits(session: WorkbenchSession, doc: TraceDocument): readonly Unit[] {
  const { map, paragraphs } = doc.fields.cot;
  const aside = (session.context.excluded ?? []).filter(({ field }) => field === "cot");
  const held = unitsOfSession.get(session) ?? unitsOf(map, paragraphs.map(({ to }) => toCodePoint(map, to))).filter((unit) => !aside.some((part) => part.start < unit.end && unit.start < part.end));
  unitsOfSession.set(session, held);
  return held;
}

/** How many steps carry a label, of how many. O(steps + spans). */
export function labelledUnits(session: WorkbenchSession, doc: TraceDocument, spans: ReadonlyMap<string, Span> = session.state.annotation.spans): { readonly labelled: number; readonly units: number } {
  const units = stepUnits(session, doc);
  const starts = units.map(({ start }) => start);
  const covered = new Set<number>();
  for (const span of spans.values()) {
    if (span.field !== "cot") continue;
    for (let at = lowerBound(starts, span.start); at < units.length && units[at]!.start < span.end; at++) covered.add(at);
  }
  return { labelled: covered.size, units: units.length };
}

/** Codebooks with the step or section as their unit: one key labels what the caret is on and moves on to the next step without a label. The same key again takes the label back, or asks what is still open of it; another one changes it.
 *  A selection over several steps labels each of them or, where the unit is the section, makes one section of them. A label that asks for something first has its required attributes answered by digits, then moves on. */
export function labelStep(bench: Bench, label: Label): void {
  const { session, doc } = bench;
  const touched = unitsTouched(bench);
  if (touched.length === 0) return session.say("noStepHere", {}, "problem");
  const { annotation } = session.state;
  const last = touched.at(-1)!;
  const open = openQuestion(session, last);
  if (open && open.span.label === label.key) return session.set({ selected: open.span.id, mode: { kind: "answering", attribute: open.attribute } });
  const operations = session.context.codebook.unit === "section" ? labelSection(session, touched, label) : touched.flatMap((unit) => labelUnit(annotation, unit, label.key, session.context, newId));
  if (operations.every(({ type }) => type === "removeSpan" || type === "removeRelation")) {
    if (session.performOperations(operations, { cursor: { field: "cot", anchor: last.start, focus: last.start }, selected: null, mode: { kind: "reading" } })) session.say("deleted", { label: label.key });
    return;
  }
  if (!session.performOperations(operations)) return;
  session.say("labelled", { label: label.key, quote: "" });
  const asked = openQuestion(session, last);
  if (asked) session.set({ selected: asked.span.id, mode: { kind: "answering", attribute: asked.attribute }, cursor: { field: "cot", anchor: last.start, focus: last.start } });
  else toNextUnit(bench, last.index + 1);
  if (stepUnits(session, doc).length === labelledUnits(session, doc).labelled) session.say("allStepsLabelled", { count: stepUnits(session, doc).length });
}

/** After an answer: on to the next step, unless something that is required is still open. */
export function goOnFromUnit(bench: Bench): void {
  const { session, doc } = bench;
  const { selected, annotation } = session.state;
  const span = selected === null ? undefined : annotation.spans.get(selected);
  if (!span || attributesToAnswer(session, span).some(({ required }) => required)) return;
  const index = stepUnits(session, doc).findLast((unit) => unit.start < span.end)?.index ?? 0;
  toNextUnit(bench, index + 1);
}

/** Selects the label of the step at the caret, for keys that act on a selected span. */
export function selectUnitSpan(bench: Bench): void {
  const { session } = bench;
  if (session.context.codebook.unit === "span" || session.state.selected !== null) return;
  const unit = unitsTouched(bench).at(-1);
  const span = unit && spanAtUnit(session, unit);
  if (span) session.set({ selected: span.id });
}

function toNextUnit({ session, doc, view }: Bench, from: number): void {
  const units = stepUnits(session, doc);
  const next = nextOpenUnit(session.state.annotation, units, from) ?? units.find(({ index }) => index >= from);
  if (!next) return session.set({ mode: { kind: "reading" } });
  session.set({ cursor: { field: "cot", anchor: next.start, focus: next.start }, selected: null, mode: { kind: "reading" } });
  const paragraph = doc.fields.cot.paragraphs[next.index];
  if (view && paragraph) view.surface.elementOf(paragraph).scrollIntoView({ block: "nearest" });
}

/** The steps under the selection, or the one of the caret; inside a labelled section, all of its steps. */
function unitsTouched({ session, doc }: Bench): readonly Unit[] {
  const { anchor, focus, field } = session.state.cursor ?? startOf(doc);
  if (field !== "cot") return [];
  const units = stepUnits(session, doc);
  const [start, end] = anchor < focus ? [anchor, focus] : [focus, anchor];
  if (start !== end) return units.filter((unit) => unit.start < end && start < unit.end);
  const unit = units.findLast((one) => one.start <= start) ?? units[0];
  const section = unit && session.context.codebook.unit === "section" ? spanAtUnit(session, unit) : undefined;
  return section ? units.filter((one) => one.start < section.end && section.start < one.end) : unit ? [unit] : [];
}

const spanAtUnit = (session: WorkbenchSession, unit: Unit): Span | undefined =>
  spanOfUnit(session.state.annotation, unit) ?? [...session.state.annotation.spans.values()].findLast(({ field, start, end }) => field === "cot" && start <= unit.start && unit.end <= end);

/** The label of a unit that something required is still asked of, and what. */
function openQuestion(session: WorkbenchSession, unit: Unit): { readonly span: Span; readonly attribute: string } | null {
  const span = spanAtUnit(session, unit);
  const asked = span && attributesToAnswer(session, span).find(({ required }) => required);
  return span && asked ? { span, attribute: asked.key } : null;
}

/** One span over all the steps; sections that it would overlap give way to it. */
function labelSection(session: WorkbenchSession, touched: readonly Unit[], label: Label): Operation[] {
  const { state: { annotation }, context } = session;
  const range = { start: touched[0]!.start, end: touched.at(-1)!.end };
  const over = [...annotation.spans.values()].filter(({ field, start, end }) => field === "cot" && start < range.end && range.start < end);
  const same = over.length === 1 && over[0]!.start === range.start && over[0]!.end === range.end ? over[0]! : null;
  if (same?.label === label.key) return removalOf(annotation, same.id, newId);
  if (same) return changeOf(annotation, same.id, { label: label.key, attributes: { ...defaultAttributes(label.key, context.codebook), ...same.attributes } }, context, newId);
  const span: Span = {
    id: newId(), field: "cot", label: label.key, ...range, quote: sliceRange(context.offsets.cot, range), attributes: defaultAttributes(label.key, context.codebook), certainty: "sure", note: "", provenance: { origin: "made" },
  };
  return [...over.flatMap(({ id }) => removalOf(annotation, id, newId)), { opId: newId(), type: "addSpan", span }];
}

/** The first index whose value is not below. */
function lowerBound(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
