import { expect, test } from "vitest";
import { traceDocument } from "../surface/document";
import { findInTrace, type Found } from "./find-in-trace";

const doc = traceDocument({ prompt: "🙂 How many (apples)?", cot: `🍎 So 3·7 = 24. ${"a".repeat(5_000)}!`, answer: "19 🎉", stepEnds: [] });

/** What is found in the end. @param tick ms that pass with each look at the clock */
const find = (query: string, regular: boolean, tick = 0): Promise<{ readonly found: Found; readonly told: number }> => new Promise((resolve) => {
  let [now, told] = [0, 0];
  findInTrace(doc, query, regular, (found) => { told++; if (!found.more || now > 2_900) resolve({ found, told }); }, () => (now += tick));
});

test("K5: what is wrong with an expression is told apart, with the part that is meant", async () => {
  const problem = async (query: string) => { const { found: { problem: found } } = await find(query, true); return found && [found.kind, found.part]; };
  expect(await Promise.all(["(so", "[so", "so)", "*so", "a**", "(?=so)", "(?<!so)x", "\\1", "a{3,2}", "so"].map(problem))).toEqual([
    ["open-group", "(so"], ["open-class", "[so"], ["stray-group", "so)"], ["nothing-to-repeat", "*"], ["nothing-to-repeat", "**"], ["not-supported", "(?="], ["not-supported", expect.any(String)], ["not-supported", "\\1"], ["not-an-expression", "{3,2}"], null,
  ]);
});

test("K5: plain text is no expression; hits come in reading order, with the offsets of their field, emoji and all", async () => {
  const hits = async (query: string, regular: boolean) => (await find(query, regular)).found.hits.map(({ field, from, to }) => [field, doc.fields[field].map.text.slice(from, to)]);
  expect(await hits("(apples)", false)).toEqual([["prompt", "(apples)"]]);
  expect(await hits("[🙂🍎🎉]", true)).toEqual([["prompt", "🙂"], ["cot", "🍎"], ["answer", "🎉"]]);
  expect(await hits("x*", true)).toEqual([]); // empty hits are none
});

test("K5: a pattern that makes other engines try for ever is answered", async () => {
  expect((await find("(a+)+$", true)).found.hits).toEqual([]);
  expect((await find("(a|a)*b", true)).found.problem).toBeNull();
});

test("K5: a pattern whose hits each want a walk through the whole text gives way to keys, tells its first hits at once, and is ended", async () => {
  const { found, told } = await find("a.*☃|a", true, 5);
  expect([found.hits.length > 100, found.hits.length < 1_000, found.more, found.problem, told]).toEqual([true, true, true, null, 2]);
  expect((await find("so", true, 5)).found).toMatchObject({ hits: { length: 1 }, more: false });
});
