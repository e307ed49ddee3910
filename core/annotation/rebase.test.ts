import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import { foldLog } from "./fold";
import type { Operation } from "./operation";
import { rebase } from "./rebase";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

const span = spanOn("s1", "verification", "Wait, let me check");
const base = foldLog([{ opId: "b1", type: "addSpan", span }]);
const note = (opId: string, text: string): Operation => ({ opId, type: "changeSpan", id: "s1", from: { note: "" }, to: { note: text } });

test("A25: work on different things comes together", () => {
  const mine = note("m1", "mine 🙂");
  const { annotation, pending, conflicts } = rebase(base, [{ opId: "t1", type: "changeSpan", id: "s1", from: { certainty: "sure" }, to: { certainty: "unsure" } }], [mine], context);
  expect(conflicts).toEqual([]);
  expect(pending).toEqual([mine]);
  expect(annotation.spans.get("s1")).toEqual({ ...span, certainty: "unsure", note: "mine 🙂" });
});

test("A25: a clash is shown with both versions, and overwrites nothing", () => {
  const mine = note("m1", "mine 🙂");
  const { annotation, pending, conflicts } = rebase(base, [note("t1", "theirs 🙂")], [mine], context);
  expect(pending).toEqual([]);
  expect(annotation.spans.get("s1")?.note).toBe("theirs 🙂");
  expect(conflicts).toMatchObject([{ operation: mine, refusal: { kind: "stale-from", key: "note" }, mine: { value: { note: "mine 🙂" } }, theirs: { value: { note: "theirs 🙂" } } }]);
});

test("A25: a span that is gone is shown as gone, with mine beside it", () => {
  const { conflicts } = rebase(base, [{ opId: "t1", type: "removeSpan", span }], [note("m1", "mine 🙂")], context);
  expect(conflicts).toMatchObject([{ refusal: { kind: "unknown-span" }, mine: { value: { note: "mine 🙂" } }, theirs: { kind: "span", id: "s1", value: null } }]);
});

test("A25: the same done by both is no conflict; what had arrived is not sent again", () => {
  const lost: Operation = { opId: "m0", type: "setEmpty", from: false, to: true };
  const { acknowledged, satisfied, conflicts, pending } = rebase(base, [lost, { opId: "t1", type: "setAnswer", question: "truncated", from: null, to: "no" }],
    [lost, { opId: "m1", type: "setAnswer", question: "truncated", from: null, to: "no" }], context);
  expect([acknowledged.map(({ opId }) => opId), satisfied.map(({ opId }) => opId), conflicts, pending]).toEqual([["m0"], ["m1"], [], []]);
});

test("A25: a submission by the other tab keeps my unsent work in sight", () => {
  const { conflicts } = rebase(base, [{ opId: "t1", type: "submit" }], [note("m1", "🙂"), { opId: "m2", type: "submit" }], context);
  expect(conflicts.map(({ operation, refusal }) => [operation.opId, refusal.kind])).toEqual([["m1", "submitted"]]);
  expect(rebase(emptyAnnotation, [], [], context).pending).toEqual([]);
});
