import type { Annotation } from "./annotation";
import type { Relation } from "./relation";
import { isSpanTarget } from "./relation";

/** The relations that a span is an end of, in the order in which they were added. O(relations). */
export const relationsOf = (annotation: Pick<Annotation, "relations">, spanId: string): Relation[] =>
  [...annotation.relations.values()].filter((relation) => relation.from === spanId || (isSpanTarget(relation.to) && relation.to.span === spanId));
