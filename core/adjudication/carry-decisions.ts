import type { MigrationStep } from "../codebook/migration-plan";
import type { Decision, Decisions } from "./decision";

/** Key under which the decision on a trace question is kept; keys of groups begin with a layer's name. */
export const questionKey = (question: string): string => `question ${question}`;

/** The decisions that still stand once the gold was carried over to the next codebook version: those whose gold span is there still, rejections, and those on questions that are asked still, under their new keys.
 *  Groups keep their keys, since the copies of the layers keep the ids of their spans.
 *  @param spans ids of the gold's spans under the next version */
export function carryDecisions(decisions: Decisions, steps: readonly MigrationStep[], spans: ReadonlySet<string>): Decision[] {
  const questions = new Map(steps.flatMap((step) => ("question" in step.part ? [[questionKey(step.part.question), step.action === "rename" ? questionKey(step.to) : null] as const] : [])));
  return [...decisions.values()].flatMap((decision): Decision[] => {
    const group = questions.has(decision.group) ? questions.get(decision.group) : decision.group;
    return group == null || (decision.span !== null && !spans.has(decision.span)) ? [] : [{ ...decision, group }];
  });
}
