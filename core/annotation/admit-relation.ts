import type { Annotation } from "./annotation";
import { refuseRange } from "./admit-range";
import type { AnnotationContext } from "./context";
import { isId } from "./identifier";
import type { Operation } from "./operation";
import { isPatchOf, staleKey } from "./patch";
import type { RefusalReason } from "./refusal";
import type { Relation } from "./relation";
import { isAnchor, isPromptTarget } from "./relation";
import { isSameValue } from "./same-value";
import type { Span } from "./span";

type OnRelation = Extract<Operation, { type: "addRelation" | "removeRelation" | "changeRelation" }>;

/** Why an operation on a relation cannot be applied, or null. Cardinality, direction and cycles are for the checks: they warn. */
export function refuseOnRelation(held: Annotation, operation: OnRelation, context: AnnotationContext): RefusalReason | null {
  const spanOf = (id: string): Span | undefined => held.spans.get(id);
  switch (operation.type) {
    case "addRelation": {
      const { relation } = operation;
      if (held.relations.has(relation.id)) return { kind: "duplicate-id", id: relation.id };
      return isId(relation.id) ? refuseRelation(relation, spanOf, context) : { kind: "invalid-id", id: relation.id };
    }
    case "removeRelation": {
      const current = held.relations.get(operation.relation.id);
      if (!current) return { kind: "unknown-relation", id: operation.relation.id };
      return isSameValue(current, operation.relation) ? null : { kind: "stale-from", id: current.id };
    }
    case "changeRelation": {
      const current = held.relations.get(operation.id);
      if (!current) return { kind: "unknown-relation", id: operation.id };
      if (!isPatchOf(current, operation.from, operation.to)) return { kind: "malformed-patch", id: operation.id };
      const stale = staleKey(current, operation.from);
      return stale === null ? refuseRelation({ ...current, ...operation.to }, spanOf, context) : { kind: "stale-from", id: operation.id, key: stale };
    }
  }
}

function refuseRelation(relation: Relation, spanOf: (id: string) => Span | undefined, context: AnnotationContext): RefusalReason | null {
  return refuseRelationEnds(relation, spanOf, context) ?? (isAnchor(relation.to) ? refuseRange(relation.to, context) : null);
}

/** Why a relation's type does not allow its ends, or null. Both ends must be there, and a span is not related to itself. */
export function refuseRelationEnds(relation: Relation, spanOf: (id: string) => Span | undefined, { codebook }: Pick<AnnotationContext, "codebook">): RefusalReason | null {
  const type = codebook.relations.find(({ key }) => key === relation.type);
  if (!type) return { kind: "unknown-relation-type", relationType: relation.type };
  const source = spanOf(relation.from);
  if (!source) return { kind: "relation-source-missing", id: relation.from };
  if (!type.from.includes(source.label)) return { kind: "relation-source-label", relationType: type.key, label: source.label };
  const { to } = relation;
  if (isPromptTarget(to)) return type.prompt ? null : { kind: "prompt-not-allowed", relationType: type.key };
  if (isAnchor(to)) return type.anchor && type.anchorFields.includes(to.field) ? null : { kind: "anchor-not-allowed", relationType: type.key, field: to.field };
  if (to.span === relation.from) return { kind: "relation-to-itself", id: relation.from };
  const target = spanOf(to.span);
  if (!target) return { kind: "relation-target-missing", id: to.span };
  return type.to.includes("*") || type.to.includes(target.label) ? null : { kind: "relation-target-label", relationType: type.key, label: target.label };
}
