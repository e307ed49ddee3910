import { refuseRelationEnds } from "@/core/annotation/admit-relation";
import type { Pass } from "@/core/annotation/annotation";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Relation, RelationTarget } from "@/core/annotation/relation";
import { shownParts } from "@/core/annotation/shown-parts";
import type { Field, Provenance, Span } from "@/core/annotation/span";
import { sliceRange } from "@/core/text/offset";
import type { Mark } from "./markup";

export type FieldMark = Mark & { readonly field: Field };

/** Spans and relations of one annotation. */
export interface Layer {
  readonly spans: readonly Span[];
  readonly relations: readonly Relation[];
}

/** What marks say to someone who labels in the given pass: labels, attributes and relations of that pass; in the truth pass those of both.
 *  A relation to a mark that this layer holds no span of points at the mark's range as an anchor; one that its type does not allow is left out.
 *  @param marks what the layer holds, `all` every mark of the trace, so that what was missed can still be pointed at */
export function layerOf(marks: readonly FieldMark[], all: readonly FieldMark[], context: AnnotationContext, pass: Pass, provenanceOf: (mark: FieldMark) => Provenance = () => ({ origin: "made" })): Layer {
  const shown = shownParts(context.codebook, pass === "truth" ? ["behaviour", "truth"] : [pass]);
  const attributesOf = new Map(shown.labels.map((label) => [label.key, new Set(shown.attributesOf(label).map(({ key }) => key))]));
  const held = marks.filter((mark) => mark.label !== null && attributesOf.has(mark.label));
  const spans = held.map((mark): Span => ({
    id: mark.id, field: mark.field, label: mark.label!, start: mark.start, end: mark.end, quote: sliceRange(context.offsets[mark.field], mark),
    attributes: Object.fromEntries(Object.entries(mark.attributes).filter(([key]) => attributesOf.get(mark.label!)!.has(key))),
    certainty: mark.unsure ? "unsure" : "sure", note: "", provenance: provenanceOf(mark),
  }));
  const spanById = new Map(spans.map((span) => [span.id, span]));
  const relations = held.flatMap((mark) => mark.relations.flatMap(({ type, target }): Relation[] => {
    const relation = { id: `${mark.id}-${type}-${target}`, type, from: mark.id, to: targetOf(target, spanById, all, context) };
    const known = shown.relations.some(({ key }) => key === type);
    return known && refuseRelationEnds(relation, (id) => spanById.get(id), context) === null ? [relation] : [];
  }));
  return { spans, relations };
}

function targetOf(target: string, spanById: ReadonlyMap<string, Span>, all: readonly FieldMark[], context: AnnotationContext): RelationTarget {
  if (target === "prompt") return { prompt: true };
  if (spanById.has(target)) return { span: target };
  const mark = all.find(({ id }) => id === target);
  if (!mark) throw new Error(`no mark ${target}`);
  return { field: mark.field, start: mark.start, end: mark.end, quote: sliceRange(context.offsets[mark.field], mark) };
}
