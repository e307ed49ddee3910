import type { RelationType } from "@/core/codebook/codebook";
import { isAnchor, type Relation, type RelationTarget } from "@/core/annotation/relation";
import type { Field, Span } from "@/core/annotation/span";
import { openRelations, suggestTargets, type TargetProposal } from "@/core/annotation/suggest-target";
import { shownParts } from "@/core/annotation/shown-parts";
import { promoteAnchor } from "@/core/annotation/truth-pass";
import { shortened } from "@/core/text/shortened";
import { sliceRange, toCodePoint, utf16, type CodePoint } from "@/core/text/offset";
import { asksFor, firstQuestion } from "./label-span";
import { searchTargets } from "./search-targets";
import { newId } from "../new-id";
import type { WorkbenchSession } from "../session";
import type { TraceDocument } from "../surface/document";
import { snap } from "../surface/snap";

/** The relation types that the selected span may have now, in this pass. */
export function typesFor(session: WorkbenchSession, span: Span): readonly RelationType[] {
  const { codebook, passes } = session.context;
  const shown = new Set(shownParts(codebook, passes).relations.map(({ key }) => key));
  return openRelations(session.state.annotation, span, codebook).filter(({ key }) => shown.has(key));
}

export function startRelating(session: WorkbenchSession): void {
  const span = selectedSpan(session);
  if (!span) return session.say("selectSpanFirst", {}, "problem");
  const type = typesFor(session, span)[0];
  if (!type) return session.say("noRelation", { label: span.label }, "problem");
  session.set({ mode: { kind: "relating", type: type.key, query: "", letters: null } });
  session.say("relating", { type: type.key });
}

/** The next relation type that the span may have. */
export function otherType(session: WorkbenchSession): void {
  const span = selectedSpan(session);
  const { mode } = session.state;
  if (!span || mode.kind !== "relating") return;
  const types = typesFor(session, span);
  const next = types[(types.findIndex(({ key }) => key === mode.type) + 1) % types.length];
  if (next) session.set({ mode: { ...mode, type: next.key } });
}

/** Proposed targets in the order of their digits; with a query, what it finds. */
export function proposals(session: WorkbenchSession, doc: TraceDocument): readonly TargetProposal[] {
  const span = selectedSpan(session);
  const { mode } = session.state;
  const type = mode.kind === "relating" ? session.context.codebook.relations.find(({ key }) => key === mode.type) : undefined;
  if (!span || !type || mode.kind !== "relating") return [];
  if (mode.query.trim() !== "") return searchTargets(session, doc, span, type, mode.query.trim());
  const { map, paragraphs } = doc.fields.cot;
  return suggestTargets(session.state.annotation, span, type, session.context, paragraphs.map(({ to }) => toCodePoint(map, to)));
}

/** Makes the relation of the current type from the selected span. */
export function relateTo(session: WorkbenchSession, to: RelationTarget): void {
  const span = selectedSpan(session);
  const { mode } = session.state;
  if (!span || mode.kind !== "relating") return;
  const relation: Relation = { id: newId(), type: mode.type, from: span.id, to };
  if (session.perform([{ type: "addRelation", relation }], { mode: { kind: "reading" } })) session.say("related", { type: mode.type });
}

/** The n-th proposal, from 1. */
export function relateToProposal(session: WorkbenchSession, doc: TraceDocument, n: number): void {
  const proposal = proposals(session, doc)[n - 1];
  if (proposal) relateTo(session, proposal.to);
  else session.say("noProposal", { n }, "problem");
}

/** A target pointed at: the innermost allowed span there, else the sentence as an anchor made on the fly. @param offset UTF-16 */
export function relateToPlace(session: WorkbenchSession, doc: TraceDocument, field: Field, offset: number, spans: readonly string[]): void {
  const { mode, selected, annotation } = session.state;
  const type = mode.kind === "relating" ? session.context.codebook.relations.find(({ key }) => key === mode.type) : undefined;
  if (!type) return;
  const span = spans.find((id) => id !== selected && (type.to.includes("*") || type.to.includes(annotation.spans.get(id)?.label ?? "")));
  if (span) return relateTo(session, { span });
  const text = doc.fields[field];
  const sentence = snap(text, Math.min(offset, text.map.text.length - 1), Math.min(offset + 1, text.map.text.length), "sentence");
  if (!sentence) return session.say("onlyWhitespace", {}, "problem");
  relateToRange(session, doc, field, toCodePoint(text.map, utf16(sentence.from)), toCodePoint(text.map, utf16(sentence.to)));
}

export function relateToRange(session: WorkbenchSession, doc: TraceDocument, field: Field, start: CodePoint, end: CodePoint): void {
  relateTo(session, { field, start, end, quote: sliceRange(doc.fields[field].map, { start, end }) });
}

export function removeRelation(session: WorkbenchSession, relation: Relation): void {
  if (session.perform([{ type: "removeRelation", relation }])) session.say("unrelated", { type: relation.type });
}

/** Whether the anchor that a relation points at can become an error span here: this pass shows errors, and the relation may point at one, or starts at a label that finds them (what a verification verifies). */
export function canPromote(session: WorkbenchSession, { to, type: key }: Relation): boolean {
  const { codebook, passes } = session.context;
  const errors = shownParts(codebook, passes).labels.some((label) => label.key === "error" && asksFor({ passes }, label));
  const type = codebook.relations.find((one) => one.key === key);
  const found = codebook.relations.some((one) => one.pass === "truth" && one.to.includes("error") && one.from.some((label) => type?.from.includes(label)));
  return !session.readOnly && isAnchor(to) && errors && type !== undefined && (type.to.includes("error") || (found && type.to.includes("*")));
}

/** Makes an error span of the anchor, at which all that pointed there then points, and asks about it. */
export function promote(session: WorkbenchSession, relation: Relation): void {
  const changes = promoteAnchor(session.state.annotation, relation.id, session.context, newId);
  const [first] = changes;
  if (first?.type !== "addSpan") return;
  if (session.perform(changes, { selected: first.span.id, mode: firstQuestion(session, first.span) })) session.say("labelled", { label: first.span.label, quote: shortened(first.span.quote) });
}

export function selectedSpan(session: WorkbenchSession): Span | null {
  const { selected, annotation } = session.state;
  return selected === null ? null : (annotation.spans.get(selected) ?? null);
}

export const promptTarget: RelationTarget = { prompt: true };
