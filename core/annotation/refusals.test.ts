import { expect, test } from "vitest";
import { codePoint } from "../text/offset";
import type { Annotation } from "./annotation";
import { emptyAnnotation } from "./annotation";
import { applyAll } from "./apply";
import type { Change } from "./operation";
import type { Refusal } from "./refusal";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

const check = spanOn("s1", "verification", "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.");
const wrong = spanOn("e1", "error", "3·7 = 24");
const verifies = { id: "r1", type: "verifies", from: "s1", to: { span: "e1" } } as const;

const after = (...changes: readonly Change[]): Annotation => {
  const applied = applyAll(emptyAnnotation, changes.map((change, i) => ({ opId: `b${i}`, ...change })), context);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value;
};
const held = after({ type: "addSpan", span: check }, { type: "addSpan", span: wrong }, { type: "addRelation", relation: verifies });
const refusalOf = (change: Change, annotation: Annotation = held, opId = "op"): Refusal | null => {
  const applied = applyAll(annotation, [{ opId, ...change }], context);
  return applied.ok ? null : applied.error;
};
const adding = (changed: object): Refusal | null => refusalOf({ type: "addSpan", span: { ...check, id: "new", ...changed } });

test("A13: a span stands on its field, is not empty, and its quote is exactly what stands there", () => {
  expect(adding({})).toBeNull();
  expect(adding({ start: codePoint(9), end: codePoint(9), quote: "" })).toMatchObject({ kind: "empty-range", start: 9, end: 9 });
  expect(adding({ end: codePoint(10_000) })).toMatchObject({ kind: "out-of-range", length: context.offsets.cot.length });
  expect(adding({ start: codePoint(-1) })).toMatchObject({ kind: "out-of-range" });
  expect(adding({ start: codePoint(2.5) })).toMatchObject({ kind: "out-of-range" });
  expect(adding({ quote: check.quote.toUpperCase() })).toMatchObject({ kind: "quote-mismatch", expected: check.quote });
});

test("A13: offsets counted in UTF-16 behind an emoji do not match; a quote that begins inside a pair says so", () => {
  const inUtf16 = context.offsets.cot.text.indexOf(check.quote);
  expect(adding({ start: codePoint(inUtf16), end: codePoint(inUtf16 + check.quote.length) })).toMatchObject({ kind: "quote-mismatch" });
  const smile = spanOn("new", "candidate_answer", "😀 So the answer");
  expect(adding({ ...smile, quote: smile.quote.slice(1) })).toMatchObject({ kind: "splits-surrogate" });
});

test("A13: an excluded range cannot be labelled, nor anchored", () => {
  expect(adding({ ...spanOn("new", "verification", "🍎 So") })).toMatchObject({ kind: "excluded-range", start: 0, end: 2 });
  expect(adding({ ...spanOn("new", "verification", "So 3·7") })).toBeNull(); // begins where the excluded range ends
  const { field, start, end, quote } = spanOn("", "x", "🍎 So");
  expect(refusalOf({ type: "addRelation", relation: { id: "r2", type: "verifies", from: "s1", to: { field, start, end, quote } } })).toMatchObject({ kind: "excluded-range" });
});

test("A14: label, field, attributes and values are the codebook's", () => {
  expect(adding({ label: "daydreaming" })).toMatchObject({ kind: "unknown-label", label: "daydreaming" });
  expect(adding({ attributes: { mood: "good" } })).toMatchObject({ kind: "unknown-attribute", attribute: "mood" });
  expect(adding({ attributes: { outcome: "delight" } })).toMatchObject({ kind: "unknown-attribute-value", value: "delight" });
  expect(adding({ attributes: JSON.parse('{"__proto__":"yes"}') as object })).toMatchObject({ kind: "unknown-attribute" });
  const only = { ...context, codebook: { ...context.codebook, labels: context.codebook.labels.map((label) => ({ ...label, fields: ["prompt" as const] })) } };
  const applied = applyAll(emptyAnnotation, [{ opId: "o", type: "addSpan", span: check }], only);
  expect(!applied.ok && applied.error).toMatchObject({ kind: "label-not-on-field", field: "cot" });
});

