import { expect, test } from "vitest";
import { spanOn } from "@/core/annotation/testing/sample-trace";
import { sampleBench } from "../testing/sample-bench";
import { canPromote, promote } from "./relate";

test("A33: an anchor is made an error by one gesture, which asks about the error and is undone in one", () => {
  const { session } = sampleBench();
  const { field, start, end, quote } = spanOn("", "", "3·7 = 24");
  session.perform([{ type: "addSpan", span: spanOn("c", "correction", "No, the product is 21.") }, { type: "addRelation", relation: { id: "r", type: "corrects", from: "c", to: { field, start, end, quote } } }]);
  const relation = session.state.annotation.relations.get("r")!;
  expect([canPromote(session, relation), canPromote(session, { ...relation, to: { span: "c" } }), canPromote(session, { ...relation, type: "branches_from" })]).toEqual([true, false, false]);
  promote(session, relation);
  const error = [...session.state.annotation.spans.values()].find(({ label }) => label === "error");
  expect(error).toMatchObject({ field, start, end, quote, provenance: { origin: "made" } });
  expect(session.state).toMatchObject({ selected: error!.id, mode: { kind: "answering" } });
  expect(session.state.annotation.relations.get("r")!.to).toEqual({ span: error!.id });
  session.undo();
  expect([session.state.annotation.spans.size, session.state.annotation.relations.get("r")!.to]).toEqual([1, relation.to]);
});
