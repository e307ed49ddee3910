import fc from "fast-check";
import { expect, test } from "vitest";
import type { Annotation } from "../annotation/annotation";
import { emptyAnnotation } from "../annotation/annotation";
import { applyAll } from "../annotation/apply";
import { diffAnnotation } from "../annotation/diff";
import { toFold } from "../annotation/serialize";
import { counting, gestureArbitrary, operationsOf } from "../annotation/testing/random-gestures";
import { sampleContext as context, spanOn } from "../annotation/testing/sample-trace";
import { codebookChanges } from "./changes";
import type { Codebook } from "./codebook";
import { migrateAnnotation } from "./migrate";
import type { MigrationStep } from "./migration-plan";
import { isRemoval } from "./migration-plan";

const from = context.codebook;
const without = (...labels: readonly string[]): Codebook => ({
  ...from,
  labels: from.labels.filter(({ key }) => !labels.includes(key)),
  relations: from.relations.map((relation) => ({ ...relation, from: relation.from.filter((key) => !labels.includes(key)), to: relation.to.filter((key) => !labels.includes(key)) })).filter((relation) => relation.from.length > 0),
});
const made = (...spans: Parameters<typeof spanOn>[]): Annotation => {
  const applied = applyAll(emptyAnnotation, spans.map(([id, label, quote, rest], i) => ({ opId: `o${i}`, type: "addSpan" as const, span: spanOn(id, label, quote, rest) })), context);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value;
};

test("C7: nothing is migrated by guessing: every removed part needs a decision", () => {
  const result = migrateAnnotation(emptyAnnotation, from, 1, without("candidate_answer"), []);
  expect(result).toEqual({ ok: false, error: { kind: "undecided", change: { kind: "label-removed", label: "candidate_answer" } } });
});

test("C8: a merged label keeps the span, what fits of its attributes, and says where it came from", () => {
  const steps: MigrationStep[] = [{ action: "rename", part: { label: "error" }, to: "correction" }, { action: "drop", part: { relation: "misreads" } }];
  const annotation = made(["s1", "error", "3·7 = 24", { attributes: { type: "calculation" } }], ["s2", "correction", "No, the product is 21."]);
  const result = migrateAnnotation(annotation, from, 3, without("error"), steps);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.wanted.spans).toEqual([
    { ...spanOn("s1", "correction", "3·7 = 24"), provenance: { origin: "edited", source: "longcot-error-correction@3", sourceIds: ["s1"] } }, annotation.spans.get("s2")]);
  expect(result.value.lost).toEqual([{ why: "no-longer-fits", span: "s1", attribute: "type" }]);
});

test("C8: a span on a field that its new label does not know is lost by name, with its relations", () => {
  const next: Codebook = { ...without("error"), labels: without("error").labels.map((label) => ({ ...label, fields: ["cot"] })) };
  const annotation = made(["s1", "error", "19 🎉", { field: "answer" }], ["s2", "error", "3·7 = 24"]);
  const result = migrateAnnotation(annotation, from, 1, next, [{ action: "rename", part: { label: "error" }, to: "correction" }, { action: "drop", part: { relation: "misreads" } }]);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.wanted.spans.map(({ id }) => id)).toEqual(["s2"]);
  expect(result.value.lost).toEqual([{ why: "no-longer-fits", span: "s1" }]);
});

test("C8: values are renamed, dropped or asked again, each within its label", () => {
  const next: Codebook = { ...from, labels: from.labels.map((label) => ({ ...label, attributes: label.attributes.map((attribute) => ({ ...attribute, values: attribute.values.filter(({ value }) => !["dismissed", "not_pursued"].includes(value)) })) })) };
  const annotation = made(["s1", "branching", "Alternatively", { attributes: { fate: "dismissed", kind: "approach" } }], ["s2", "branching", "subtract first?", { attributes: { fate: "not_pursued" } }]);
  const steps: MigrationStep[] = [{ action: "rename", part: { label: "branching", attribute: "fate", value: "dismissed" }, to: "abandoned" }, { action: "ask-again", part: { label: "branching", attribute: "fate", value: "not_pursued" } }];
  const result = migrateAnnotation(annotation, from, 1, next, steps);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.wanted.spans.map(({ attributes }) => attributes)).toEqual([{ fate: "abandoned", kind: "approach" }, {}]);
  expect(result.value.lost).toEqual([{ why: "ask-again", span: "s2", attribute: "fate" }]);
});

test("C9: whatever is decided, the copy is allowed by the new version, and nothing is missing without being named", () => {
  const sittings = fc.array(gestureArbitrary, { minLength: 10, maxLength: 40, size: "max" });
  const next = without("error", "verification");
  const removals = codebookChanges(from, next).filter(isRemoval);
  const decisions = fc.array(fc.constantFrom("rename" as const, "drop" as const, "ask-again" as const), { minLength: removals.length, maxLength: removals.length });
  let kept = 0;
  fc.assert(fc.property(sittings, decisions, (gestures, decided) => {
    const newId = counting("op");
    const annotation = gestures.filter(({ what }) => what !== "submit").reduce<Annotation>((held, gesture) => {
      const applied = applyAll(held, operationsOf(gesture, held, context, newId), context);
      return applied.ok ? applied.value : held;
    }, emptyAnnotation);
    const steps = removals.map((change, i): MigrationStep => {
      const part = change.kind === "relation-removed" ? { relation: change.relation } : change.kind === "question-removed" ? { question: change.question } : { label: change.label };
      const action = decided[i]!;
      return action === "rename" ? { action, part, to: "label" in part ? "correction" : "corrects" } : { action, part };
    });
    const before = toFold(annotation);
    const result = migrateAnnotation(annotation, from, 1, next, steps);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const { wanted, lost } = result.value;
    const copy = applyAll(emptyAnnotation, diffAnnotation(emptyAnnotation, wanted, counting("copy")), { ...context, codebook: next });
    expect(copy.ok || copy.error).toBe(true);
    expect(toFold(annotation)).toEqual(before);
    const gone = new Set(lost.flatMap(({ span, attribute, relation }) => (attribute === undefined ? [span ?? relation] : [])));
    for (const { id } of [...before.spans, ...before.relations]) expect(gone.has(id) || wanted.spans.some((span) => span.id === id) || wanted.relations.some((relation) => relation.id === id)).toBe(true);
    kept += wanted.relations.length;
  }));
  expect(kept).toBeGreaterThan(0);
});
