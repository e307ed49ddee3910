import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import { changeOf, defaultAttributes, removalOf } from "./gestures";
import { act, catchUp, openReplica, redoLast, undoLast } from "./replica";
import type { Replica } from "./replica";
import { counting } from "./testing/random-gestures";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

const newId = counting("op");
const must = (result: ReturnType<typeof act>): Replica => { if (!result.ok) throw new Error(JSON.stringify(result.error)); return result.value; };
const start = (): Replica => must(act(openReplica(emptyAnnotation, [], context), [
  { opId: newId(), type: "addSpan", span: spanOn("s1", "verification", "Wait, let me check", { attributes: { outcome: "confirms", verdict_right: "yes" } }) },
  { opId: newId(), type: "addSpan", span: spanOn("s2", "error", "3·7 = 24") },
  { opId: newId(), type: "addRelation", relation: { id: "r1", type: "verifies", from: "s1", to: { span: "s2" } } }], context));

test("A26: removing a span takes its relations first, and one undo brings all of it back", () => {
  const before = start();
  const removed = must(act(before, removalOf(before.annotation, "s2", newId), context));
  expect([...removed.annotation.spans.keys(), ...removed.annotation.relations.keys()]).toEqual(["s1"]);
  const back = undoLast(removed, context, newId).replica;
  expect(back.annotation.relations.get("r1")).toEqual(before.annotation.relations.get("r1"));
  expect(new Set(back.annotation.spans.values())).toEqual(new Set(before.annotation.spans.values()));
  const again = redoLast(back, context, newId).replica;
  expect({ ...again.annotation, revision: 0 }).toEqual({ ...removed.annotation, revision: 0 });
  expect(again.annotation.revision).toBe(before.annotation.revision + 6);
});

test("A26: relabelling drops what the new label does not allow, in one gesture", () => {
  const before = start();
  const operations = changeOf(before.annotation, "s1", { label: "correction" }, context, newId);
  expect(operations.map(({ type }) => type)).toEqual(["removeRelation", "changeSpan"]);
  const after = must(act(before, operations, context));
  expect(after.annotation.spans.get("s1")).toMatchObject({ label: "correction", attributes: {} });
});

test("A26: an attribute whose condition no longer holds goes with it", () => {
  const { annotation } = start();
  expect(changeOf(annotation, "s1", { attributes: { outcome: "inconclusive", verdict_right: "yes" } }, context, newId)).toMatchObject([{ type: "changeSpan", to: { attributes: { outcome: "inconclusive" } } }]);
  expect(changeOf(annotation, "s1", { note: "" }, context, newId)).toEqual([]);
  expect(removalOf(annotation, "gone 🙂", newId)).toEqual([]);
  expect(defaultAttributes("verification", context.codebook)).toEqual({});
});

test("A27: after something new there is nothing to redo, and at the bottom nothing to undo", () => {
  const one = start();
  const undone = undoLast(one, context, newId).replica;
  expect(undoLast(undone, context, newId)).toEqual({ replica: undone, refusal: null });
  const other = must(act(undone, [{ opId: newId(), type: "setEmpty", from: false, to: true }], context));
  expect(redoLast(other, context, newId)).toEqual({ replica: other, refusal: null });
});

test("A27: a gesture that others have built upon is not undone, and undo goes on with the one before", () => {
  const opened = openReplica(start().annotation, [], context);
  const noted = must(act(opened, [{ opId: "mine", type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "🙂" } }], context));
  const mine = noted.pending[0]!;
  const caught = catchUp(noted, [mine, { opId: "theirs", type: "changeSpan", id: "s1", from: { note: "🙂" }, to: { note: "theirs 🙂" } }], context);
  const { replica, refusal } = undoLast(caught, context, newId);
  expect(refusal).toMatchObject({ kind: "stale-from", key: "note" });
  expect(replica.annotation).toBe(caught.annotation);
  expect(replica.history.done).toEqual([]);
});
