import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
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

test("F34: rows that hold everything under one key are mapped by paths into it", async () => {
  const { plan, rows } = await read([{ run: 1, data: { question: "1 🙂", response: "one" } }, { run: 1, data: { question: "2", response: "two" } }]);
  expect([plan.mapping.prompt, plan.mapping.cot, rows]).toEqual(["data.question", "data.response", [["1 🙂", "one", undefined], ["2", "two", undefined]]]);
});

test("F34: JSON Lines in one key of a document are its rows; a line that is broken is one of them; one object in a string is no list", async () => {
  const lines = ['{"question":"1 🙂","response":"one\\nmore"}', "", '{"question":"2","response":"two"}', "no json 🙂"].join("\n");
  const file = JSON.stringify({ model: "m 🙂", run: { data: lines, call: '{"query":"a"}' } }, null, 1);
  const { plan } = await detectFormat(() => byteChunks(file, 9), "a.json");
  const reader = openReader(plan, "a.json");
  const rows = reader.ok ? await collect(reader.value(byteChunks(file, 9))) : [];
  expect([plan.format, plan.rows]).toEqual(["json", "run.data[]"]);
  expect(rows.map((row) => (row.kind === "record" ? [row.record.prompt, row.record.cot, row.record.model] : [row.code, row.source]))).toEqual([["1 🙂", "one\nmore", "m 🙂"], ["2", "two", "m 🙂"], ["record-not-object", '"no json 🙂"']]);
  const single = JSON.stringify({ question: "1", response: "🙂", call: '{"query":"a"}' });
  expect((await detectFormat(() => byteChunks(single), "b.json")).plan.rows).toBe("");
});

test("F34: a prompt that is glued in front of the thinking is the prompt where no key holds one, and the original stays", async () => {
  const { rows } = await read([{ text: "What is 1+1? 🙂\n<think>So 2.</think>It is 2." }, { text: "<think>No prompt.</think>2" }]);
  expect(rows).toEqual([["What is 1+1? 🙂\n", "So 2.", "It is 2."], ["prompt-unmapped", { keys: "text" }]]);
});

test("F34: NaN and infinities, as Python writes them, are no numbers and lose no row; a broken first line does not make the file a document", async () => {
  const line = (reward: string) => `{"prompt":"p","cot":"🙂 c NaN","reward":${reward},"kl":NaN,"extra":[Infinity]}\n`;
  const file = line("NaN") + line("-Infinity") + line("1.5");
  const { plan } = await detectFormat(() => byteChunks(file, 30), "a.jsonl");
  const reader = openReader(plan, "a.jsonl");
  const rows = reader.ok ? await collect(reader.value(byteChunks(file, 30))) : [];
  expect(rows.map((row) => row.kind === "record" && [row.record.cot, row.record.reward, row.record.kl, row.record.metadata, row.record.warnings.map(({ code, params }) => `${code} ${params.field}`)])).toEqual([
    ["🙂 c NaN", undefined, undefined, '{"extra":["Infinity"]}', ["odd-number reward", "odd-number kl"]], ["🙂 c NaN", undefined, undefined, '{"extra":["Infinity"]}', ["odd-number reward", "odd-number kl"]], ["🙂 c NaN", 1.5, undefined, '{"extra":["Infinity"]}', ["odd-number kl"]],
  ]);
  const broken = '{"prompt":"p"\n{"prompt":"q 🙂","cot":"c"}\n{"prompt":"r","cot":"d"}\n';
  expect((await detectFormat(() => byteChunks(broken, 30), "a.jsonl")).plan.format).toBe("jsonl");
});
