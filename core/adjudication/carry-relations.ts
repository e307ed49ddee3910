import type { Annotation } from "../annotation/annotation";
import { refuse } from "../annotation/admit";
import type { AnnotationContext } from "../annotation/context";
import { DraftAnnotation } from "../annotation/draft-annotation";
import type { Operation } from "../annotation/operation";
import type { Relation, RelationTarget } from "../annotation/relation";
import { isSpanTarget } from "../annotation/relation";
import { isSameValue } from "../annotation/same-value";
import type { AlignedGroup, Alignment } from "./align-layers";
import type { Decision, Decisions } from "./decision";
import { groupKey } from "./group-spans";

/** The relations that come to the gold annotation when a group is settled: those that start at it, and those of groups settled earlier that point at it; with null, those of all settled groups.
 *  They are taken from the layer that was followed; after a merger or an edit from all members; after agreement from the first, since all say the same.
 *  One whose target is not settled yet waits until it is. One that the codebook does not allow between the gold spans is left out. */
export function carryRelations(gold: Annotation, decisions: Decisions, alignment: Alignment, settled: AlignedGroup | null, context: AnnotationContext, newId: () => string): Operation[] {
  const draft = new DraftAnnotation(gold);
  const operations: Operation[] = [];
  for (const group of alignment.groups) {
    const decision = decisions.get(group.key);
    if (!decision || decision.span === null) continue;
    for (const { relation, layer } of sourcesOf(group, decision, alignment)) {
      const to = goldTarget(relation, layer, decisions, alignment);
      if (!to || (settled && group !== settled && !(isSpanTarget(relation.to) && alignment.relations.groupOf(layer, relation.to.span) === settled.members))) continue;
      const made: Relation = { id: newId(), type: relation.type, from: decision.span, to };
      const operation: Operation = { opId: newId(), type: "addRelation", relation: made };
      if (alreadyThere(draft.held, made) || refuse(draft.held, operation, context)) continue;
      draft.perform(operation);
      operations.push(operation);
    }
  }
  return operations;
}

function sourcesOf(group: AlignedGroup, { choice, layer }: Decision, alignment: Alignment): { readonly relation: Relation; readonly layer: string }[] {
  const followed = layer !== null ? group.members.filter((member) => member.layer === layer) : choice === "agreed" ? group.members.slice(0, 1) : group.members;
  return followed.flatMap((member) => alignment.relations.relationsFrom(member.layer, member.span.id).map((relation) => ({ relation, layer: member.layer })));
}

/** What a layer's target is in the gold annotation; anchors and the prompt are what they were; null while the target's group is open, or was rejected. */
function goldTarget({ to }: Relation, layer: string, decisions: Decisions, alignment: Alignment): RelationTarget | null {
  if (!isSpanTarget(to)) return to;
  const members = alignment.relations.groupOf(layer, to.span);
  const span = members && decisions.get(groupKey(members))?.span;
  return span ? { span } : null;
}

const alreadyThere = (gold: Annotation, made: Relation): boolean =>
  [...gold.relations.values()].some((held) => held.type === made.type && held.from === made.from && isSameValue(held.to, made.to));
