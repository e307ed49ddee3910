import { toUtf16, type Range } from "@/core/text/offset";
import type { Field } from "@/core/annotation/span";
import { paragraphAt, type TraceDocument } from "../surface/document";

/** "15–17", or "15": the steps of the CoT that a range touches; "" in the prompt and the answer. */
export function stepsOf(doc: TraceDocument, { field, start, end }: Range & { readonly field: Field }): string {
  const text = doc.fields[field];
  const first = paragraphAt(text, toUtf16(text.map, start))?.step ?? null;
  const last = paragraphAt(text, Math.max(toUtf16(text.map, start), toUtf16(text.map, end) - 1))?.step ?? null;
  if (first === null || last === null) return "";
  return first === last ? String(first) : `${first}–${last}`;
}

/** The 1-based step in which a place lies; null outside the CoT. */
export function stepAt(doc: TraceDocument, place: { readonly field: Field; readonly start: Range["start"] }): number | null {
  const text = doc.fields[place.field];
  return paragraphAt(text, toUtf16(text.map, place.start))?.step ?? null;
}
