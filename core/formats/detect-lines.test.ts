import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import { openReader } from "./reader";

const record = (n: number): string => JSON.stringify({ question: `What is ${n}+1? 🙂`, response: `${n}+1 is ${n + 1}.` });
const records = (count: number): string[] => Array.from({ length: count }, (_, n) => record(n));
const seen = async (lines: readonly string[], name: string) => detectFormat(() => byteChunks(`${lines.join("\n")}\n`), name);
const log = (count: number, begin: string): string[] => Array.from({ length: count }, (_, n) => `${begin} step ${n} 🙂`);

test("F36: JSON Lines after the lines of a log are found by name or by what they are, and each other line is a row error", async () => {
  for (const begin of ["[2026-11-22 10:00:00]", "INFO", "{epoch 1}"]) {
    for (const name of ["run.jsonl", "run.ndjson", "run.log", "run.jsonl.txt"]) {
      const lines = [...log(60, begin), ...records(5)];
      const { plan, reasons } = await seen(lines, name);
      expect([name, begin, plan.format, plan.mapping.prompt, plan.mapping.cot]).toEqual([name, begin, "jsonl", "question", "response"]);
      expect(reasons).toContainEqual({ code: "seen-some-lines", params: { count: 5, others: 60 } });
      const reader = openReader(plan, name);
      const rows = reader.ok ? await collect(reader.value(byteChunks(`${lines.join("\n")}\n`))) : [];
      expect(rows.map(({ kind }) => kind)).toEqual([...Array<string>(60).fill("error"), ...Array<string>(5).fill("record")]);
    }
  }
});

test("F36: one line that is an object makes a file named .jsonl JSON Lines, and no other", async () => {
  const lines = [...log(30, "[info]"), record(1), ...log(3, "[info]")];
  expect((await seen(lines, "a.jsonl")).plan.format).toBe("jsonl");
  expect((await seen(lines, "a.json")).plan.format).toBe("json");
});

test("F36: a document over several lines stays a document, whatever its name and however its inner lines read", async () => {
  for (const name of ["a.json", "a.jsonl"]) {
    expect((await seen(["[", ...records(30).map((line, n) => (n < 29 ? `${line},` : line)), "]"], name)).plan).toMatchObject({ format: "json", rows: "[]" });
    expect((await seen(['{"groups":[[', record(1), "],[", record(2), "]]}"], name)).plan.format).toBe("json");
  }
  expect((await seen(["prompt,cot", ...records(5)], "a.csv")).plan.format).toBe("csv");
});

test("F36: whatever lines stand first, whole objects after them are found where the name says so", async () => {
  const noObject = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => `# ${text.replaceAll(/[\r\n]/gu, " ")}`);
  await fc.assert(fc.asyncProperty(fc.array(noObject, { maxLength: 80 }), fc.integer({ min: 1, max: 30 }), async (before, count) => {
    const { plan } = await seen([...before, ...records(count)], "a.jsonl");
    expect([plan.format, plan.mapping.prompt]).toEqual(["jsonl", "question"]);
  }));
});
