import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { csvCell, csvText, fromCsvText } from "./csv-text";
import { delimitedRows } from "./delimited-rows";
import { READ_OPTIONS } from "./read-options";

const read = async (text: string | Uint8Array, delimiter: "\t" | "auto" = "auto") => (await collect(delimitedRows(byteChunks(text, 5), delimiter, READ_OPTIONS))).map((row) => (row.kind === "row" ? row.row.value : `${row.line}: ${row.reason}`));

const cell = fc.string({ unit: fc.oneof(fc.constantFrom('"', ",", "\r", "\n", "\r\n", "'", "=", "\t", ";"), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 12 });

test("F7: cells come back exactly, quotes, commas and line ends included", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), async (rows) => {
    const file = `a,b\r\n${rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\r\n")}\r\n`;
    expect(await read(file)).toEqual(rows.map(([a, b]) => ({ a, b })));
  }));
});

test("F8: what a spreadsheet would run is defused, and comes back", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "a", "＝", "🙂") }), (text) => { expect(fromCsvText(unquoted(csvText(text)))).toBe(text); }));
  expect(["=1+1", "+x", "-x", "@x", "\tx", "＝x", "'=x"].map((text) => unquoted(csvText(text))[0])).toEqual(Array.from("'''''''"));
  expect(csvText("7")).toBe("7");
});

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);

test("F7: tabs, semicolons, byte order mark, UTF-16", async () => {
  expect(await read("a\tb\n1\t🙂", "\t")).toEqual([{ a: "1", b: "🙂" }]);
  expect(await read("\ufeffa;b\n1;🙂")).toEqual([{ a: "1", b: "🙂" }]);
  expect(await read(new Uint8Array(Buffer.from("\ufeffa,b\n1,🙂\n", "utf16le")))).toEqual([{ a: "1", b: "🙂" }]);
});

test("F7: a row with too few cells and an unclosed quote are errors with their line", async () => {
  expect(await read(`a,b\n1\n2,🙂\n3,${csvCell('x"y')}\n4,"x\n5,y\n`)).toEqual(["2: 1 cells, the header has 2", { a: "2", b: "🙂" }, { a: "3", b: 'x"y' }, "5: a quote that is opened here is never closed"]);
});
