import type { Codebook } from "../codebook/codebook";
import type { Annotation, Pass } from "./annotation";
import { checkCorrections, checkCycles, checkDirection, checkRelations } from "./check-relations";
import { checkCrossing, checkNumbers, checkSpans } from "./check-spans";
import type { Found } from "./check-spans";
import type { Finding } from "./finding";
import type { ShownParts } from "./shown-parts";
import { shownParts } from "./shown-parts";

/** The consistency checks of a codebook on an annotation, in a fixed order. They never refuse a save; those in `codebook.blocking` refuse a submission.
 *  @param context.passes what the annotator sees; a check on a part of another pass does not run */
export const checkAnnotation = (annotation: Annotation, codebook: Codebook, context: { readonly passes?: readonly Pass[] } = {}): Finding[] => [...findings(annotation, codebook, context)];

/** The findings one by one, as they are made: thousands of spans can be checked a few at a time. */
export function* findings(annotation: Annotation, codebook: Codebook, context: { readonly passes?: readonly Pass[] } = {}): Generator<Finding> {
  const shown = shownParts(codebook, context.passes);
  const blocking = new Set(codebook.blocking);
  for (const found of everyCheck(annotation, codebook, shown)) yield { ...found, key: found.kind, severity: blocking.has(found.kind) ? "block" : "warn" };
}

function* everyCheck(annotation: Annotation, codebook: Codebook, shown: ShownParts): Generator<Found> {
  const asksResult = new Set(codebook.labels.filter((label) => shown.attributesOf(label).some(({ key }) => key === "result")).map(({ key }) => key));
  yield* checkSpans(annotation, codebook, shown);
  yield* checkCrossing(annotation);
  yield* checkNumbers(annotation, codebook);
  yield* checkRelations(annotation, shown);
  yield* checkCorrections(annotation, (label) => asksResult.has(label));
  yield* checkDirection(annotation);
  yield* checkCycles(annotation);
  yield* checkWhole(annotation, shown);
}

/** Findings on the annotation as a whole: questions that are required, and whether "nothing here" was said and is true. */
function* checkWhole(annotation: Annotation, shown: ShownParts): Generator<Found> {
  for (const question of shown.questions)
    if (question.required && !annotation.answers.has(question.key)) yield { kind: "question-missing", question: question.key, params: { question: question.key } };
  if (annotation.spans.size === 0 && !annotation.empty) yield { kind: "nothing-said", params: {} };
  if (annotation.spans.size > 0 && annotation.empty) yield { kind: "empty-with-spans", params: { count: annotation.spans.size } };
}
