import type { Annotation } from "./annotation";
import type { Found } from "./check-spans";
import { groupBy } from "./group-by";
import { compareStarts } from "./position";
import { isPromptTarget, isSpanTarget } from "./relation";
import type { Relation } from "./relation";
import type { ShownParts } from "./shown-parts";
import { holdsFor } from "./shown-parts";
import type { Span } from "./span";

const NONE: readonly Relation[] = [];

/** Findings on relations: how many a span has, where they point, and what they should have come with. */
export function* checkRelations(annotation: Annotation, shown: ShownParts): Generator<Found> {
  const bySource = groupBy(annotation.relations.values(), ({ from }) => from);
  for (const span of annotation.spans.values()) {
    const own = bySource.get(span.id) ?? NONE;
    for (const type of shown.relations) {
      const wanted = type.from.includes(span.label) && holdsFor(type.when, span);
      if (!wanted && own.length === 0) continue;
      const held = own.length === 0 ? own : own.filter((relation) => relation.type === type.key);
      if (wanted && held.length < type.min) yield { kind: "relation-missing", spanId: span.id, params: { ...counted(type.key, span, held), min: type.min } };
      if (wanted && type.max !== null && held.length > type.max) yield { kind: "relation-too-many", spanId: span.id, params: { ...counted(type.key, span, held), max: type.max } };
      if (!wanted) for (const relation of held) yield { kind: "relation-not-applicable", spanId: span.id, relationId: relation.id, params: counted(type.key, span, held) };
      // The two checks that the default codebook names by its own keys.
      if (type.key === "detects" && held.length === 0 && span.attributes.outcome === "finds_problem" && span.attributes.verdict_right !== "no" && wanted)
        yield { kind: "problem-without-error", spanId: span.id, params: { ...counted(type.key, span, held), attribute: "outcome" } };
    }
  }
}

const counted = (relation: string, { label }: Span, held: readonly Relation[]) => ({ relation, label, count: held.length });

/** A correction that corrects something, without saying what came of it; only where the pass asks for the result. */
export function* checkCorrections(annotation: Annotation, asksResult: (label: string) => boolean): Generator<Found> {
  for (const relation of annotation.relations.values()) {
    const source = annotation.spans.get(relation.from);
    if (relation.type === "corrects" && source && asksResult(source.label) && source.attributes.result === undefined)
      yield { kind: "correction-without-value", spanId: source.id, relationId: relation.id, params: { label: source.label, relation: relation.type } };
  }
}

/** Relations whose target begins after their source. */
export function* checkDirection(annotation: Annotation): Generator<Found> {
  for (const relation of annotation.relations.values()) {
    const source = annotation.spans.get(relation.from);
    const target = isSpanTarget(relation.to) ? annotation.spans.get(relation.to.span) : isPromptTarget(relation.to) ? undefined : relation.to;
    if (source && target && compareStarts(target, source) > 0) yield { kind: "target-later", spanId: source.id, relationId: relation.id, params: { relation: relation.type, label: source.label } };
  }
}

/** One finding for each relation that closes a cycle of relations between spans: an edge back to a span on the path that is being walked. O(spans + relations). */
export function* checkCycles(annotation: Annotation): Generator<Found> {
  const bySource = groupBy(annotation.relations.values(), ({ from }) => from);
  const state = new Map<string, "on-path" | "done">();
  for (const root of annotation.spans.keys()) {
    if (state.has(root)) continue;
    state.set(root, "on-path");
    const path: { readonly id: string; readonly rest: Iterator<Relation> }[] = [{ id: root, rest: (bySource.get(root) ?? []).values() }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        state.set(top.id, "done");
        path.pop();
      } else if (isSpanTarget(next.value.to)) {
        const target = next.value.to.span;
        const seen = state.get(target);
        if (seen === "on-path") yield { kind: "cycle", spanId: next.value.from, relationId: next.value.id, params: { relation: next.value.type } };
        if (seen) continue;
        state.set(target, "on-path");
        path.push({ id: target, rest: (bySource.get(target) ?? []).values() });
      }
    }
  }
}
