import { changeOf } from "@/core/annotation/gestures";
import { holdsFor } from "@/core/annotation/shown-parts";
import type { Span } from "@/core/annotation/span";
import type { Attribute } from "@/core/codebook/codebook";
import { newId } from "../new-id";
import type { WorkbenchSession } from "../session";

/** The attributes that a span of this label is asked for in this pass, in the codebook's order; those whose condition does not hold are left out. */
export function attributesShown(session: WorkbenchSession, span: Pick<Span, "label" | "attributes">): readonly Attribute[] {
  const { codebook, passes } = session.context;
  const attributes = codebook.labels.find(({ key }) => key === span.label)?.attributes ?? [];
  return attributes.filter((attribute) => (!passes || passes.includes(attribute.pass)) && holdsFor(attribute.when, span));
}

/** What digits answer after a label was set: required attributes first, then the others, without those that are answered. */
export function attributesToAnswer(session: WorkbenchSession, span: Pick<Span, "label" | "attributes">): readonly Attribute[] {
  const open = attributesShown(session, span).filter(({ key }) => span.attributes[key] === undefined);
  return [...open.filter(({ required }) => required), ...open.filter(({ required }) => !required)];
}

/** Sets an attribute of a span, or takes it back with null, and moves on to the next that is unanswered. */
export function answerAttribute(session: WorkbenchSession, id: string, key: string, value: string | null): void {
  const span = session.state.annotation.spans.get(id);
  if (!span) return;
  const { [key]: _, ...others } = span.attributes;
  const attributes = value === null ? others : { ...others, [key]: value };
  if (session.performOperations(changeOf(session.state.annotation, id, { attributes }, session.context, newId)) || span.attributes[key] === value) goOn(session, id, key);
}

/** The digit as an answer to the attribute that is asked: its n-th value. False where there is none. */
export function answerByDigit(session: WorkbenchSession, digit: number): boolean {
  const { mode, selected, annotation } = session.state;
  const span = selected === null ? undefined : annotation.spans.get(selected);
  if (mode.kind !== "answering" || !span) return false;
  const choice = attributesShown(session, span).find(({ key }) => key === mode.attribute)?.values[digit - 1];
  if (!choice) return false;
  answerAttribute(session, span.id, mode.attribute, choice.value);
  session.say("answered", { attribute: mode.attribute, value: choice.value });
  return true;
}

/** Leaves the attribute unanswered and asks the next. */
export function passOver(session: WorkbenchSession, direction: 1 | -1): void {
  const { mode, selected, annotation } = session.state;
  const span = selected === null ? undefined : annotation.spans.get(selected);
  if (!span) return;
  const all = attributesShown(session, span);
  const here = mode.kind === "answering" ? all.findIndex(({ key }) => key === mode.attribute) : direction === 1 ? -1 : all.length;
  const next = all[here + direction];
  session.set({ mode: next ? { kind: "answering", attribute: next.key } : { kind: "reading" } });
}

export function setCertainty(session: WorkbenchSession, id: string, certainty: Span["certainty"]): void {
  session.performOperations(changeOf(session.state.annotation, id, { certainty }, session.context, newId));
}

/** @returns whether the note is held */
export function setNote(session: WorkbenchSession, id: string, note: string): boolean {
  return session.performOperations(changeOf(session.state.annotation, id, { note }, session.context, newId));
}

function goOn(session: WorkbenchSession, id: string, answered: string): void {
  const span = session.state.annotation.spans.get(id);
  if (!span || session.state.selected !== id) return;
  const next = attributesToAnswer(session, span).find(({ key }) => key !== answered);
  session.set({ mode: next ? { kind: "answering", attribute: next.key } : { kind: "reading" } });
}
