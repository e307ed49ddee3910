import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { expand, jsonDocumentRows, pathTokens } from "./json-document-rows";
import type { JsonValue } from "./json-text";
import { READ_OPTIONS } from "./read-options";

const read = (document: string, rows: string, size = 7, maxBytes = READ_OPTIONS.maxBytes) => collect(jsonDocumentRows(byteChunks(document, size), rows, { ...READ_OPTIONS, maxBytes }));
const values = (rows: Awaited<ReturnType<typeof read>>) => rows.map((row) => (row.kind === "row" ? row.row.value : row.reason));

const item = fc.dictionary(fc.string({ unit: "binary", maxLength: 4 }).filter((key) => key !== "__proto__"), fc.jsonValue({ depthSize: "small", stringUnit: "binary" }), { minKeys: 1, maxKeys: 4 });

test("F6: a streamed list gives the records that parsing it whole gives, wherever the chunks end", async () => {
  await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), async (items, size, pretty) => {
    const text = JSON.stringify(items, null, pretty ? 2 : undefined);
    const rows = await read(text, "[]", size);
    expect(values(rows)).toEqual(JSON.parse(text));
    for (const row of rows) if (row.kind === "row") expect(JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text).subarray(row.byteOffset)).slice(0, row.text.length))).toEqual(row.row.value);
  }));
});

test("F6: a document too large to collect is streamed with the same records; parents hold what came before the list", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ q: fc.string(), list: fc.array(item, { maxLength: 3 }) }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (results, size) => {
    const document = { metadata: { model: "🙂", n: [1, 2] }, "a\"b": 1, results };
    fc.pre(results.some(({ list }) => list.length > 0));
    const streamed = await read(JSON.stringify(document), "results[].list[]", size, 10);
    const places = expand(document as JsonValue, pathTokens("results[].list[]"));
    expect(values(streamed)).toEqual(places.map(({ value }) => value));
    for (const row of streamed) if (row.kind === "row") expect(row.row.parents.at(-1)).toEqual({ metadata: document.metadata, "a\"b": 1 });
  }));
});

test("F6: a list cut off in the middle keeps the records before the cut and says where", async () => {
  const rows = await read('{"meta":"🙂","results":[{"a":1},{"a":2},{"a":', "results[]");
  expect(values(rows)).toEqual([{ a: 1 }, { a: 2 }, "the file is cut off here"]);
  expect(rows.at(-1)).toMatchObject({ line: 3, byteOffset: 42, source: '{"a":' });
});

test("F6: a record over the limit is one error", async () => {
  const rows = await collect(jsonDocumentRows(byteChunks(`[{"a":1},{"b":"${"🙂".repeat(100)}"},{"a":2}]`, 10), "[]", { ...READ_OPTIONS, maxLineBytes: 100 }));
  expect(values(rows)).toEqual([{ a: 1 }, "the record has 408 bytes, more than 100", { a: 2 }]);
});

test("F6: UTF-16 with a byte order mark is read", async () => {
  const bytes = new Uint8Array(Buffer.from('\ufeff[{"a":"🙂"}]', "utf16le"));
  expect(values(await collect(jsonDocumentRows(byteChunks(bytes, 5), "[]", READ_OPTIONS)))).toEqual([{ a: "🙂" }]);
});

test("F6: any bytes give rows or errors, never an exception", async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.string({ unit: fc.constantFrom("{", "}", "[", "]", ":", ",", '"', "\\", "a", " ", "1") }).map((text) => new TextEncoder().encode(text))), fc.constantFrom("", "[]", "a[]", "a[].b[]"), async (bytes, path) => {
    const rows = await collect(jsonDocumentRows(byteChunks(bytes, 3), path, { ...READ_OPTIONS, maxBytes: 5 }));
    expect(rows.length).toBeGreaterThan(0);
  }));
});
