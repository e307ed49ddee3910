import { candidateAnswers, changedAnswers } from "@/core/annotation/candidate-answers";
import type { AnnotationContext } from "@/core/annotation/context";
import { shownParts } from "@/core/annotation/shown-parts";
import type { Span } from "@/core/annotation/span";
import type { LayerView } from "./opening";

/** The rule by its name as a detector: what it suggests is put aside, counted and exported like every detector's. */
const LAYER = "detector:boxed@1";
const LABEL = "candidate_answer";

/** The first `\boxed{}` of a trace and each with another value, as suggestions of candidate answers (codebook.md); null where the codebook or the pass has no such label, or nothing is left.
 *  @param suggested spans of other detectors: a box that one of them labels the same is not suggested twice */
export function boxedAnswers(context: AnnotationContext, suggested: readonly Span[]): LayerView | null {
  const label = shownParts(context.codebook, context.passes).labels.find(({ key }) => key === LABEL);
  if (!label) return null;
  const known = suggested.filter((span) => span.label === LABEL);
  const spans = changedAnswers(candidateAnswers(context)).filter(({ field, start, end }) => label.fields.includes(field) && !known.some((span) => span.field === field && span.start < end && start < span.end))
    .map(({ field, start, end, quote }): Span => ({ id: `boxed-${field}-${start}`, field, label: LABEL, start, end, quote, attributes: {}, certainty: "sure", note: "", provenance: { origin: "suggested" } }));
  return spans.length === 0 ? null : { layer: LAYER, pass: null, status: "draft", spans };
}
