import fc from "fast-check";
import { expect, test } from "vitest";
import { annotationBodySchema } from "./annotation-schema";
import type { Annotation } from "./annotation";
import { emptyAnnotation } from "./annotation";
import { applyAll } from "./apply";
import { diffAnnotation } from "./diff";
import { toFold } from "./serialize";
import { counting, gestureArbitrary, operationsOf } from "./testing/random-gestures";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

const states = fc.array(gestureArbitrary, { minLength: 12, maxLength: 40, size: "max" }).map((gestures) => {
  const newId = counting("op");
  return gestures.filter(({ what }) => what !== "submit").reduce<Annotation>((held, gesture) => {
    const applied = applyAll(held, operationsOf(gesture, held, context, newId), context);
    return applied.ok ? applied.value : held;
  }, emptyAnnotation);
});
const bodyOf = (annotation: Annotation) => {
  const { spans, relations, answers, empty } = toFold(annotation);
  return { spans, relations, answers, empty };
};
const sorted = (annotation: Annotation) => {
  const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Thing[] => [...things].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { spans, relations, answers, empty } = toFold(annotation);
  return { spans: byId(spans), relations: byId(relations), answers, empty };
};

test("A24: the difference leads from any state to any other, through states that are all allowed", () => {
  let changed = 0;
  fc.assert(fc.property(states, states, (from, to) => {
    const operations = diffAnnotation(from, bodyOf(to), counting("put"));
    const applied = applyAll(from, operations, context);
    expect(applied.ok ? sorted(applied.value) : applied.error).toEqual(sorted(to));
    if (from.relations.size > 0 && to.relations.size > 0) changed++;
  }), { numRuns: 300 });
  expect(changed).toBeGreaterThan(20);
}, 60_000);

test("A24: the same body twice is no operation", () => {
  fc.assert(fc.property(states, (state) => {
    expect(diffAnnotation(state, bodyOf(state), counting("put"))).toEqual([]);
    expect(diffAnnotation(state, {}, counting("put"))).toEqual([]);
  }));
});

test("A24: ends that are relabelled together with their relation's type", () => {
  const before = applyAll(emptyAnnotation, [
    { opId: "1", type: "addSpan", span: spanOn("s1", "correction", "No, the product is 21.") }, { opId: "2", type: "addSpan", span: spanOn("s2", "error", "3·7 = 24") },
    { opId: "3", type: "addRelation", relation: { id: "r1", type: "corrects", from: "s1", to: { span: "s2" } } }], context);
  if (!before.ok) throw new Error(before.error.kind);
  const wanted = {
    spans: [spanOn("s1", "backtracking", "No, the product is 21."), spanOn("s2", "branching", "3·7 = 24")],
    relations: [{ id: "r1", type: "abandons", from: "s1", to: { span: "s2" } }],
  };
  const operations = diffAnnotation(before.value, wanted, counting("put"));
  expect(operations.map(({ type }) => type)).toEqual(["removeRelation", "changeSpan", "changeSpan", "addRelation"]);
  expect(applyAll(before.value, operations, context).ok).toBe(true);
});

test("A24: what a body does not mention stays: collections, and the provenance of its spans", () => {
  const held = applyAll(emptyAnnotation, [
    { opId: "1", type: "addSpan", span: { ...spanOn("s1", "error", "3·7 = 24"), provenance: { origin: "accepted", source: "lexicon@1" } } },
    { opId: "2", type: "setAnswer", question: "truncated", from: null, to: "no" }], context);
  if (!held.ok) throw new Error(held.error.kind);
  const { provenance: _left, ...span } = spanOn("s1", "error", "3·7 = 24");
  expect(diffAnnotation(held.value, annotationBodySchema.parse({ revision: 2, spans: [span] }), counting("put"))).toEqual([]);
  expect(diffAnnotation(held.value, { answers: {} }, counting("put"))).toEqual([{ opId: "put-1", type: "setAnswer", question: "truncated", from: "no", to: null }]);
});

test("A24: submitting is part of the same batch, once", () => {
  const operations = diffAnnotation(emptyAnnotation, { empty: true, submit: true }, counting("put"));
  expect(operations.map(({ type }) => type)).toEqual(["setEmpty", "submit"]);
  const applied = applyAll(emptyAnnotation, operations, context);
  expect(applied.ok && diffAnnotation(applied.value, { empty: true, submit: true }, counting("again"))).toEqual([]);
});
