import { expect, test } from "vitest";
import { traceDocument } from "../surface/document";
import { findInTrace } from "./find-in-trace";

const doc = traceDocument({ prompt: "🙂 How many (apples)?", cot: `🍎 So 3·7 = 24. ${"a".repeat(5_000)}!`, answer: "19 🎉", stepEnds: [] });

test("K5: what is wrong with an expression is told apart, with the part that is meant", () => {
  const problem = (query: string) => { const found = findInTrace(doc, query, true).problem; return found && [found.kind, found.part]; };
  expect(["(so", "[so", "so)", "*so", "a**", "(?=so)", "(?<!so)x", "\\1", "a{3,2}", "so"].map(problem)).toEqual([
    ["open-group", "(so"], ["open-class", "[so"], ["stray-group", "so)"], ["nothing-to-repeat", "*"], ["nothing-to-repeat", "**"], ["not-supported", "(?="], ["not-supported", expect.any(String)], ["not-supported", "\\1"], ["not-an-expression", "{3,2}"], null,
  ]);
});

test("K5: plain text is no expression; hits come in reading order, with the offsets of their field, emoji and all", () => {
  const hits = (query: string, regular: boolean) => findInTrace(doc, query, regular).hits.map(({ field, from, to }) => [field, doc.fields[field].map.text.slice(from, to)]);
  expect(hits("(apples)", false)).toEqual([["prompt", "(apples)"]]);
  expect(hits("[🙂🍎🎉]", true)).toEqual([["prompt", "🙂"], ["cot", "🍎"], ["answer", "🎉"]]);
  expect(hits("x*", true)).toEqual([]); // empty hits are none
});

test("K5: a pattern that makes other engines try for ever is answered", () => {
  expect(findInTrace(doc, "(a+)+$", true).hits).toEqual([]);
  expect(findInTrace(doc, "(a|a)*b", true).problem).toBeNull();
});
