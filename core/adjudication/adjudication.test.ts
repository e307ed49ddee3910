import fc from "fast-check";
import { expect, test } from "vitest";
import type { Annotation } from "../annotation/annotation";
import { emptyAnnotation } from "../annotation/annotation";
import { applyAll } from "../annotation/apply";
import { coverageOf } from "../annotation/coverage";
import { foldLog } from "../annotation/fold";
import type { Operation } from "../annotation/operation";
import type { Relation } from "../annotation/relation";
import { isSpanTarget } from "../annotation/relation";
import { toFold } from "../annotation/serialize";
import type { Span } from "../annotation/span";
import { counting, gestureArbitrary, operationsOf } from "../annotation/testing/random-gestures";
import { sampleContext as context, spanOn } from "../annotation/testing/sample-trace";
import { codePoint } from "../text/offset";
import type { Alignment } from "./align-layers";
import { alignLayers, isUnanimous } from "./align-layers";
import type { Choice, Decisions } from "./decision";
import { answerFeedbackFor, feedbackAgainst, feedbackFor } from "./feedback";
import type { Layer } from "./layer";
import { proposeGold } from "./propose-gold";
import { addedByAdjudicator, resolveGroup } from "./resolve";

const sitting = (start: Annotation, gestures: readonly Parameters<typeof operationsOf>[0][], newId: () => string): Annotation =>
  gestures.filter(({ what }) => what !== "submit").reduce<Annotation>((held, gesture) => {
    const applied = applyAll(held, operationsOf(gesture, held, context, newId), context);
    return applied.ok ? applied.value : held;
  }, start);

/** Two or three annotators who share a beginning and then go their own ways. */
const layerSets = fc.tuple(fc.array(gestureArbitrary, { minLength: 8, maxLength: 25, size: "max" }), fc.array(fc.array(gestureArbitrary, { maxLength: 10, size: "max" }), { minLength: 2, maxLength: 3 }))
  .map(([shared, own]) => {
    const begun = sitting(emptyAnnotation, shared, counting("op"));
    return own.map((gestures, i): Layer => ({ id: `annotator:p-0${i + 1}`, annotation: sitting(begun, gestures, counting(`p${i}`)), coverage: null }));
  });
const must = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const disputed = ({ groups }: Alignment): Alignment["groups"][number][] => groups.filter(({ differences }) => differences.length > 0);

/** Settles every dispute by a rule and returns where it ends, with the log that led there. */
function settle(alignment: Alignment, choose: (group: Alignment["groups"][number], at: number) => Choice): { gold: Annotation; decisions: Decisions; log: Operation[] } {
  const newId = counting("gold");
  const start = must(proposeGold(alignment, context, newId));
  return disputed(alignment).reduce((state, group, at) => {
    const resolved = must(resolveGroup(state.gold, state.decisions, alignment, group, choose(group, at), "because 🙂", context, newId));
    return { gold: resolved.gold, decisions: new Map([...state.decisions, [group.key, resolved.decision]]), log: [...state.log, ...resolved.operations] };
  }, { gold: start.gold, decisions: start.decisions, log: [...start.operations] });
}

/** What an annotation says, whatever its ids. */
function content(annotation: Annotation): string[] {
  const say = ({ field, label, start, end, attributes, certainty, note }: Span): string => JSON.stringify([field, start, end, label, Object.entries(attributes).sort(), certainty, note]);
  const relation = ({ type, from, to }: Relation): string => JSON.stringify([type, say(annotation.spans.get(from)!), isSpanTarget(to) ? say(annotation.spans.get(to.span)!) : to]);
  return [...new Set([...[...annotation.spans.values()].map(say), ...[...annotation.relations.values()].map(relation)])].sort();
}