test("A14: a change of label is judged with the attributes that it leaves", () => {
  const answered = after({ type: "addSpan", span: { ...check, attributes: { outcome: "confirms" } } });
  expect(refusalOf({ type: "changeSpan", id: "s1", from: { label: "verification" }, to: { label: "branching" } }, answered)).toMatchObject({ kind: "unknown-attribute", attribute: "outcome" });
  expect(refusalOf({ type: "changeSpan", id: "s1", from: { label: "verification", attributes: { outcome: "confirms" } }, to: { label: "branching", attributes: {} } }, answered)).toBeNull();
});

test("A15: ids are plain, and unique in the annotation", () => {
  expect(adding({ id: "s1" })).toMatchObject({ kind: "duplicate-id", id: "s1" });
  for (const id of ["", "a b", "🙂", "x".repeat(65)]) expect(adding({ id })).toMatchObject({ kind: "invalid-id" });
  expect(refusalOf({ type: "setEmpty", from: false, to: true }, held, "no good")).toMatchObject({ kind: "invalid-id", opId: "no good", type: "setEmpty" });
  expect(refusalOf({ type: "addRelation", relation: verifies })).toMatchObject({ kind: "duplicate-id", id: "r1" });
});

test("A16: what changes or goes must be what is held", () => {
  expect(refusalOf({ type: "changeSpan", id: "s1", from: { note: "other" }, to: { note: "🙂" } })).toMatchObject({ kind: "stale-from", id: "s1", key: "note" });
  expect(refusalOf({ type: "changeSpan", id: "gone", from: { note: "" }, to: { note: "🙂" } })).toMatchObject({ kind: "unknown-span", id: "gone" });
  expect(refusalOf({ type: "changeSpan", id: "s1", from: {}, to: {} })).toMatchObject({ kind: "malformed-patch" });
  expect(refusalOf({ type: "changeSpan", id: "s1", from: { note: "" }, to: { certainty: "unsure" } })).toMatchObject({ kind: "malformed-patch" });
  expect(refusalOf({ type: "removeRelation", relation: { ...verifies, type: "detects" } })).toMatchObject({ kind: "stale-from" });
  expect(refusalOf({ type: "removeRelation", relation: { ...verifies, id: "r9" } })).toMatchObject({ kind: "unknown-relation" });
  expect(refusalOf({ type: "setFlag", from: { flagged: true, comment: "" }, to: { flagged: false, comment: "" } })).toMatchObject({ kind: "stale-from" });
  expect(refusalOf({ type: "setEmpty", from: true, to: false })).toMatchObject({ kind: "stale-from" });
});

test("A16: two changes to different parts of one span do not hinder each other", () => {
  const noted = applyAll(held, [{ opId: "a", type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "🙂" } }, { opId: "b", type: "changeSpan", id: "s1", from: { certainty: "sure" }, to: { certainty: "unsure" } }], context);
  expect(noted.ok && noted.value.spans.get("s1")).toEqual({ ...check, note: "🙂", certainty: "unsure" });
});

