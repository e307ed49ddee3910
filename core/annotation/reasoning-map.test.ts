import fc from "fast-check";
import { expect, test } from "vitest";
import type { Codebook } from "../codebook/codebook";
import { codePoint, offsetMap } from "../text/offset";
import { emptyAnnotation } from "./annotation";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { reasoningLines } from "./reasoning-lines";
import { reasoningMap } from "./reasoning-map";
import type { Relation } from "./relation";
import type { Span } from "./span";
import { openRelations, suggestTargets } from "./suggest-target";
import { sampleContext, spanOn } from "./testing/sample-trace";

// Seven steps of one line each.
const lines = ["🙂 Count rows first: 12.\n", "Alternatively, count diagonals.\n", "Diagonals give 5, then 9.\n", "Check 9: no, it is 8.\n", "So 8, not 9.\n", "Dead end. Back to the rows.\n", "Rows give \\boxed{12}."];
const codebook: Codebook = sampleContext.codebook;
const context: AnnotationContext = { codebook, offsets: { prompt: offsetMap("How many? 🙂"), cot: offsetMap(lines.join("")), answer: offsetMap("") } };
const ends = lines.map((_, i) => codePoint([...lines.slice(0, i + 1).join("")].length));
const on = (id: string, label: string, quote: string, attributes: Record<string, string> = {}): Span => spanOn(id, label, quote, { attributes }, context);
const anchor = (quote: string) => { const { field, start, end, quote: found } = on("", "", quote); return { field, start, end, quote: found }; };
const annotation = (spans: readonly Span[], relations: readonly Relation[]): Annotation => ({ ...emptyAnnotation, spans: new Map(spans.map((span) => [span.id, span])), relations: new Map(relations.map((relation) => [relation.id, relation])) });

const branch = on("b", "branching", "Alternatively, count diagonals.", { fate: "abandoned" });
const check = on("v", "verification", "Check 9: no, it is 8.", { outcome: "finds_problem" });
const error = on("e", "error", "9");
const fix = on("c", "correction", "So 8, not 9.");
const back = on("t", "backtracking", "Dead end. Back to the rows.");
const answer = on("a", "candidate_answer", "\\boxed{12}");
const story = annotation([branch, check, error, fix, back, answer], [
  { id: "1", type: "branches_from", from: "b", to: anchor("Count rows first: 12.") }, { id: "2", type: "verifies", from: "v", to: { span: "e" } }, { id: "3", type: "detects", from: "v", to: { span: "e" } },
  { id: "4", type: "corrects", from: "c", to: { span: "e" } }, { id: "5", type: "backtracks_to", from: "t", to: anchor("Count rows first: 12.") }, { id: "6", type: "abandons", from: "t", to: { span: "b" } }]);

test("A30: a branch leaves the main line, is abandoned, and the work returns", () => {
  const map = reasoningMap(story, ends);
  expect(map.steps.map(({ line }) => line)).toEqual(["main", "b", "b", "b", "b", "main", "main"]);
  expect(map.lines.map(({ id, parent, lane, abandoned, abandonedBy, pieces }) => ({ id, parent, lane, abandoned, abandonedBy, pieces }))).toEqual([
    { id: "main", parent: null, lane: 0, abandoned: false, abandonedBy: null, pieces: [{ start: 0, end: branch.start }, { start: back.start, end: ends.at(-1) }] },
    { id: "b", parent: "main", lane: 1, abandoned: true, abandonedBy: "t", pieces: [{ start: branch.start, end: back.start }] }]);
  expect(map.returns).toMatchObject([{ span: { id: "t" }, step: 5, line: "main", toStep: 0, abandons: ["b"] }]);
  expect(map.checks).toMatchObject([{ span: { id: "v" }, step: 3, line: "b", outcome: "finds_problem", found: true, detects: ["e"] }]);
  expect(map.repairs).toMatchObject([{ error: { span: { id: "e" }, step: 2 }, correction: { span: { id: "c" }, step: 4 } }]);
  expect(map.answers).toMatchObject([{ span: { id: "a" }, step: 6, line: "main" }]);
});

test("A30: what is dismissed or not pursued is a stub, and the text goes on where it was", () => {
  const map = reasoningMap(annotation([{ ...branch, attributes: { fate: "dismissed" } }], []), ends);
  expect(map.steps.every(({ line }) => line === "main")).toBe(true);
  expect(map.lines[1]).toMatchObject({ id: "b", lane: 1, pieces: [{ start: branch.start, end: branch.end }], abandoned: false });
});

test("A30: without relations a backtracking goes back to the parent, and a nested branch stands further right", () => {
  const inner = on("i", "branching", "Check 9", { fate: "unclear" });
  const map = reasoningMap(annotation([branch, inner, back], []), ends);
  expect(map.lines.map(({ id, parent, lane }) => `${id} ${parent ?? ""} ${lane}`)).toEqual(["main  0", "b main 1", "i b 2"]);
  expect(map.steps.map(({ line }) => line)).toEqual(["main", "b", "b", "i", "i", "b", "b"]);
  expect(map.returns).toMatchObject([{ to: null, toStep: null, abandons: [] }]);
});

