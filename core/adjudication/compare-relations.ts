import { intersectionOverUnion } from "../agreement/range-match";
import type { Relation } from "../annotation/relation";
import { isAnchor, isPromptTarget, isSpanTarget } from "../annotation/relation";
import type { SpanGroup } from "./group-spans";
import type { Layer } from "./layer";

/** Where the spans of all layers have gone, and what relations each span has. */
export interface RelationIndex {
  /** The group of a layer's span. */
  readonly groupOf: (layer: string, spanId: string) => SpanGroup | undefined;
  /** The relations that start at a layer's span. */
  readonly relationsFrom: (layer: string, spanId: string) => readonly Relation[];
}

export function indexRelations(layers: readonly Layer[], groups: readonly SpanGroup[]): RelationIndex {
  const byMember = new Map(groups.flatMap((group) => group.map(({ layer, span }) => [`${layer}/${span.id}`, group] as const)));
  const bySource = new Map<string, Relation[]>();
  for (const { id, annotation } of layers) {
    for (const relation of annotation.relations.values()) {
      const key = `${id}/${relation.from}`;
      bySource.set(key, [...(bySource.get(key) ?? []), relation]);
    }
  }
  return { groupOf: (layer, spanId) => byMember.get(`${layer}/${spanId}`), relationsFrom: (layer, spanId) => bySource.get(`${layer}/${spanId}`) ?? [] };
}

/** Whether relations of two layers say the same: the same type, and the prompt, spans of one group, or overlapping anchors as their targets. */
export function isSameRelation(a: Relation, layerA: string, b: Relation, layerB: string, index: RelationIndex): boolean {
  if (a.type !== b.type) return false;
  if (isPromptTarget(a.to) || isPromptTarget(b.to)) return isPromptTarget(a.to) && isPromptTarget(b.to);
  if (isAnchor(a.to) && isAnchor(b.to)) return a.to.field === b.to.field && intersectionOverUnion(a.to, b.to) > 0;
  if (!isSpanTarget(a.to) || !isSpanTarget(b.to)) return false;
  const group = index.groupOf(layerA, a.to.span);
  return group !== undefined && group === index.groupOf(layerB, b.to.span);
}

/** Whether all members of a group have the same relations, pair by pair. */
export function agreeOnRelations(group: SpanGroup, index: RelationIndex): boolean {
  const [first, ...others] = group.map(({ layer, span }) => ({ layer, relations: index.relationsFrom(layer, span.id) }));
  return others.every(({ layer, relations }) => relations.length === first!.relations.length
    && first!.relations.every((relation) => relations.some((other) => isSameRelation(relation, first!.layer, other, layer, index)))
    && relations.every((other) => first!.relations.some((relation) => isSameRelation(relation, first!.layer, other, layer, index))));
}