test("J1: every span is in exactly one group, with at most one of each layer, whatever the order of the layers", () => {
  let shared = 0;
  fc.assert(fc.property(layerSets, (layers) => {
    const alignment = alignLayers(layers);
    const grouped = alignment.groups.flatMap(({ members }) => members.map(({ layer, span }) => `${layer}/${span.id}`));
    expect(grouped.sort()).toEqual(layers.flatMap(({ id, annotation }) => [...annotation.spans.keys()].map((span) => `${id}/${span}`)).sort());
    for (const { members, absent } of alignment.groups) {
      expect(new Set(members.map(({ layer }) => layer)).size).toBe(members.length);
      expect(members.length + absent.length).toBe(layers.length);
      if (members.length > 1) shared++;
    }
    expect(alignLayers(layers.toReversed()).groups).toEqual(alignment.groups);
  }));
  expect(shared).toBeGreaterThan(50);
});

test("J2: layers that say the same are unanimous, and the result says it too", () => {
  fc.assert(fc.property(layerSets, ([first]) => {
    const alignment = alignLayers([first!, { ...first!, id: "annotator:z" }]);
    expect(isUnanimous(alignment)).toBe(true);
    const { gold } = must(proposeGold(alignment, context, counting("gold")));
    // Spans that one annotator made twice over may be paired crosswise; what is said stays the same.
    expect(content(gold)).toEqual(content(first!.annotation));
    expect(Object.fromEntries(gold.answers)).toEqual(Object.fromEntries(first!.annotation.answers));
  }));
});

test("J3: following one layer throughout gives that layer, relations included", () => {
  let relations = 0;
  fc.assert(fc.property(layerSets, (layers) => {
    const followed = layers[0]!.id;
    const alignment = alignLayers(layers);
    const { gold, decisions } = settle(alignment, (group) => (group.members.some(({ layer }) => layer === followed) ? { kind: "accept", layer: followed } : { kind: "reject" }));
    expect(content(gold)).toEqual(content(layers[0]!.annotation));
    relations += gold.relations.size;
    const told = feedbackFor(followed, alignment, gold, decisions);
    expect(told.map(({ verdict }) => verdict)).toEqual(Array.from({ length: layers[0]!.annotation.spans.size }, () => "same"));
  }));
  expect(relations).toBeGreaterThan(10);
});

test("J4: whatever is chosen, the log folds to the result, the originals stay, and each span says from whom it came", () => {
  fc.assert(fc.property(layerSets, fc.infiniteStream(fc.nat({ max: 3 })), (layers, picks) => {
    const before = structuredClone(layers.map(({ annotation }) => toFold(annotation)));
    const alignment = alignLayers(layers);
    const { gold, log, decisions } = settle(alignment, ({ members }): Choice => {
      const pick = picks.next().value;
      const member = members[pick % members.length]!;
      const { id: _id, provenance: _provenance, ...span } = member.span;
      return pick === 0 ? { kind: "reject" } : pick === 1 ? { kind: "accept", layer: member.layer } : pick === 2 ? { kind: "edit", span } : { kind: "reject" };
    });
    expect(toFold(foldLog(log))).toEqual(toFold(gold));
    expect(layers.map(({ annotation }) => toFold(annotation))).toEqual(before);
    const members = new Set(alignment.groups.flatMap((group) => group.members.map(({ layer, span }) => `${layer}/${span.id}`)));
    for (const { provenance } of gold.spans.values()) expect(provenance.sourceIds!.length > 0 && provenance.sourceIds!.every((id) => members.has(id))).toBe(true);
    expect(decisions.size).toBe(alignment.groups.length);
  }));
});

const layer = (id: string, spans: readonly Span[], relations: readonly Relation[] = [], rest: Partial<Annotation> = {}): Layer =>
  ({ id, coverage: null, annotation: { ...emptyAnnotation, status: "submitted", spans: new Map(spans.map((span) => [span.id, span])), relations: new Map(relations.map((relation) => [relation.id, relation])), ...rest } });
const check = spanOn("v", "verification", "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.", { attributes: { outcome: "finds_problem" } });
const differences = (...layers: readonly Layer[]) => alignLayers(layers).groups.map((group) => [...group.differences, group.size].join(" "));

