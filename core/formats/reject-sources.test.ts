import { expect, test } from "vitest";
import { byteChunks, collect } from "./byte-chunks";
import { detectFormat } from "./detect";
import { openReader } from "./reader";

test("F26: a rejects file whose rows were mended is detected as what its rows are, and read", async () => {
  const rejects = [
    { file: "a.jsonl", line: 2, byteOffset: 40, reason: "not JSON", source: '{"question":"1+1? 🙂","response":"<think>Two.</think>2"}' },
    { file: "a.jsonl", line: 5, byteOffset: 90, reason: "no cot", source: '{"question":"2+2?",\n "response":"<think>Four.</think>4"}' },
    { file: "a.jsonl", line: 7, byteOffset: 120, reason: "not JSON", source: "{still broken" },
  ].map((row) => `${JSON.stringify(row)}\n`).join("");
  const detection = await detectFormat(() => byteChunks(rejects, 30), "rejects.jsonl");
  expect(detection.plan).toMatchObject({ format: "jsonl", rejects: true, mapping: { prompt: "question", cot: "response" } });
  const reader = openReader(detection.plan, "rejects.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  const rows = await collect(reader.value(byteChunks(rejects, 30)));
  expect(rows.map((row) => (row.kind === "record" ? [row.record.prompt, row.record.cot, row.line] : [row.source, row.line]))).toEqual([["1+1? 🙂", "Two.", 1], ["2+2?", "Four.", 2], ["{still broken", 3]]);
});

test("F26: rows that merely have a source are not rejects", async () => {
  const rows = `${JSON.stringify({ prompt: "p", cot: "c 🙂", source: "x", reason: "y", byteOffset: 1 })}\n`;
  expect((await detectFormat(() => byteChunks(rows + rows, 30), "a.jsonl")).plan.rejects).toBeUndefined();
});