test("A30: a correction of an anchor and an error that stays stand alone", () => {
  const map = reasoningMap(annotation([error, fix], [{ id: "4", type: "corrects", from: "c", to: anchor("5") }]), ends);
  expect(map.repairs).toMatchObject([{ error: null, correction: { span: { id: "c" } }, at: { field: "cot", position: anchor("5").start } }, { error: { span: { id: "e" } }, correction: null }]);
});

test("A30: the lines' stretches tile the text, whatever is labelled; an empty trace has a main line and nothing on it", () => {
  for (const spans of [[], [branch], [back, branch], [branch, on("b2", "branching", "So 8", { fate: "reaches_result" }), back, on("t2", "backtracking", "Rows give")]]) {
    const pieces = reasoningLines(annotation(spans, []), ends.at(-1)!).flatMap((line) => line.pieces).sort((a, b) => a.start - b.start);
    expect(pieces.map(({ start }) => start)).toEqual([0, ...pieces.slice(0, -1).map(({ end }) => end)]);
    expect(pieces.at(-1)!.end).toBe(ends.at(-1));
  }
  expect(reasoningMap(emptyAnnotation, [])).toEqual({ lines: [expect.objectContaining({ id: "main", pieces: [] })], steps: [], returns: [], checks: [], repairs: [], answers: [] });
});

const type = (key: string) => codebook.relations.find((relation) => relation.key === key)!;

test("A31: targets are proposed in order: the last one of this relation, the last candidate answer, the previous step, the prompt", () => {
  const early = on("a0", "candidate_answer", "Diagonals give 5");
  const proposals = suggestTargets(annotation([branch, early, back], [{ id: "1", type: "branches_from", from: "b", to: { prompt: true } }]), on("n", "branching", "Rows give"), type("branches_from"), context, ends);
  expect(proposals).toEqual([{ to: { prompt: true }, why: "same-target" }, { to: { span: "a0" }, why: "candidate-answer" }, { to: anchor("Dead end. Back to the rows."), why: "previous-step" }]);
});

test("A31: only what the relation allows and what stands before the source", () => {
  expect(suggestTargets(annotation([answer], []), check, type("verifies"), context, ends)).toEqual([{ to: anchor("Diagonals give 5, then 9."), why: "previous-step" }]);
  expect(suggestTargets(annotation([branch, answer], []), back, type("abandons"), context, ends)).toEqual([]);
  expect(suggestTargets(emptyAnnotation, on("n", "verification", "🙂"), type("verifies"), context, ends)).toEqual([]);
});

test("A31: relations that are demanded and missing come first; full ones are not offered", () => {
  expect(openRelations(annotation([back], []), back, codebook).map(({ key }) => key)).toEqual(["backtracks_to", "abandons", "retracts", "triggered_by"]);
  expect(openRelations(story, back, codebook).map(({ key }) => key)).toEqual(["retracts", "triggered_by"]);
  expect(openRelations(annotation([error], []), error, codebook)).toEqual([]);
});

test("A30: every branch stands right of its parent, and lines that run at the same time never share a column, whatever the labels", () => {
  const length = codePoint(400);
  const marks = fc.array(fc.record({ label: fc.constantFrom("branching", "branching", "backtracking"), start: fc.nat(380), fate: fc.constantFrom("", "abandoned", "dismissed"), to: fc.nat(30) }), { maxLength: 30 });
  fc.assert(fc.property(marks, (drawn) => {
    const spans = drawn.map(({ label, start, fate }, k): Span => ({ id: `s${k}`, field: "cot", label, start: codePoint(start), end: codePoint(start + 5), quote: "", attributes: label === "branching" && fate !== "" ? { fate } : {}, certainty: "sure", note: "🙂", provenance: { origin: "made" } }));
    const relations = drawn.flatMap(({ label, to }, k): Relation[] => (label === "backtracking" && spans[to]?.label === "branching" ? [{ id: `r${k}`, type: k % 2 === 0 ? "abandons" : "backtracks_to", from: `s${k}`, to: { span: `s${to}` } }] : []));
    const made = reasoningLines(annotation(spans, relations), length);
    const laneOf = new Map(made.map(({ id, lane }) => [id, lane]));
    const extents = made.flatMap(({ id, lane, pieces }) => (pieces.length === 0 ? [] : [{ id, lane, start: pieces[0]!.start, end: pieces.at(-1)!.end }]));
    for (const { parent, lane } of made) expect(lane).toBeGreaterThan(parent === null ? -1 : laneOf.get(parent)!);
    for (const a of extents) for (const b of extents) if (a.id < b.id && a.lane === b.lane) expect(a.end <= b.start || b.end <= a.start).toBe(true);
  }));
});