test("J5: differences are named by kind, with how much is in dispute", () => {
  const a = layer("annotator:a", [check]);
  expect(differences(a, layer("annotator:b", [{ ...check, id: "x" }]))).toEqual(["0"]);
  expect(differences(a, layer("annotator:b", [{ ...check, label: "correction", attributes: {} }]))).toEqual([`label ${check.end - check.start}`]);
  expect(differences(a, layer("annotator:b", [spanOn("v", "verification", "let me check 3·7: 7+7+7 = 21, so 24 was wrong.", { attributes: { outcome: "finds_problem" } })]))).toEqual(["boundary 6"]);
  expect(differences(a, layer("annotator:b", [{ ...check, attributes: { outcome: "confirms" } }]))).toEqual(["attribute 0"]);
  expect(differences(a, layer("annotator:b", []))).toEqual([`only-one ${check.end - check.start}`]);
  expect(differences(a, { ...layer("annotator:b", []), coverage: coverageOf([{ field: "cot", start: codePoint(0), end: check.start }]) })).toEqual([`incomplete ${check.end - check.start}`]);
  expect(differences(a, layer("annotator:b", [check], [{ id: "r", type: "verifies", from: "v", to: { prompt: true } }]))).toEqual(["relation 0"]);
  expect(differences(a, layer("annotator:b", [spanOn("w", "error", "24 was wrong.")]))).toHaveLength(2);
});

test("J5: of two spans over one place each meets the one of its own label", () => {
  const over = spanOn("c", "correction", "let me check 3·7: 7+7+7 = 21, so 24 was wrong.");
  const alignment = alignLayers([layer("annotator:a", [check, over]), layer("annotator:b", [{ ...over, id: "1" }, { ...check, id: "2" }])]);
  expect(alignment.groups.map(({ members, differences: kinds }) => [members.map(({ span }) => span.label).join(" "), kinds.length])).toEqual([["verification verification", 0], ["correction correction", 0]]);
});

test("J5: a span meets its own label even where another label covers the same place exactly", () => {
  const [long, short] = ["Wait, let me check 3·7: 7+7+7 = 21", "Wait, let me check 3·7"];
  const alignment = alignLayers([
    layer("annotator:a", [spanOn("1", "verification", long!), spanOn("2", "backtracking", short!)]), layer("annotator:b", [spanOn("1", "verification", short!), spanOn("2", "backtracking", long!)])]);
  expect(alignment.groups.map(({ members, differences: kinds }) => [members.map(({ span }) => span.label).join(" "), ...kinds])).toEqual([["verification verification", "boundary"], ["backtracking backtracking", "boundary"]]);
});

test("J6: a merger covers what all cover, under the chosen label, and says who was merged", () => {
  const alignment = alignLayers([layer("annotator:a", [check]), layer("annotator:b", [spanOn("w", "verification", "24 was wrong.\n\nNo, the product is 21.", { attributes: { outcome: "finds_problem", method: "recompute" } })])]);
  const [span] = [...settle(alignment, () => ({ kind: "merge", label: "verification" })).gold.spans.values()];
  expect(span).toMatchObject({ quote: "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.\n\nNo, the product is 21.", attributes: { outcome: "finds_problem" }, provenance: { origin: "merged", source: "annotator:a annotator:b", sourceIds: ["annotator:a/v", "annotator:b/w"] } });
});

test("J6: settling a group again replaces what came of it before", () => {
  const alignment = alignLayers([layer("annotator:a", [check]), layer("annotator:b", [{ ...check, label: "correction", attributes: {} }])]);
  const [group] = disputed(alignment);
  const once = settle(alignment, () => ({ kind: "accept", layer: "annotator:a" }));
  const again = must(resolveGroup(once.gold, once.decisions, alignment, group!, { kind: "accept", layer: "annotator:b" }, "", context, counting("again")));
  expect([...again.gold.spans.values()].map(({ label }) => label)).toEqual(["correction"]);
  expect(again.operations.map(({ type }) => type)).toEqual(["removeSpan", "addSpan"]);
});

