import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import { foldLog } from "./fold";
import type { Operation } from "./operation";
import { operationBatchSchema } from "./operation-schema";
import { planAppend } from "./plan-append";
import { sampleContext as context, spanOn } from "./testing/sample-trace";
import type { WireOperation } from "./wire-operation";

const add: Operation = { opId: "o1", type: "addSpan", span: spanOn("s1", "verification", "Wait, let me check") };
const note: Operation = { opId: "o2", type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "🙂" } };
const log = [add, note];
const held = foldLog(log);
const logged = new Map(log.map((operation) => [operation.opId, operation]));
const plan = (base: number, sent: readonly WireOperation[]) => planAppend(held, logged, base, sent, context);
const flag = { opId: "o3", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "see 🙂" } } as const;

test("A21: what is logged already is dropped; nothing else sent is nothing to do, on whatever base", () => {
  expect(plan(0, log)).toEqual({ ok: true, value: { kind: "nothing" } });
  expect(plan(99, [])).toEqual({ ok: true, value: { kind: "nothing" } });
  const mixed = plan(2, [note, flag]);
  expect(mixed.ok && mixed.value.kind === "append" && mixed.value.operations).toEqual([flag]);
});

test("A21: a stale base is stale, also one from the future", () => {
  for (const base of [0, 1, 3]) expect(plan(base, [flag])).toEqual({ ok: true, value: { kind: "stale" } });
});

test("A21: the same opId with other content is refused, in the log and within one batch", () => {
  expect(plan(2, [{ ...note, to: { note: "other 🙂" } }])).toMatchObject({ ok: false, error: { kind: "operation-reused", opId: "o2" } });
  expect(plan(2, [flag, { ...flag, to: { flagged: true, comment: "" } }])).toMatchObject({ ok: false, error: { kind: "operation-reused", opId: "o3" } });
  const twice = plan(2, [flag, flag]);
  expect(twice.ok && twice.value.kind === "append" && twice.value.operations).toEqual([flag]);
});

test("A21: key order and left-out parts make no other content", () => {
  expect(plan(0, [{ to: { note: "🙂" }, from: { note: "" }, id: "s1", type: "changeSpan", opId: "o2" }])).toEqual({ ok: true, value: { kind: "nothing" } });
});

test("A22: a removal may name just the id; the log gets the whole span, and the resent removal is the same one", () => {
  const removal = { opId: "o3", type: "removeSpan", id: "s1" } as const;
  const planned = plan(2, [removal]);
  if (!planned.ok || planned.value.kind !== "append") throw new Error("not appended");
  expect(planned.value.operations).toEqual([{ opId: "o3", type: "removeSpan", span: held.spans.get("s1") }]);
  const all = [...log, ...planned.value.operations];
  expect(planAppend(foldLog(all), new Map(all.map((operation) => [operation.opId, operation])), 2, [removal], context)).toEqual({ ok: true, value: { kind: "nothing" } });
  expect(plan(2, [{ opId: "o3", type: "removeSpan", id: "s2" }])).toMatchObject({ ok: false, error: { kind: "unknown-span", id: "s2" } });
});

test("A22: a removal by id finds what the same batch added before it", () => {
  const planned = plan(2, [{ opId: "o3", type: "addSpan", span: spanOn("s2", "error", "3·7 = 24") }, { opId: "o4", type: "removeSpan", id: "s2" }]);
  expect(planned.ok && planned.value.kind === "append" && [...planned.value.annotation.spans.keys()]).toEqual(["s1"]);
});

test("A23: the wire fills in what may be left out, and refuses what no operation has", () => {
  const { id, field, label, start, end, quote } = add.type === "addSpan" ? add.span : (() => { throw new Error(); })();
  const parsed = operationBatchSchema.parse({ revision: 0, operations: [{ opId: "o1", type: "addSpan", span: { id, field, label, start, end, quote } }, { opId: "o2", type: "setFlag", from: false, to: true }, { opId: "o3", type: "removeRelation", id: "r1" }] });
  expect(parsed.operations).toEqual([add, { opId: "o2", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "" } }, { opId: "o3", type: "removeRelation", id: "r1" }]);
  const refused = [{ type: "addSpan" }, { opId: "o1", type: "paint" }, { opId: "o 1", type: "submit" }, { opId: "o1", type: "submit", extra: "🙂" }, { opId: "o1", type: "addSpan", span: { id, field: "title", label, start, end, quote } }, { opId: "o1", type: "addSpan", span: { id, field, label, start: -1, end, quote } }];
  for (const operation of refused) expect(operationBatchSchema.safeParse({ revision: 0, operations: [operation] }).success).toBe(false);
});

test("A21: a refusal names the operation, and nothing of the batch is planned", () => {
  expect(planAppend(emptyAnnotation, new Map(), 0, [add, { ...note, from: { note: "x" } }], context)).toMatchObject({ ok: false, error: { opId: "o2", type: "changeSpan", kind: "stale-from" } });
});
