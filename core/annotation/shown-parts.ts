import type { Attribute, Codebook, Label, RelationType, TraceQuestion } from "../codebook/codebook";
import type { Pass } from "./annotation";
import { PASSES } from "./annotation";
import type { Span } from "./span";

/** The parts of a codebook that an annotator sees in some passes. */
export interface ShownParts {
  readonly labels: readonly Label[];
  readonly relations: readonly RelationType[];
  readonly questions: readonly TraceQuestion[];
  readonly attributesOf: (label: Label) => readonly Attribute[];
}

/** @param passes left out = both, as in a project that runs them as one
 *  A label of the first pass stays visible in the second, where its truth attributes are answered. */
export function shownParts(codebook: Codebook, passes: readonly Pass[] = PASSES): ShownParts {
  const seen = (part: { readonly pass: Pass }): boolean => passes.includes(part.pass);
  const truth = passes.includes("truth");
  return {
    labels: codebook.labels.filter((label) => seen(label) || truth),
    relations: codebook.relations.filter(seen),
    questions: codebook.questions.filter((question) => question.shown && seen(question)),
    attributesOf: (label) => label.attributes.filter(seen),
  };
}

type Condition = { readonly attribute: string; readonly in: readonly string[] } | undefined;

/** Whether a condition on another attribute of the span holds; no condition always does. */
export const holdsFor = (when: Condition, span: Pick<Span, "attributes">): boolean => when === undefined || when.in.includes(span.attributes[when.attribute] ?? "");
