import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "@/core/text/offset";
import { spanOn } from "@/core/annotation/testing/sample-trace";
import { suggestionsOf, type SuggestionKey } from "../suggested-spans";
import { COT, sampleBench } from "../testing/sample-bench";
import { acceptSuggestion, editSuggestion, rejectSuggestion } from "./suggestions";

const LAYER = "detector:cues@1";
const quoted = (id: string, label: string, quote: string) => { const start = [...COT.slice(0, COT.indexOf(quote))].length; return { ...spanOn(id, label, "Wait"), start: codePoint(start), end: codePoint(start + [...quote].length), quote }; };
function suggested() {
  const bench = sampleBench();
  const told: [readonly SuggestionKey[], boolean][] = [];
  bench.session.onRejected = (keys, rejected) => { told.push([keys, rejected]); };
  bench.session.suggest(suggestionsOf(LAYER, [quoted("a", "verification", "Wait"), quoted("c🙂", "correction", "No, the"), quoted("b", "backtracking", "Back to")]));
  return { bench, told, open: () => [...bench.session.state.suggestions.values()].map(({ quote }) => quote) };
}

test("K11: accepted, a suggestion becomes a span that says where it came from; undone, it is offered again", () => {
  const { bench, open } = suggested();
  acceptSuggestion(bench);
  const [span] = [...bench.session.state.annotation.spans.values()];
  expect(span).toMatchObject({ label: "verification", quote: "Wait", provenance: { origin: "accepted", source: LAYER, sourceIds: ["a"] } });
  expect(open()).toEqual(["No, the", "Back to"]);
  bench.session.undo();
  expect(open()).toEqual(["Wait", "No, the", "Back to"]);
});

test("K11: rejected, it is told by the detector's names and stays away; undo takes back whichever came last", () => {
  const { bench, told, open } = suggested();
  rejectSuggestion(bench);
  acceptSuggestion(bench);
  expect(open()).toEqual(["Back to"]);
  expect(told).toEqual([[[{ layer: LAYER, span: "a" }], true]]);
  bench.session.undo();
  expect(open()).toEqual(["No, the", "Back to"]);
  bench.session.undo();
  expect([open(), told.at(-1)]).toEqual([["Wait", "No, the", "Back to"], [[{ layer: LAYER, span: "a" }], false]]);
});

test("K11: undo and redo walk acceptances and rejections back and forth in the order in which they were made", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(acceptSuggestion, rejectSuggestion), { maxLength: 3 }), fc.nat(3), fc.nat(3), (answers, back, again) => {
    const { bench, open } = suggested();
    const seen = [open()];
    for (const answer of answers) { answer(bench); seen.push(open()); }
    let at = answers.length;
    for (let n = 0; n < back; n++) { bench.session.undo(); at = Math.max(0, at - 1); expect(open()).toEqual(seen[at]); }
    for (let n = 0; n < again; n++) { bench.session.redo(); at = Math.min(answers.length, at + 1); expect(open()).toEqual(seen[at]); }
    for (; at > 0; at--) { expect(open()).toEqual(seen[at]); bench.session.undo(); }
    expect(open()).toEqual(seen[0]);
  }));
});

test("K11: a new answer ends what could be redone", () => {
  const { bench, open } = suggested();
  rejectSuggestion(bench);
  bench.session.undo();
  acceptSuggestion(bench);
  const answered = open();
  bench.session.redo();
  expect([answered.length, open()]).toEqual([2, answered]);
  expect(bench.session.state.annotation.spans.size).toBe(1);
});

test("K11: edited, it is a span with its end in hand that says that it was edited", () => {
  const { bench } = suggested();
  editSuggestion(bench);
  expect([...bench.session.state.annotation.spans.values()]).toMatchObject([{ provenance: { origin: "edited", sourceIds: ["a"] } }]);
  expect(bench.session.state.mode).toEqual({ kind: "resizing", edge: "end" });
});

test("K11: what was rejected in an earlier sitting, or taken over, is not offered", () => {
  const { bench, open } = suggested();
  bench.session.suggest(bench.session.offered, new Set([`${LAYER} c🙂`]));
  expect(open()).toEqual(["Wait", "Back to"]);
});
