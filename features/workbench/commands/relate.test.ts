import { expect, test } from "vitest";
import { spanOn } from "@/core/annotation/testing/sample-trace";
import { sampleBench } from "../testing/sample-bench";
import { canPromote, promote, proposals, relateToProposal } from "./relate";

test("A33: an anchor is made an error by one gesture, which asks about the error and is undone in one", () => {
  const { session } = sampleBench();
  const { field, start, end, quote } = spanOn("", "", "3·7 = 24");
  session.perform([{ type: "addSpan", span: spanOn("c", "correction", "No, the product is 21.") }, { type: "addRelation", relation: { id: "r", type: "corrects", from: "c", to: { field, start, end, quote } } }]);
  const relation = session.state.annotation.relations.get("r")!;
  expect([canPromote(session, relation), canPromote(session, { ...relation, to: { span: "c" } }), canPromote(session, { ...relation, type: "branches_from" }), canPromote(session, { ...relation, type: "verifies" }), canPromote(session, { ...relation, type: "backtracks_to" })]).toEqual([true, false, false, true, false]);
  promote(session, relation);
  const error = [...session.state.annotation.spans.values()].find(({ label }) => label === "error");
  expect(error).toMatchObject({ field, start, end, quote, provenance: { origin: "made" } });
  expect(session.state).toMatchObject({ selected: error!.id, mode: { kind: "answering" } });
  expect(session.state.annotation.relations.get("r")!.to).toEqual({ span: error!.id });
  session.undo();
  expect([session.state.annotation.spans.size, session.state.annotation.relations.get("r")!.to]).toEqual([1, relation.to]);
});

test("A31: a search finds sentences without a span as well, before the source alone, the nearest first; what is taken becomes an anchor", () => {
  const bench = sampleBench();
  const { session, doc } = bench;
  const source = spanOn("v", "verification", "Back to the bags", {}, session.context);
  expect(session.perform([{ type: "addSpan", span: source }])).toBe(true);
  const search = (query: string) => {
    session.set({ selected: "v", mode: { kind: "relating", type: "verifies", query, letters: null } });
    return proposals(session, doc).map(({ to }) => ("quote" in to ? to.quote : to));
  };
  expect([search("24"), search("let me CHECK"), search("3·7: 7+7+7"), search("19")]).toEqual([["So 24 was wrong.", "🍎 So 3·7 = 24."], ["Wait, let me check 3·7: 7+7+7 = 21."], ["Wait, let me check 3·7: 7+7+7 = 21."], []]);
  search("MINUS 2");
  relateToProposal(session, doc, 1);
  expect([...session.state.annotation.relations.values()].map(({ to }) => to)).toEqual([{ field: "cot", start: 15, end: 29, quote: "Minus 2 is 22." }]);
});
