import { deflateSync, unzipSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collect } from "./collect.fixture";
import { crc32 } from "./zip-checksum";
import { writeZip } from "./zip-writer";
import type { ZipEntry } from "./zip-writer";

const joined = (pieces: readonly Uint8Array[]): Uint8Array => Uint8Array.from(pieces.flatMap((piece) => [...piece]));
const entryOf = (path: string, content: Uint8Array, packed: boolean): ZipEntry => {
  const bytes = packed ? deflateSync(content) : content;
  return { path, size: content.length, crc32: crc32(content), ...(packed ? { deflated: bytes.length } : {}), bytes: () => [bytes] };
};

test("F24: what goes into an archive comes out, stored or deflated, and the same files give the same archive", async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z🙂]{1,8}$/u), fc.uint8Array({ maxLength: 200 }), fc.boolean()), { selector: ([path]) => path, maxLength: 6 }), async (files) => {
    const entries = files.map(([path, content, packed]) => entryOf(path, content, packed));
    const archive = joined(await collect(writeZip(entries)));
    expect(unzipSync(archive)).toEqual(Object.fromEntries(files.map(([path, content]) => [path, content])));
    expect(joined(await collect(writeZip(entries)))).toEqual(archive);
  }));
});

test("F24: more files than the old format counts are announced in its wide form", async () => {
  const one = entryOf("🙂", new Uint8Array(), false);
  const count = 70_000;
  let length = 0;
  let tail = new Uint8Array();
  for await (const piece of writeZip(Array.from({ length: count }, (_, index) => ({ ...one, path: String(index) })))) { length += piece.length; tail = new Uint8Array(piece); }
  const view = new DataView(tail.buffer);
  expect([tail.length, view.getUint32(0, true), view.getBigUint64(24, true)]).toEqual([98, 0x0606_4b50, BigInt(count)]);
  expect(Number(view.getBigUint64(40, true)) + Number(view.getBigUint64(48, true)) + 98).toBe(length);
});

test("F24: the checksum is the one that everybody computes", () => { expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf4_3926); });