test("A17: a relation is of a known type, between ends that are there and that the type allows", () => {
  const relating = (changed: object): Refusal | null => refusalOf({ type: "addRelation", relation: { id: "r2", type: "verifies", from: "s1", to: { span: "e1" }, ...changed } });
  expect(relating({})).toBeNull();
  expect(relating({ type: "admires" })).toMatchObject({ kind: "unknown-relation-type" });
  expect(relating({ from: "gone" })).toMatchObject({ kind: "relation-source-missing" });
  expect(relating({ to: { span: "gone" } })).toMatchObject({ kind: "relation-target-missing" });
  expect(relating({ to: { span: "s1" } })).toMatchObject({ kind: "relation-to-itself" });
  expect(relating({ from: "e1", to: { span: "s1" } })).toMatchObject({ kind: "relation-source-label", label: "error" });
  expect(relating({ type: "triggered_by", from: "s1" })).toMatchObject({ kind: "relation-source-label" });
  expect(relating({ to: { prompt: true } })).toMatchObject({ kind: "prompt-not-allowed" });
  const { field, start, end, quote } = spanOn("", "x", "3·7 = 24");
  expect(relating({ type: "misreads", from: "e1", to: { field, start, end, quote } })).toMatchObject({ kind: "anchor-not-allowed", field: "cot" });
  expect(relating({ to: { field, start, end, quote: "3·7 = 21" } })).toMatchObject({ kind: "quote-mismatch" });
  const corrected = after({ type: "addSpan", span: check }, { type: "addSpan", span: spanOn("c1", "correction", "No, the product is 21.") });
  expect(refusalOf({ type: "addRelation", relation: { id: "r2", type: "corrects", from: "c1", to: { span: "s1" } } }, corrected)).toMatchObject({ kind: "relation-target-label", label: "verification" });
});

test("A18: a span that relations use goes only after them, and keeps the labels that they need", () => {
  expect(refusalOf({ type: "removeSpan", span: wrong })).toMatchObject({ kind: "span-in-use", id: "e1", relations: ["r1"] });
  expect(refusalOf({ type: "changeSpan", id: "s1", from: { label: "verification" }, to: { label: "correction" } })).toMatchObject({ kind: "span-in-use", relations: ["r1"] });
  const gone = applyAll(held, [{ opId: "a", type: "removeRelation", relation: verifies }, { opId: "b", type: "removeSpan", span: wrong }], context);
  expect(gone.ok && [...gone.value.spans.keys()]).toEqual(["s1"]);
});

test("A19: an answer fits its question", () => {
  const setting = (question: string, to: string | number | boolean | null): Refusal | null => refusalOf({ type: "setAnswer", question, from: null, to });
  expect(setting("truncated", "yes")).toBeNull();
  expect(setting("truncated", null)).toBeNull();
  expect(setting("economy", 7)).toBeNull();
  expect(setting("mood", "🙂")).toMatchObject({ kind: "unknown-question" });
  for (const [question, answer] of [["truncated", true], ["truncated", "perhaps"], ["economy", 8], ["economy", 3.5], ["economy", "7"]] as const) expect(setting(question, answer)).toMatchObject({ kind: "answer-does-not-fit", question });
  expect(refusalOf({ type: "setAnswer", question: "truncated", from: "no", to: "yes" })).toMatchObject({ kind: "stale-from", key: "truncated" });
});

test("A20: nothing changes between submission and reopening", () => {
  const submitted = after({ type: "addSpan", span: check }, { type: "submit" });
  for (const change of [{ type: "addSpan", span: wrong }, { type: "removeSpan", span: check }, { type: "setEmpty", from: false, to: true }, { type: "submit" }, { type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "🙂" } }] as const)
    expect(refusalOf(change, submitted)).toMatchObject({ kind: "submitted" });
  expect(refusalOf({ type: "reopen" }, submitted)).toBeNull();
  expect(refusalOf({ type: "reopen" })).toMatchObject({ kind: "not-submitted" });
});

test("A20: a submission is refused for the checks that the codebook lets block, and for no other", () => {
  const strict = { ...context, codebook: { ...context.codebook, blocking: ["attribute-missing"] } };
  const applied = applyAll(held, [{ opId: "s", type: "submit" }], strict);
  expect(!applied.ok && applied.error).toEqual({ opId: "s", type: "submit", kind: "blocked", checks: ["attribute-missing"] });
  expect(refusalOf({ type: "submit" })).toBeNull();
});
