import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import { applyAll } from "./apply";
import type { Relation } from "./relation";
import { sampleContext as context, spanOn } from "./testing/sample-trace";
import { counting } from "./testing/random-gestures";
import { promoteAnchor, truthPassStart } from "./truth-pass";

const { field, start, end, quote } = spanOn("", "", "3·7 = 24");
const anchor = { field, start, end, quote };
const corrects: Relation = { id: "r1", type: "corrects", from: "c", to: anchor };
const verifies: Relation = { id: "r2", type: "verifies", from: "v", to: anchor };
const held = applyAll(emptyAnnotation, [
  { opId: "1", type: "addSpan", span: spanOn("c", "correction", "No, the product is 21.") }, { opId: "2", type: "addSpan", span: spanOn("v", "verification", "Wait, let me check") },
  { opId: "3", type: "addRelation", relation: corrects }, { opId: "4", type: "addRelation", relation: verifies }], context);

test("A33: an anchor becomes an error, and every relation at it points at the error", () => {
  if (!held.ok) throw new Error(held.error.kind);
  const applied = applyAll(held.value, promoteAnchor(held.value, "r1", context, counting("id")), context);
  if (!applied.ok) throw new Error(applied.error.kind);
  const error = [...applied.value.spans.values()].find(({ label }) => label === "error");
  expect(error).toMatchObject(anchor);
  expect([...applied.value.relations.values()].map(({ to }) => to)).toEqual([{ span: error!.id }, { span: error!.id }]);
  expect(promoteAnchor(applied.value, "r1", context, counting("id"))).toEqual([]);
  expect(promoteAnchor(held.value, "gone 🙂", context, counting("id"))).toEqual([]);
});

test("A33: the truth pass begins with the gold of the behaviour pass, which it says", () => {
  if (!held.ok) throw new Error(held.error.kind);
  const begun = applyAll(emptyAnnotation, truthPassStart(held.value, counting("id")), context);
  if (!begun.ok) throw new Error(begun.error.kind);
  expect(begun.value.relations).toEqual(held.value.relations);
  expect([...begun.value.spans.values()].map(({ id, provenance }) => [id, provenance])).toEqual(["c", "v"].map((id) => [id, { origin: "accepted", source: "gold", sourceIds: [`gold/${id}`] }]));
});
