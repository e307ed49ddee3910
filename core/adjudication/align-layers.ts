import type { Answer } from "../annotation/annotation";
import { holdsRange } from "../annotation/interval-set";
import type { RelationIndex } from "./compare-relations";
import { agreeOnRelations, indexRelations } from "./compare-relations";
import type { SpanGroup } from "./group-spans";
import { groupKey, groupSpans } from "./group-spans";
import type { Layer } from "./layer";
import { inOrder } from "./layer";

/** In what a group's layers differ. `incomplete`: a layer without a span here has not read all of it. `only-one`: a layer that read it has no span. */
export const DIFFERENCES = ["incomplete", "only-one", "label", "boundary", "attribute", "relation"] as const;
export type Difference = (typeof DIFFERENCES)[number];

export interface AlignedGroup {
  readonly key: string;
  readonly members: SpanGroup;
  /** Layers without a span here, and whether they read all of it. */
  readonly absent: readonly { readonly layer: string; readonly read: boolean }[];
  /** In the order of DIFFERENCES, the first being the kind under which it is listed; none: all agree. */
  readonly differences: readonly Difference[];
  /** Keys of the attributes on which the members differ. */
  readonly attributes: readonly string[];
  /** Code points in dispute: all that any member holds where presence or label differ, what not all hold where only borders do, else 0. */
  readonly size: number;
}

export interface AlignedAnswer {
  readonly question: string;
  readonly values: readonly { readonly layer: string; readonly value: Answer }[];
  readonly agreed: boolean;
}

export interface Alignment {
  /** Ids of the layers, in order. */
  readonly layers: readonly string[];
  /** In reading order. */
  readonly groups: readonly AlignedGroup[];
  readonly answers: readonly AlignedAnswer[];
  /** Everyone said "nothing here". */
  readonly empty: boolean;
  readonly relations: RelationIndex;
}

/** Lays the submitted annotations of one trace and pass side by side: groups of spans with what they differ in, and the answers.
 *  Does not depend on the order of the layers. @throws RangeError without a layer, or with two of one id */
export function alignLayers(given: readonly Layer[]): Alignment {
  const layers = inOrder(given);
  if (layers.length === 0 || new Set(layers.map(({ id }) => id)).size < layers.length) throw new RangeError("adjudication needs layers, each with an id of its own");
  const groups = groupSpans(layers);
  const relations = indexRelations(layers, groups);
  return {
    layers: layers.map(({ id }) => id),
    groups: groups.map((group) => alignGroup(group, layers, relations)),
    answers: alignAnswers(layers),
    empty: layers.every(({ annotation }) => annotation.empty),
    relations,
  };
}

/** Nobody differs in anything: the result may be completed by itself, if the project says so. */
export const isUnanimous = (alignment: Alignment): boolean => alignment.groups.every(({ differences }) => differences.length === 0) && alignment.answers.every(({ agreed }) => agreed);

function alignGroup(members: SpanGroup, layers: readonly Layer[], relations: RelationIndex): AlignedGroup {
  const spans = members.map(({ span }) => span);
  const [first] = spans;
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const absent = layers.filter(({ id }) => !members.some(({ layer }) => layer === id))
    .map(({ id, coverage }) => ({ layer: id, read: coverage === null || spans.every((span) => holdsRange(coverage[span.field], span)) }));
  const attributes = [...new Set(spans.flatMap((span) => Object.keys(span.attributes)))].filter((key) => spans.some((span) => span.attributes[key] !== first!.attributes[key]));
  const sameLabel = spans.every((span) => span.label === first!.label);
  const holds: Readonly<Record<Difference, boolean>> = {
    incomplete: absent.some(({ read }) => !read),
    "only-one": absent.some(({ read }) => read),
    label: !sameLabel,
    boundary: spans.some((span) => span.start !== first!.start || span.end !== first!.end),
    // Attributes and relations belong to a label, so they are compared only under one.
    attribute: sameLabel && attributes.length > 0,
    relation: sameLabel && !agreeOnRelations(members, relations),
  };
  const differences = DIFFERENCES.filter((kind) => holds[kind]);
  const shared = Math.max(0, Math.min(...spans.map((span) => span.end)) - Math.max(...spans.map((span) => span.start)));
  const whole = holds.incomplete || holds["only-one"] || holds.label;
  return { key: groupKey(members), members, absent, differences, attributes: sameLabel ? attributes : [], size: whole ? end - start : holds.boundary ? end - start - shared : 0 };
}

function alignAnswers(layers: readonly Layer[]): AlignedAnswer[] {
  const questions = [...new Set(layers.flatMap(({ annotation }) => [...annotation.answers.keys()]))].sort();
  return questions.map((question) => {
    const values = layers.map(({ id, annotation }) => ({ layer: id, value: annotation.answers.get(question) ?? null }));
    return { question, values, agreed: values.every(({ value }) => value === values[0]!.value) };
  });
}
