import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { delimitedRows } from "./delimited-rows";
import { READ_OPTIONS } from "./read-options";

const read = async (file: string) => (await collect(delimitedRows(byteChunks(file, 7), "auto", READ_OPTIONS))).map((row) => (row.kind === "row" ? row.row.value : row.code));

test("F7: a quote within a cell is a character: it opens nothing, and no row after it is swallowed", async () => {
  expect(await read('prompt,cot\na,5" pipe 🙂\nb,ok\nc,7" and 8" pipes\n"d, too",ok\n')).toEqual([{ prompt: "a", cot: '5" pipe 🙂' }, { prompt: "b", cot: "ok" }, { prompt: "c", cot: '7" and 8" pipes' }, { prompt: "d, too", cot: "ok" }]);
  expect(await read('prompt\tcot\na\the said "no\nb\tok\n')).toEqual([{ prompt: "a", cot: 'he said "no' }, { prompt: "b", cot: "ok" }]);
  expect(await read('prompt,cot\n"a",5" pipe\nb,ok\n')).toEqual(["not-csv", { prompt: "b", cot: "ok" }]);
});

test("F7: what is quoted by RFC 4180 is read as it was, whatever stands in the cells", async () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r\n", "a", "🙂"), minLength: 1, maxLength: 6 });
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
    const file = `p,c\n${rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\n")}\n`;
    expect(await read(file)).toEqual(rows.map(([p, c]) => ({ p, c })));
  }));
});
