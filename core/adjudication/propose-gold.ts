import type { Annotation } from "../annotation/annotation";
import { emptyAnnotation } from "../annotation/annotation";
import { applyAll } from "../annotation/apply";
import type { AnnotationContext } from "../annotation/context";
import type { Operation } from "../annotation/operation";
import type { Refusal } from "../annotation/refusal";
import type { Result } from "../result";
import { fail, succeed } from "../result";
import type { Alignment } from "./align-layers";
import { carryRelations } from "./carry-relations";
import type { Decision, Decisions } from "./decision";
import { acceptedSpan } from "./resolve";

/** How a gold annotation begins. */
export interface Proposal {
  readonly operations: readonly Operation[];
  readonly gold: Annotation;
  readonly decisions: Decisions;
}

/** Accepts beforehand what all layers agree on: spans with their relations, answers, and "nothing here". What is in dispute stays open.
 *  @returns a refusal only where the layers were made under another codebook than the context's */
export function proposeGold(alignment: Alignment, context: AnnotationContext, newId: () => string): Result<Proposal, Refusal> {
  const agreed = alignment.groups.filter(({ differences }) => differences.length === 0).map((group) => ({ group, span: acceptedSpan(group.members, newId()) }));
  const decisions = new Map(agreed.map(({ group, span }): [string, Decision] => [group.key, { group: group.key, choice: "agreed", layer: null, span: span.id, reason: "" }]));
  const first: Operation[] = [
    ...agreed.map(({ span }): Operation => ({ opId: newId(), type: "addSpan", span })),
    ...alignment.answers.filter((answer) => answer.agreed).map(({ question, values }): Operation => ({ opId: newId(), type: "setAnswer", question, from: null, to: values[0]!.value })),
    ...(alignment.empty && alignment.groups.length === 0 ? [{ opId: newId(), type: "setEmpty", from: false, to: true } as const] : []),
  ];
  const placed = applyAll(emptyAnnotation, first, context);
  if (!placed.ok) return fail(placed.error);
  const relations = carryRelations(placed.value, decisions, alignment, null, context, newId);
  const related = applyAll(placed.value, relations, context);
  return related.ok ? succeed({ operations: [...first, ...relations], gold: related.value, decisions }) : fail(related.error);
}
