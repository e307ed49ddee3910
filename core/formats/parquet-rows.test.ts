import { parquetWriteBuffer } from "hyparquet-writer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { parquetRows } from "./parquet-rows";
import { planFor } from "./import-plan";
import { openReader } from "./reader";
import { inEnglish } from "./said";
import { READ_OPTIONS } from "./read-options";

const file = new Uint8Array(parquetWriteBuffer({ columnData: [
  { name: "prompt", data: ["a 🙂", "b"], type: "STRING" }, { name: "cot", data: ["x 🙂", "y"], type: "STRING" }, { name: "reward", data: [NaN, 0.5], type: "DOUBLE" }, { name: "kl", data: [Infinity, 0.25], type: "DOUBLE" },
  { name: "step", data: [1n, 2n ** 60n], type: "INT64" },
] }));

test("F9: NaN and infinities are no measurements and are said; long integers stay exact", async () => {
  expect((await collect(parquetRows(byteChunks(file), READ_OPTIONS))).map((row) => row.kind === "row" && row.row.value)).toEqual([
    { prompt: "a 🙂", cot: "x 🙂", reward: "NaN", kl: "Infinity", step: 1 }, { prompt: "b", cot: "y", reward: 0.5, kl: 0.25, step: "1152921504606846976" },
  ]);
  const reader = openReader(planFor("parquet"), "x.parquet");
  const rows = reader.ok ? await collect(reader.value(byteChunks(file))) : [];
  expect(rows.map((row) => row.kind === "record" && [row.record.reward, row.record.kl, row.record.warnings.map(inEnglish)])).toEqual([[undefined, undefined, ['reward: "NaN" is no finite number and was left out', 'kl: "Infinity" is no finite number and was left out']], [0.5, 0.25, []]]);
});

test("F9: a missing column is an error of each row that names the path", async () => {
  const reader = openReader(planFor("parquet", { prompt: "prompt", cot: "thinking" }), "x.parquet");
  const rows = reader.ok ? await collect(reader.value(byteChunks(file))) : [];
  expect(rows.map((row) => row.kind === "error" && row.reason)).toEqual(Array(2).fill('no chain of thought: nothing at "thinking", this row has prompt, cot, reward, kl, step'));
});

test("F9: a page that claims more values than its column has is refused at once, not decoded for minutes", async () => {
  const damaged = file.slice();
  damaged[20]! ^= 251; // found by the property below: a count in a page header
  expect(await collect(parquetRows(byteChunks(damaged), READ_OPTIONS))).toEqual([expect.objectContaining({ kind: "error", reason: expect.stringContaining("column prompt") as string })]);
});

test("F9: cut files are errors, never exceptions", async () => {
  await fc.assert(fc.asyncProperty(fc.nat(file.length - 1), async (length) => {
    const rows = await collect(parquetRows(byteChunks(file.slice(0, length)), READ_OPTIONS));
    expect(rows.every((row) => row.kind === "error")).toBe(true);
  }), { numRuns: 300 });
});
