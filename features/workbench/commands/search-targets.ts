import type { RelationType } from "@/core/codebook/codebook";
import { compareStarts } from "@/core/annotation/position";
import type { Anchor } from "@/core/annotation/relation";
import type { Field, Span } from "@/core/annotation/span";
import type { TargetProposal } from "@/core/annotation/suggest-target";
import { sliceRange, toCodePoint, utf16 } from "@/core/text/offset";
import type { WorkbenchSession } from "../session";
import type { TraceDocument } from "../surface/document";
import { snap, type Stretch } from "../surface/snap";

/** As many as have a digit. */
const MOST = 9;

/** Targets that a query finds: the step of that number, spans by their text or label, then, where the relation takes an anchor, sentences before the source that hold it. The nearest before the source first.
 *  @param query not empty; letters of either case */
export function searchTargets(session: WorkbenchSession, doc: TraceDocument, source: Span, type: RelationType, query: string): TargetProposal[] {
  const wanted = query.toLowerCase();
  const spans = [...session.state.annotation.spans.values()]
    .filter((span) => span.id !== source.id && (type.to.includes("*") || type.to.includes(span.label)) && (span.quote.toLowerCase().includes(wanted) || span.label.includes(wanted)))
    .sort((a, b) => Math.abs(a.start - source.start) - Math.abs(b.start - source.start));
  const proposals: TargetProposal[] = spans.slice(0, MOST - 1).map((span) => ({ to: { span: span.id }, why: "same-target" }));
  if (!type.anchor) return proposals;
  const step = /^\d+$/.test(query) && type.anchorFields.includes("cot") ? doc.fields.cot.paragraphs[Number(query) - 1] : undefined;
  const stretch = step && snap(doc.fields.cot, step.from, step.to, "character");
  if (stretch) proposals.unshift({ to: anchorOn(doc, "cot", stretch), why: "previous-step" });
  for (const field of ["cot", "prompt"] as const)
    if (type.anchorFields.includes(field)) for (const to of sentencesWith(session, doc, field, source, query, MOST - proposals.length)) proposals.push({ to, why: "previous-step" });
  return proposals.slice(0, MOST);
}

/** Sentences of a field that begin before the source, hold the query and may be labelled, from the source backwards. */
function sentencesWith({ context: { excluded = [] } }: WorkbenchSession, doc: TraceDocument, field: Field, source: Span, query: string, most: number): Anchor[] {
  const text = doc.fields[field];
  const hits = [...text.map.text.matchAll(new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu"))].reverse();
  const found: Anchor[] = [];
  for (const { index } of hits) {
    if (found.length >= most) break;
    if (compareStarts({ field, start: toCodePoint(text.map, utf16(index)) }, source) >= 0) continue;
    const sentence = snap(text, index, index + 1, "sentence");
    const anchor = sentence && anchorOn(doc, field, sentence);
    if (!anchor || found.some(({ start }) => start === anchor.start)) continue;
    if (!excluded.some((part) => part.field === field && part.start < anchor.end && anchor.start < part.end)) found.push(anchor);
  }
  return found;
}

function anchorOn(doc: TraceDocument, field: Field, { from, to }: Stretch): Anchor {
  const { map } = doc.fields[field];
  const range = { start: toCodePoint(map, utf16(from)), end: toCodePoint(map, utf16(to)) };
  return { field, ...range, quote: sliceRange(map, range) };
}