test("J7: feedback tells each annotator what became of their spans, what they missed, and why", () => {
  const alignment = alignLayers([layer("annotator:a", [check]), layer("annotator:b", [{ ...check, attributes: { outcome: "confirms" } }, spanOn("e", "error", "3·7 = 24")])]);
  const { gold, decisions } = settle(alignment, () => ({ kind: "accept", layer: "annotator:b" }));
  expect(feedbackFor("annotator:a", alignment, gold, decisions).map(({ verdict, differences: kinds, reason }) => [verdict, kinds.join(), reason])).toEqual([["missed", "", "because 🙂"], ["changed", "attribute", "because 🙂"]]);
  expect(feedbackFor("annotator:b", alignment, gold, decisions).map(({ verdict }) => verdict)).toEqual(["same", "same"]);
  const more = must(applyAll(gold, [{ opId: "add", type: "addSpan", span: { ...spanOn("new", "candidate_answer", "\\boxed{19}"), provenance: addedByAdjudicator } }], context));
  expect(feedbackFor("annotator:b", alignment, more, decisions).at(-1)).toMatchObject({ verdict: "missed", mine: null, result: { id: "new" } });
  expect(feedbackFor("annotator:a", alignment, emptyAnnotation, new Map())[0]).toMatchObject({ verdict: "open" });
});

test("J7: gold that came without decisions is held against an annotator's work span by span", () => {
  const gold = must(applyAll(emptyAnnotation, [{ opId: "1", type: "addSpan", span: { ...check, id: "g1" } }, { opId: "2", type: "addSpan", span: { ...spanOn("g2", "error", "3·7 = 24"), provenance: { origin: "imported" } } }], context));
  expect(feedbackAgainst(layer("annotator:a", [check]), gold).map(({ verdict, result }) => [verdict, result?.id])).toEqual([["missed", "g2"], ["same", "g1"]]);
  const mine = [{ ...check, attributes: { outcome: "confirms" } }, spanOn("b", "branching", "\\boxed{19}")];
  expect(feedbackAgainst(layer("annotator:b", mine), gold).map(({ verdict, differences: kinds }) => [verdict, ...kinds])).toEqual([["missed"], ["changed", "attribute"], ["rejected"]]);
});

test("J8: answers and “nothing here” are accepted beforehand where all agree", () => {
  const said = (truncated: string): Partial<Annotation> => ({ empty: true, answers: new Map([["truncated", truncated], ["output_form", "language"]]) });
  const same = must(proposeGold(alignLayers([layer("annotator:a", [], [], said("no")), layer("annotator:b", [], [], said("no"))]), context, counting("g")));
  expect([same.gold.empty, Object.fromEntries(same.gold.answers)]).toEqual([true, { truncated: "no", output_form: "language" }]);
  const alignment = alignLayers([layer("annotator:a", [], [], said("no")), layer("annotator:b", [], [], said("yes"))]);
  expect(isUnanimous(alignment)).toBe(false);
  expect(alignment.answers.find(({ question }) => question === "truncated")).toEqual({ question: "truncated", agreed: false, values: [{ layer: "annotator:a", value: "no" }, { layer: "annotator:b", value: "yes" }] });
  expect(() => alignLayers([])).toThrow(RangeError);

  // J7: afterwards who answered otherwise reads so, and why; what is not settled is not told.
  const decided: Decisions = new Map([["question truncated", { group: "question truncated", choice: "accept", layer: "annotator:b", span: null, reason: "it stops mid-sentence 🙂" }]]);
  const gold = { ...emptyAnnotation, answers: new Map([["truncated", "yes"], ["output_form", "language"]]) };
  expect(answerFeedbackFor("annotator:a", alignment, gold, decided)).toEqual([{ question: "truncated", mine: "no", result: "yes", reason: "it stops mid-sentence 🙂" }]);
  expect(answerFeedbackFor("annotator:b", alignment, gold, decided)).toEqual([]);
  expect(answerFeedbackFor("annotator:a", alignment, emptyAnnotation, new Map())).toEqual([]);
});
