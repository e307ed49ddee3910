import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import { codePoint } from "../text/offset";
import { applyAll } from "./apply";
import type { AnnotationContext } from "./context";
import { joinPasses } from "./join-passes";
import type { Change } from "./operation";
import type { Relation } from "./relation";
import { toFold } from "./serialize";
import { sampleContext as context, spanOn } from "./testing/sample-trace";
import { counting } from "./testing/random-gestures";
import { isTakenOver } from "./taken-over";
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
  const changes = promoteAnchor(held.value, "r1", context, counting("id"));
  const applied = applyAll(held.value, changes.map((change, place) => ({ opId: `p${place}`, ...change })), context);
  if (!applied.ok) throw new Error(applied.error.kind);
  const error = [...applied.value.spans.values()].find(({ label }) => label === "error");
  expect(error).toMatchObject(anchor);
  expect([...applied.value.relations.values()].map(({ to }) => to)).toEqual([{ span: error!.id }, { span: error!.id }]);
  expect(promoteAnchor(applied.value, "r1", context, counting("id"))).toEqual([]);
  expect(promoteAnchor(held.value, "gone 🙂", context, counting("id"))).toEqual([]);
});

test("A33: the truth pass begins with what the behaviour pass came to, which it says; what its context does not admit is left out", () => {
  if (!held.ok) throw new Error(held.error.kind);
  const { operations, begun } = truthPassStart(held.value, "gold", context, counting("id"));
  expect(begun).toEqual({ ...begun, revision: operations.length, status: "draft", relations: held.value.relations });
  expect([...begun.spans.values()].map(({ id, provenance }) => [id, provenance])).toEqual(["c", "v"].map((id) => [id, { origin: "accepted", source: "gold", sourceIds: [`gold/${id}`] }]));
  expect([...begun.spans.values()].every(isTakenOver)).toBe(true);
  const { start: from } = begun.spans.get("c")!;
  const window = { ...context, excluded: [{ field, start: from, end: begun.spans.get("c")!.end }] };
  const part = truthPassStart(held.value, "behaviour", window, counting("id"));
  expect([...part.begun.spans.keys()]).toEqual(["v"]);
  expect([...part.begun.relations.keys()]).toEqual(["r2"]);
  expect(applyAll(emptyAnnotation, part.operations, window)).toEqual({ ok: true, value: part.begun });
});

test("A33: in the truth pass what was taken over stays as it is; what that pass asks is answered, and what it made itself is changed and removed", () => {
  if (!held.ok) throw new Error(held.error.kind);
  const { begun } = truthPassStart({ ...held.value, relations: new Map() }, "gold", context, counting("id"));
  const truth = { ...context, passes: ["truth"] as const };
  const [taken, own] = [begun.spans.get("v")!, spanOn("e", "error", "3·7 = 24")];
  const refusal = (change: Change, annotation = begun, where: AnnotationContext = truth) => { const applied = applyAll(annotation, [{ opId: "op", ...change }], where); return applied.ok ? null : applied.error.kind; };
  const changes: readonly Change[] = [
    { type: "removeSpan", span: taken }, { type: "changeSpan", id: "v", from: { label: "verification" }, to: { label: "backtracking" } },
    { type: "changeSpan", id: "v", from: { end: taken.end, quote: taken.quote }, to: { end: codePoint(taken.end - 1), quote: Array.from(taken.quote).slice(0, -1).join("") } },
    { type: "changeSpan", id: "v", from: { attributes: taken.attributes }, to: { attributes: { outcome: "inconclusive" } } }, { type: "changeSpan", id: "v", from: { provenance: taken.provenance }, to: { provenance: { origin: "made" } } },
  ];
  for (const change of changes) {
    expect(refusal(change)).toBe("frozen-span");
    expect(refusal(change, begun, context)).toBeNull(); // where both passes are one
  }
  expect(refusal({ type: "changeSpan", id: "v", from: { attributes: taken.attributes, note: "" }, to: { attributes: { ...taken.attributes, verdict_right: "yes" }, note: "🙂" } })).toBeNull();
  const more = { ...begun, spans: new Map([...begun.spans, ["e", own]]) };
  expect(refusal({ type: "removeSpan", span: own }, more)).toBeNull();
});

test("A34: the passes of one layer are one piece of work: a span that both hold is one, with what each says of it; what was taken over from others is not this layer's", () => {
  if (!held.ok) throw new Error(held.error.kind);
  const others = truthPassStart({ ...held.value, spans: new Map([...held.value.spans].map(([id, span]) => [`g-${id}`, { ...span, id: `g-${id}` }])), relations: new Map() }, "gold", context, counting("id")).begun;
  const verdict = { ...others.spans.get("g-v")!, attributes: { verdict_right: "yes" } };
  const error = spanOn("e", "error", "3·7 = 24");
  const elsewhere = { ...spanOn("g-x", "branching", "Wait"), provenance: verdict.provenance };
  const detects: Relation = { id: "d", type: "detects", from: "g-v", to: { span: "e" } };
  const truth = { ...others, spans: new Map([["g-c", others.spans.get("g-c")!], ["g-v", verdict], ["e", error], ["g-x", elsewhere]]), relations: new Map([["d", detects]]) };
  const joined = joinPasses([{ pass: "truth", fold: toFold(truth) }, { pass: "behaviour", fold: toFold(held.value) }]);
  expect(joined.spans.map(({ id }) => id)).toEqual(["c", "v", "e"]);
  expect(joined.spans[1]!.attributes).toEqual({ ...held.value.spans.get("v")!.attributes, verdict_right: "yes" });
  expect(joined.relations).toEqual([...held.value.relations.values(), { ...detects, from: "v" }]);
  expect(joinPasses([{ pass: "truth", fold: toFold(truth) }]).spans).toHaveLength(4);
  // Gold counts its ids anew in each pass: another span under an id of the behaviour pass is another span.
  const again = { ...emptyAnnotation, spans: new Map([["c", { ...error, id: "c" }]]) };
  expect(joinPasses([{ pass: "behaviour", fold: toFold(held.value) }, { pass: "truth", fold: toFold(again) }]).spans.map(({ id, label }) => [id, label])).toEqual([["c", "correction"], ["v", "verification"], ["truth/c", "error"]]);
});
