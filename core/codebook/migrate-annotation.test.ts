import { expect, test } from "vitest";
import type { Annotation } from "../annotation/annotation";
import { emptyAnnotation } from "../annotation/annotation";
import type { Span } from "../annotation/span";
import { codePoint } from "../text/offset";
import type { Codebook } from "./codebook";
import { migrateAnnotation } from "./migrate-annotation";
import { PRESETS } from "./presets";

const book = PRESETS.find(({ key }) => key === "longcot-error-correction")!;
const span = (id: string, label: string, attributes: Record<string, string> = {}): Span => ({ id, field: "cot", label, start: codePoint(0), end: codePoint(4), quote: "🙂 So", attributes, certainty: "sure", note: "kept 🙂", provenance: { origin: "made" } });
const made = (...spans: Span[]): Annotation => ({ ...emptyAnnotation, status: "submitted", revision: spans.length + 1, spans: new Map(spans.map((each) => [each.id, each])) });
const without = (label: string): Codebook => ({ ...book, labels: book.labels.filter(({ key }) => key !== label) });

test("C: what is renamed is renamed with the attributes that fit, what is dropped goes, what is asked again is not copied", () => {
  const annotation = made(span("1", "branching", { fate: "pursued" }), span("2", "verification", { outcome: "confirms" }));
  const rename = migrateAnnotation(annotation, [{ action: "rename", part: { label: "branching" }, to: "verification" }], without("branching"));
  expect(rename).toMatchObject({ kind: "copy", dropped: 1, wanted: { spans: [{ id: "1", label: "verification", attributes: {}, note: "kept 🙂" }, { id: "2", label: "verification", attributes: { outcome: "confirms" } }] } });
  expect(migrateAnnotation(annotation, [{ action: "drop", part: { label: "branching" } }], without("branching"))).toMatchObject({ kind: "copy", dropped: 1, wanted: { spans: [{ id: "2" }] } });
  expect(migrateAnnotation(annotation, [{ action: "ask-again", part: { label: "branching" } }], without("branching"))).toEqual({ kind: "ask-again" });
  expect(migrateAnnotation(made(span("2", "verification")), [{ action: "ask-again", part: { label: "branching" } }], without("branching"))).toMatchObject({ kind: "copy", dropped: 0 });
});

test("C: values and relations follow; a relation whose end is gone goes too", () => {
  const annotation: Annotation = { ...made(span("1", "branching"), span("2", "verification", { outcome: "confirms" })), relations: new Map([["r", { id: "r", type: "verifies", from: "2", to: { span: "1" } }]]) };
  const next: Codebook = { ...book, labels: book.labels.map((label) => (label.key === "verification" ? { ...label, attributes: label.attributes.map((each) => (each.key === "outcome" ? { ...each, values: [{ value: "holds", name: { en: "holds" } }] } : each)) } : label)) };
  expect(migrateAnnotation(annotation, [{ action: "rename", part: { label: "verification", attribute: "outcome", value: "confirms" }, to: "holds" }], next)).toMatchObject({ kind: "copy", dropped: 0, wanted: { spans: [{}, { attributes: { outcome: "holds" } }], relations: [{ id: "r" }] } });
  expect(migrateAnnotation(annotation, [{ action: "drop", part: { label: "branching" } }], without("branching"))).toMatchObject({ wanted: { relations: [] }, dropped: 2 });
});
