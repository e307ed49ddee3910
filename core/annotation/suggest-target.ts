import type { Codebook, RelationType } from "../codebook/codebook";
import type { CodePoint } from "../text/offset";
import { codePoint, sliceRange } from "../text/offset";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { compareSpans, compareStarts } from "./position";
import type { RelationTarget } from "./relation";
import { isSpanTarget } from "./relation";
import { firstAfter } from "../text/segment-ends";
import { holdsFor } from "./shown-parts";
import type { Span } from "./span";
import { trimmedRange } from "./trimmed-range";

/** A target that `r` proposes, and why it stands where it does. */
export interface TargetProposal {
  readonly to: RelationTarget;
  readonly why: "same-target" | "candidate-answer" | "previous-step" | "prompt";
}

/** The relation types that a span may still have, those that are demanded and missing first, then in the codebook's order. */
export function openRelations(annotation: Annotation, source: Span, codebook: Codebook): RelationType[] {
  const count = (type: RelationType): number => [...annotation.relations.values()].filter((relation) => relation.from === source.id && relation.type === type.key).length;
  const open = codebook.relations.filter((type) => type.from.includes(source.label) && holdsFor(type.when, source) && (type.max === null || count(type) < type.max));
  const missing = open.filter((type) => count(type) < type.min);
  return [...missing, ...open.filter((type) => !missing.includes(type))];
}

/** Proposed targets, best first, in the order of product.md: the target of the last span that has this relation, the last candidate answer, the previous step as an anchor, the prompt.
 *  Only what the relation allows and what stands before the source; no target twice.
 *  @param stepEnds ends of the CoT's steps, ascending */
export function suggestTargets(annotation: Annotation, source: Span, type: RelationType, context: AnnotationContext, stepEnds: readonly CodePoint[]): TargetProposal[] {
  const before = [...annotation.spans.values()].filter((span) => span.id !== source.id && compareStarts(span, source) < 0).sort(compareSpans).reverse();
  const allows = (span: Span | undefined): boolean => span !== undefined && span.id !== source.id && compareStarts(span, source) < 0 && (type.to.includes("*") || type.to.includes(span.label));
  const proposals: TargetProposal[] = [];
  const propose = (to: RelationTarget, why: TargetProposal["why"]): void => {
    if (!proposals.some((proposal) => JSON.stringify(proposal.to) === JSON.stringify(to))) proposals.push({ to, why });
  };

  const last = lastTarget(annotation, before, type);
  if (last && (!isSpanTarget(last) || allows(annotation.spans.get(last.span)))) propose(last, "same-target");
  const candidate = before.find((span) => span.label === "candidate_answer" && allows(span));
  if (candidate) propose({ span: candidate.id }, "candidate-answer");
  const step = previousStep(source, context, stepEnds);
  if (step && type.anchor && type.anchorFields.includes("cot")) propose(step, "previous-step");
  if (type.prompt) propose({ prompt: true }, "prompt");
  return proposals;
}

/** Where the nearest earlier span's relation of this type points. */
function lastTarget(annotation: Annotation, before: readonly Span[], type: RelationType): RelationTarget | undefined {
  const bySource = new Map([...annotation.relations.values()].filter((relation) => relation.type === type.key).map((relation) => [relation.from, relation.to]));
  return before.map(({ id }) => bySource.get(id)).find((target) => target !== undefined);
}

/** The step before the one in which the source begins, unless it holds nothing or may not be labelled. */
function previousStep(source: Span, { offsets, excluded = [] }: AnnotationContext, stepEnds: readonly CodePoint[]): RelationTarget | null {
  if (source.field !== "cot") return null;
  for (let i = firstAfter(stepEnds, source.start) - 1; i >= 0; i--) {
    const range = trimmedRange(offsets.cot, { start: stepEnds[i - 1] ?? codePoint(0), end: stepEnds[i]! });
    if (range && !excluded.some((part) => part.field === "cot" && part.start < range.end && range.start < part.end)) return { field: "cot", ...range, quote: sliceRange(offsets.cot, range) };
  }
  return null;
}
