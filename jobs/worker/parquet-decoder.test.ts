import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { byteChunks } from "@/core/formats/byte-chunks";
import { collect } from "@/core/formats/collect.fixture";
import { planFor } from "@/core/formats/import-plan";
import { suggestMapping } from "@/core/formats/field-aliases";
import type { GroupDecoder } from "@/core/formats/parquet-group";
import { writeParquet } from "@/core/formats/parquet-write";
import { openReader } from "@/core/formats/reader";
import { parquetDecoder } from "./parquet-decoder";

let folder = "";
let decode: GroupDecoder;
let file: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "switchback-parquet-"));
  await build({ entryPoints: ["jobs/worker/parquet-thread.ts"], outfile: join(folder, "thread.mjs"), bundle: true, platform: "node", format: "esm", target: "node20" });
  decode = parquetDecoder(join(folder, "thread.mjs"), { least: 1_500, perMiB: 100 })!;
  const rows = Array.from({ length: 60 }, (_, index) => ({ prompt: `p${index % 7} 🙂`, cot: `c${index} ${"wait ".repeat(index % 11)}`, reward: index / 3 }));
  const column = <Key extends "prompt" | "cot" | "reward">(name: Key, type: "STRING" | "DOUBLE") => ({ name, type, required: true, of: (row: (typeof rows)[number]) => row[name] });
  file = Buffer.concat(await collect(writeParquet([column("prompt", "STRING"), column("cot", "STRING"), column("reward", "DOUBLE")], (async function* () { yield rows; })())));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(bytes: Uint8Array): Promise<string[]> {
  const mapping = suggestMapping([{ value: { prompt: "x", cot: "x", reward: 1 }, parents: [] }]);
  const reader = openReader(planFor("parquet", mapping), "file.parquet");
  if (!reader.ok) throw new Error(reader.error.reason);
  return (await collect(reader.value(byteChunks(bytes, 512), { decodeParquet: decode }))).map((row) => (row.kind === "record" ? `${row.record.prompt}|${row.record.cot}` : `! ${row.reason}`));
}

test("F9: a thread decodes what the calling thread would", async () => {
  const rows = await read(file);
  expect([rows.length, rows[8]]).toEqual([60, `p1 🙂|c8 ${"wait ".repeat(8)}`]);
});

test("F15: a Parquet file with any bytes changed gives rows and errors, and always comes to an end", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }), async (flips) => {
    const damaged = Uint8Array.from(file);
    for (const [at, value] of flips) damaged[at % damaged.length] = value;
    expect((await read(damaged)).length).toBeGreaterThan(0);
  }), { numRuns: 150 });
}, 240_000);

test("F9: a thread that says nothing is ended, the group is one error, and the next file is read", async () => {
  const silent = join(folder, "silent.mjs");
  await build({ stdin: { contents: 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { for (;;); });' }, outfile: silent, platform: "node", format: "esm" });
  const hung = parquetDecoder(silent, { least: 200, perMiB: 0 })!;
  const slices = hung({ metadata: { version: 1, schema: [], num_rows: 1n, row_groups: [], metadata_length: 0 }, pages: new Uint8Array(), offset: 0, fileBytes: 0, rows: 1, unpacked: 0 });
  await expect(collect(slices)).rejects.toThrow("was given up");
  expect((await read(file)).slice(0, 1)).toEqual(["p0 🙂|c0 "]);
});

test("F9: where no bundle stands there is no thread", () => { expect(parquetDecoder(join(folder, "none.mjs"))).toBeUndefined(); expect(readFileSync(join(folder, "thread.mjs")).length).toBeGreaterThan(1000); });
