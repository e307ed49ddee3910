import type { Label } from "@/core/codebook/codebook";
import { removalOf, changeOf, defaultAttributes } from "@/core/annotation/gestures";
import { toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import type { Bench } from "../bench";
import { newId } from "../session";
import { paragraphAt } from "../surface/document";
import { makeSpanOver } from "./label-span";
import { placed, startOf } from "./move-caret";

/** Codebooks with the step as their unit: one key labels the step of the caret and moves on to the next. The same key again takes the label back; another one changes it. */
export function labelStep({ session, doc }: Bench, label: Label): void {
  const cursor = session.state.cursor ?? startOf(doc);
  const text = doc.fields[cursor.field];
  const step = paragraphAt(text, toUtf16(text.map, cursor.focus));
  if (!step || step.step === null) return session.say("noStepHere", {}, "problem");
  const [from, to] = [toCodePoint(text.map, step.from), toCodePoint(text.map, step.to)];
  const held = [...session.state.annotation.spans.values()].find((span) => span.field === cursor.field && span.start >= from && span.end <= to);
  if (!held) makeSpanOver(session, doc, label, cursor.field, step.from, step.to);
  else if (held.label === label.key) return void session.performOperations(removalOf(session.state.annotation, held.id, newId));
  else session.performOperations(changeOf(session.state.annotation, held.id, { label: label.key, attributes: defaultAttributes(label.key, session.context.codebook) }, session.context, newId));
  const next = doc.fields.cot.paragraphs[step.step];
  if (next) session.set({ cursor: placed(doc, "cot", utf16(next.from), null), selected: null, mode: { kind: "reading" } });
}
