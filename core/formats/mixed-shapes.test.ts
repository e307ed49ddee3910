import { expect, test } from "vitest";
import { byteChunks, collect } from "./byte-chunks";
import { detectFormat } from "./detect";
import { openReader } from "./reader";

async function read(rows: readonly object[]) {
  const file = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const { plan, reasons } = await detectFormat(() => byteChunks(file), "a.jsonl");
  const reader = openReader(plan, "a.jsonl");
  return { plan, reasons, rows: (reader.ok ? await collect(reader.value(byteChunks(file))) : []).map((row) => (row.kind === "record" ? [row.record.prompt, row.record.cot, row.record.answer] : [row.code, row.params])) };
}

test("F32: rows of several shapes are read each by its own keys", async () => {
  const { plan, reasons, rows } = await read([
    { question: "1 🙂", response: "one", answer: "a" }, { prompt: "2", output: "two" }, { problem: "3", completion: "three" }, { messages: [{ role: "user", content: "4" }, { role: "assistant", reasoning_content: "four 🙂", content: "d" }] },
  ]);
  expect([plan.mapping.prompt, plan.mapping.cot, plan.mapping.messages]).toEqual(["prompt|question|problem", "response|completion|output", "messages"]);
  expect(rows).toEqual([["1 🙂", "one", "a"], ["2", "two", undefined], ["3", "three", undefined], ["4", "four 🙂", "d"]]);
  expect(reasons.map(({ code }) => code)).not.toContain("seen-other-shape");
});

test("F32: what fits no shape is said before anything is written, and each such row is rejected with the keys that it has", async () => {
  const { reasons, rows } = await read([{ question: "1", response: "one 🙂" }, { note: "no text", step: 3 }, { question: "2", response: "two" }]);
  expect(reasons).toContainEqual({ code: "seen-other-shape", params: { count: 1, total: 3, keys: "note, step" } });
  expect(rows[1]).toEqual(["no-prompt", { path: "question", keys: "note, step" }]);
});

test("F32: an empty text under its own key stays empty: no other key takes its place", async () => {
  const { plan, rows } = await read([{ question: "1", response: "one 🙂", text: "a note" }, { question: "2", response: null, text: "another note" }]);
  expect(plan.mapping.cot).toBe("response");
  expect(rows[1]).toEqual(["no-cot", { path: "response", keys: "question, response, text" }]);
});
