import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import type { FormatName, ImportPlan } from "./import-plan";
import { FORMATS, planFor } from "./import-plan";
import type { ReleaseTrace } from "./native-record";
import { writeTracesParquet } from "./parquet-tables";
import { openReader } from "./reader";
import { toRelease } from "./to-release.fixture";
import { zipEntries } from "./zip-entries";

async function read(plan: ImportPlan, file: Uint8Array | string, size = 64): Promise<string[]> {
  const reader = openReader(plan, "file");
  if (!reader.ok) throw new Error(reader.error.reason);
  return (await collect(reader.value(byteChunks(file, size), { maxBytes: 2 ** 20, maxLineBytes: 2 ** 16 }))).map((row) => (row.kind === "record" ? `${row.record.prompt}|${row.record.cot}` : row.reason));
}

const golden = readdirSync(join("tests", "golden"), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join("tests", "golden", name)).filter((file) => file.includes(".in.")).map((file) => ({ format: name as FormatName, bytes: new Uint8Array(readFileSync(join("tests", "golden", name, file))) })));

/** Files of the formats whose golden pairs are not files on their own. */
const packed = async (): Promise<readonly { readonly format: FormatName; readonly bytes: Uint8Array }[]> => {
  const line = '{"id":"🙂","prompt":"p 🙂","cot":"So 7. Wait."}\n';
  const pieces = await collect(writeTracesParquet(toReleased(line)));
  return [
    { format: "parquet", bytes: Buffer.concat(pieces) }, { format: "brat", bytes: zipSync({ "a.txt": strToU8("🙂 So 7."), "a.ann": strToU8("T1\tverification 2 4\tSo\n") }) }, { format: "release", bytes: zipSync({ "traces.jsonl": strToU8(line), "codebook.json": strToU8("[]") }) },
    { format: "rollouts", bytes: strToU8('{"input":"p 🙂","output":"So 7.","score":1,"step":3}\n') }, { format: "text", bytes: strToU8("🙂 So 7.\n") },
  ];
};

async function* toReleased(line: string): AsyncGenerator<ReleaseTrace> {
  const reader = openReader(planFor("native"), "file");
  if (reader.ok) for await (const row of reader.value(byteChunks(strToU8(line)))) if (row.kind === "record") yield toRelease(row.record, { prompt: "", cot: "" });
}

test("F15: damaged files of every format give rows and errors, never an exception", async () => {
  const files = [...golden, ...await packed()];
  expect(FORMATS.filter((format) => !files.some((file) => file.format === format))).toEqual([]);
  for (const { format, bytes } of await packed()) expect([format, ...await read(planFor(format, format === "parquet" ? { prompt: "prompt", cot: "cot" } : format === "rollouts" ? { prompt: "input", cot: "output" } : undefined), bytes)]).toEqual([format, expect.stringMatching(/\|.*So 7\./)]);
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }), fc.nat(), fc.boolean(), async ({ format, bytes }, flips, cut, whole) => {
    const damaged = bytes.slice(0, whole ? bytes.length : cut % bytes.length);
    for (const [at, value] of flips) if (damaged.length > 0) damaged[at % damaged.length] = value;
    await read({ ...planFor(format, undefined, format === "json" ? "results[]" : undefined), reanchor: true }, damaged);
    await detectFormat(() => byteChunks(damaged, 64), "file");
  }), { numRuns: 200 });
}, 60_000);

test("F15: any bytes under any format give rows and errors, never an exception", async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...FORMATS), fc.uint8Array({ maxLength: 200 }), async (format, bytes) => { await read(planFor(format), bytes); }), { numRuns: 300 });
}, 60_000);

test("F15: a file cut off in the middle keeps the rows before the cut and says where", async () => {
  const line = (id: number) => `{"prompt":"p${id} 🙂","cot":"c"}\n`;
  const whole = [0, 1, 2].map(line).join("");
  expect(await read(planFor("native"), whole.slice(0, -8))).toEqual(["p0 🙂|c", "p1 🙂|c", expect.stringContaining("the file is cut off in this line")]);
  const noise = fc.sample(fc.string({ minLength: 4000, maxLength: 4000, unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789") }), { seed: 1, numRuns: 40 });
  const packed = new Uint8Array(gzipSync(noise.map((text) => `{"prompt":"🙂","cot":"${text}"}\n`).join("")));
  const rows = await read(planFor("native"), packed.subarray(0, packed.length >> 1));
  expect(rows.filter((row) => row.startsWith("🙂|")).length).toBeGreaterThan(5);
  expect(rows.at(-1)).toContain("the file breaks off here: gzip");
});

test("F16: a zip with names that lead out of it, a bomb, a cut and an empty one are refused whole", async () => {
  const plan = planFor("brat");
  for (const name of ["../a.txt", "/a.txt", "x/../../a.txt", "C:/a.txt", "x\\..\\a.txt"]) expect(await read(plan, zipSync({ [name]: strToU8("🙂") }))).toEqual([expect.stringContaining("leads out of the archive")]);
  const bomb = zipSync({ "a.txt": new Uint8Array(16 * 2 ** 20) });
  expect(() => zipEntries(bomb, { maxEntries: 10, maxBytes: 2 ** 20 })).toThrow("bomb");
  expect(await read(plan, bomb)).toEqual([expect.stringContaining("bomb")]);
  expect(await read(plan, zipSync({ "a.txt": strToU8("🙂 ".repeat(500)), "a.ann": strToU8("") }).subarray(0, 60))).toEqual([expect.stringMatching(/zip/)]);
  expect(() => zipEntries(zipSync({}), { maxEntries: 10, maxBytes: 10 })).toThrow("no files");
  expect(() => zipEntries(zipSync(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.txt`, strToU8("🙂")]))), { maxEntries: 10, maxBytes: 2 ** 20 })).toThrow("more than 10 files");
}, 60_000);

test("F16: an XML document type is refused, its entities are never expanded", async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "🙂">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`).join("")}]><x>&j;</x>`;
  expect(await read(planFor("uima-xmi"), bomb)).toEqual(["the XML declares a document type: refused, its entities are never expanded"]);
});

test("F15: keys like __proto__ and constructor are data", async () => {
  const rows = await read(planFor("jsonl", { prompt: "prompt", cot: "cot" }), '{"prompt":"🙂","cot":"c","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\n');
  expect(rows).toEqual(["🙂|c"]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("F17: a user's name pattern runs in linear time and a wrong one is refused", () => {
  const slow = openReader({ ...planFor("jsonl"), namePattern: "(a+)+$" }, `${"a".repeat(50_000)}!`);
  expect(slow.ok).toBe(true);
  expect(openReader({ ...planFor("jsonl"), namePattern: "(" }, "x")).toMatchObject({ ok: false, error: { kind: "bad-pattern" } });
});
