import fc from "fast-check";
import { codePoint, sliceRange } from "../../text/offset";
import type { Annotation } from "../annotation";
import type { AnnotationContext } from "../context";
import { changeOf, removalOf } from "../gestures";
import type { Change, Operation } from "../operation";
import type { Relation, RelationTarget } from "../relation";
import type { Field, Span } from "../span";
import { FIELDS } from "../span";

/** What an annotator might do next, as numbers that get their meaning from what is held when it is done. */
export interface Gesture {
  readonly what: "add" | "remove" | "relabel" | "move" | "note" | "relate" | "retarget" | "unrelate" | "answer" | "flag" | "empty" | "submit" | "reopen";
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Spoils the gesture, so that refusals are met as well. */
  readonly spoilt: boolean;
}

const small = fc.nat({ max: 999 });

export const gestureArbitrary: fc.Arbitrary<Gesture> = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("add" as const, "relate" as const) },
    { weight: 5, arbitrary: fc.constantFrom("relabel" as const, "move" as const, "note" as const, "answer" as const) },
    { weight: 3, arbitrary: fc.constantFrom("remove" as const, "retarget" as const, "unrelate" as const, "flag" as const, "empty" as const) },
    { weight: 1, arbitrary: fc.constantFrom("submit" as const, "reopen" as const, "reopen" as const) },
  ),
  a: small, b: small, c: small,
  spoilt: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

/** The operations of a gesture on what is held; none where it has nothing to act on. */
export function operationsOf({ what, a, b, c, spoilt }: Gesture, held: Annotation, context: AnnotationContext, newId: () => string): Operation[] {
  const spans = [...held.spans.values()];
  const relations = [...held.relations.values()];
  const span = spans[a % Math.max(1, spans.length)];
  const relation = relations[a % Math.max(1, relations.length)];
  const one = (change: Change): Operation[] => [{ opId: newId(), ...change }];
  switch (what) {
    case "add": {
      const fresh = makeSpan(spoilt && span ? span.id : newId(), a, b, c, context);
      return one({ type: "addSpan", span: spoilt && !span ? { ...fresh, quote: `${fresh.quote}?` } : fresh });
    }
    case "remove": return span ? (spoilt ? one({ type: "removeSpan", span: { ...span, note: "not what is held" } }) : removalOf(held, span.id, newId)) : [];
    case "relabel": return span ? changeOf(held, span.id, { label: spoilt ? "no_such_label" : labelKey(b, context) }, context, newId) : [];
    case "move": {
      if (!span) return [];
      const { field, start, end, quote } = makeSpan("", a, b, c, context);
      return changeOf(held, span.id, { field, start, end: spoilt ? codePoint(end + 1) : end, quote }, context, newId);
    }
    case "note": return span ? one({ type: "changeSpan", id: span.id, from: { note: spoilt ? "stale" : span.note }, to: { note: `n${b % 3} 🙂` } }) : [];
    case "relate": {
      const made = makeRelation(newId(), a, b, c, held, context);
      return made ? one({ type: "addRelation", relation: spoilt ? { ...made, from: "nobody" } : made }) : [];
    }
    case "retarget": {
      const made = relation && makeRelation("", a, b, c, held, context, relation);
      return relation && made ? one({ type: "changeRelation", id: relation.id, from: { to: spoilt ? { span: "nobody" } : relation.to }, to: { to: made.to } }) : [];
    }
    case "unrelate": return relation ? one({ type: "removeRelation", relation: spoilt ? { ...relation, from: "nobody" } : relation }) : [];
    case "answer": return one({ type: "setAnswer", question: "truncated", from: spoilt ? "maybe" : (held.answers.get("truncated") ?? null), to: (["yes", "no", null] as const)[a % 3] ?? null });
    case "flag": return one({ type: "setFlag", from: { flagged: held.flagged !== spoilt, comment: held.flagComment }, to: { flagged: a % 2 === 0, comment: a % 2 === 0 ? `c${b % 2}` : "" } });
    case "empty": return one({ type: "setEmpty", from: held.empty !== spoilt, to: a % 2 === 0 });
    case "submit": return one({ type: "submit" });
    case "reopen": return held.status === "submitted" || spoilt ? one({ type: "reopen" }) : [];
  }
}

function makeSpan(id: string, a: number, b: number, c: number, context: AnnotationContext): Span {
  const field: Field = FIELDS[c % 5] ?? "cot";
  const map = context.offsets[field];
  const first = field === "cot" ? 2 : 0;
  const start = codePoint(first + (a % (map.length - first)));
  const end = codePoint(Math.min(map.length, start + 1 + (b % 40)));
  return { id, field, label: labelKey(c, context), start, end, quote: sliceRange(map, { start, end }), attributes: {}, certainty: b % 2 === 0 ? "sure" : "unsure", note: "", provenance: { origin: "made" } };
}

function makeRelation(id: string, a: number, b: number, c: number, held: Annotation, context: AnnotationContext, like?: Relation): Relation | null {
  const spans = [...held.spans.values()];
  const source = like ? held.spans.get(like.from) : spans[b % Math.max(1, spans.length)];
  const types = context.codebook.relations.filter((type) => (like ? type.key === like.type : source && type.from.includes(source.label)));
  const type = types[c % Math.max(1, types.length)];
  if (!source || !type) return null;
  const { field, start, end, quote } = makeSpan("", a, b, c, context);
  const fitting = spans.filter((target) => target.id !== source.id && (type.to.includes("*") || type.to.includes(target.label)));
  const targets: RelationTarget[] = [
    ...fitting.map((target): RelationTarget => ({ span: target.id })),
    ...(type.anchor && type.anchorFields.includes(field) ? [{ field, start, end, quote }] : []),
    ...(type.prompt ? [{ prompt: true } as const] : []),
  ];
  const to = targets[a % Math.max(1, targets.length)];
  return to ? { id, type: type.key, from: source.id, to } : null;
}

const labelKey = (n: number, context: AnnotationContext): string => context.codebook.labels[n % context.codebook.labels.length]?.key ?? "";

/** Ids one after the other, distinct between prefixes. */
export function counting(prefix: string): () => string {
  let made = 0;
  return () => `${prefix}-${(made += 1)}`;
}
