import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { BrokenStream } from "./decompress";
import { splitLines } from "./lines";

const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !big);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), !big);
  return bytes;
};

const wellFormed = fc.string({ unit: fc.oneof(fc.constantFrom("\n", "\r", "\u010a", "\u0a00", "🙂", "é", "中"), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 })), maxLength: 60 });

test("F3: lines joined are the text, whatever the encoding and wherever the chunks end", async () => {
  await fc.assert(fc.asyncProperty(wellFormed, fc.constantFrom("utf8", "bom", "le", "be"), fc.integer({ min: 1, max: 9 }), async (text, encoding, size) => {
    const bytes = encoding === "utf8" ? new TextEncoder().encode(text) : encoding === "bom" ? new TextEncoder().encode(`\ufeff${text}`) : utf16(text, encoding === "be");
    if (text.startsWith("\ufeff")) return;
    const lines = await collect(splitLines(byteChunks(bytes, size)));
    expect(lines.map((line) => (line.kind === "line" ? line.text + (line.ended ? "\n" : "") : "?")).join("")).toBe(text);
    expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    const decoder = new TextDecoder(encoding === "le" ? "utf-16le" : encoding === "be" ? "utf-16be" : "utf-8", { ignoreBOM: true });
    for (const line of lines) if (line.kind === "line") expect(decoder.decode(bytes.subarray(line.byteOffset)).startsWith(line.text)).toBe(true);
  }));
});

test("F3: ill-formed UTF-8 is counted, genuine U+FFFD is not", async () => {
  const lines = await collect(splitLines(byteChunks(new Uint8Array([0xef, 0xbf, 0xbd, 0xff, 0x61, 0x0a, 0x62]))));
  expect(lines).toEqual([
    { kind: "line", text: "\ufffd\ufffda", repairs: 1, line: 1, byteOffset: 0, ended: true },
    { kind: "line", text: "b", repairs: 0, line: 2, byteOffset: 6, ended: false },
  ]);
});

test("F3: a 500 MB line is one row error in bounded memory, and the lines around it are kept", async () => {
  const megabyte = new Uint8Array(2 ** 20).fill(120);
  const source = (async function* () {
    yield new TextEncoder().encode("🙂 first\n");
    for (let i = 0; i < 500; i++) yield megabyte;
    yield new TextEncoder().encode("\nlast");
  })();
  let peak = 0;
  const lines = [];
  for await (const line of splitLines(source, { maxLineBytes: 8 * 2 ** 20 })) {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    lines.push(line.kind === "line" ? line.text : line.kind === "too-long" ? `${line.bytes} bytes, ${line.head.slice(0, 3)}` : line.reason);
  }
  expect(lines).toEqual(["🙂 first", `${500 * 2 ** 20} bytes, xxx`, "last"]);
  expect(peak).toBeLessThan(200 * 2 ** 20);
});

test("F3: a stream that breaks keeps the lines before and says where", async () => {
  const source = (async function* () { yield new TextEncoder().encode("🙂\nab"); throw new BrokenStream("gone"); })();
  expect(await collect(splitLines(source))).toEqual([
    { kind: "line", text: "🙂", repairs: 0, line: 1, byteOffset: 0, ended: true },
    { kind: "line", text: "ab", repairs: 0, line: 2, byteOffset: 5, ended: false },
    { kind: "broken", reason: "gone", line: 3, byteOffset: 7 },
  ]);
});

test("F3: an error of the source itself is no row", async () => {
  const source = (async function* (): AsyncGenerator<Uint8Array> { yield new Uint8Array(1); throw new Error("disk"); })();
  await expect(collect(splitLines(source))).rejects.toThrow("disk");
});
