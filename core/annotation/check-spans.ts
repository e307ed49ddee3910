import type { Codebook } from "../codebook/codebook";
import type { Annotation } from "./annotation";
import type { Finding } from "./finding";
import { groupBy } from "./group-by";
import { compareSpans } from "./position";
import type { ShownParts } from "./shown-parts";
import { holdsFor } from "./shown-parts";
import type { Span } from "./span";

export type Found = Omit<Finding, "severity" | "key">;

/** Findings on single spans: whitespace, and attributes that are missing or do not apply. */
export function* checkSpans(annotation: Annotation, codebook: Codebook, shown: ShownParts): Generator<Found> {
  const attributes = new Map(codebook.labels.map((label) => [label.key, shown.attributesOf(label)]));
  for (const span of annotation.spans.values()) {
    if (span.quote.trim() === "") yield { kind: "whitespace-only", spanId: span.id, params: { label: span.label } };
    for (const { key, required, when } of attributes.get(span.label) ?? []) {
      const answered = span.attributes[key] !== undefined;
      const applies = holdsFor(when, span);
      if (required && applies && !answered) yield { kind: "attribute-missing", spanId: span.id, params: { label: span.label, attribute: key } };
      if (answered && !applies) yield { kind: "attribute-not-applicable", spanId: span.id, params: { label: span.label, attribute: key } };
    }
  }
}

/** Spans beyond the number that their label allows on one trace: the later ones, in the order of the text. */
export function* checkNumbers(annotation: Annotation, codebook: Codebook): Generator<Found> {
  for (const { key, max } of codebook.labels) {
    if (max === undefined) continue;
    const spans = [...annotation.spans.values()].filter(({ label }) => label === key);
    for (const span of spans.sort(compareSpans).slice(max)) yield { kind: "label-too-many", spanId: span.id, params: { label: key, max } };
  }
}

/** Two spans of one label that overlap without one holding the other: the later of each pair, once.
 *  O(n log n + overlapping pairs of one label). */
export function* checkCrossing(annotation: Annotation): Generator<Found> {
  for (const group of groupBy([...annotation.spans.values()].sort(compareSpans), ({ field, label }) => `${field} ${label}`).values()) {
    let open: Span[] = [];
    for (const span of group) {
      if (open.some((other) => other.end <= span.start)) open = open.filter((other) => other.end > span.start);
      const crossed = open.find((other) => other.start < span.start && other.end < span.end);
      if (crossed) yield { kind: "same-label-crossing", spanId: span.id, params: { label: span.label, other: crossed.id } };
      open.push(span);
    }
  }
}
