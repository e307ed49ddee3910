import { gzipSync } from "node:zlib";
import { Zstd } from "@hpcc-js/wasm-zstd";
import fc from "fast-check";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { BrokenStream, decompress } from "./decompress";

const zstd = await Zstd.load();
const packers = { gzip: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)), zstd: (bytes: Uint8Array) => zstd.compress(bytes), none: (bytes: Uint8Array) => bytes };
const text = (pieces: readonly Uint8Array[]): string => { const decoder = new TextDecoder(); return pieces.map((piece) => decoder.decode(piece, { stream: true })).join(""); };

async function untilBroken(chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; reason: string }> {
  let bytes = 0;
  try {
    for await (const piece of chunks) bytes += piece.length;
  } catch (error) {
    if (error instanceof BrokenStream) return { bytes, reason: error.message };
    throw error;
  }
  return { bytes, reason: "" };
}

test.each(["gzip", "zstd", "none"] as const)("F4: %s comes out as it went in, in any chunks", async (kind) => {
  const whole = "🙂 wait, 3+4=7. ".repeat(20_000) + Math.PI;
  for (const size of [1000, 65_536]) expect(text(await collect(decompress(byteChunks(packers[kind](new TextEncoder().encode(whole)), size))))).toBe(whole);
  expect(text(await collect(decompress(byteChunks(packers[kind](new TextEncoder().encode("🙂")), 1))))).toBe("🙂");
});

test("F4: gzip members and zstd frames one after the other are one file", async () => {
  const pieces = ["🙂 one\n", "two\n"].map((piece) => new TextEncoder().encode(piece));
  for (const pack of [packers.gzip, packers.zstd]) {
    const file = new Uint8Array(await new Blob(pieces.map((piece) => new Uint8Array(pack(piece)))).arrayBuffer());
    expect(text(await collect(decompress(byteChunks(file, 5))))).toBe("🙂 one\ntwo\n");
  }
});

test.each(["gzip", "zstd"] as const)("F4: a %s file cut off in the middle gives what came before", async (kind) => {
  const random = fc.sample(fc.uint8Array({ minLength: 300_000, maxLength: 300_000, size: "max" }), { seed: 7, numRuns: 1 })[0]!;
  const packed = packers[kind](random);
  const { bytes, reason } = await untilBroken(decompress(byteChunks(packed.subarray(0, packed.length >> 1), 1000)));
  expect(bytes).toBeGreaterThan(80_000);
  expect(bytes).toBeLessThan(300_000);
  expect(reason).toMatch(/unexpected (end|EOF)/);
});

test.each(["gzip", "zstd"] as const)("F4: a %s bomb is refused while it unpacks", async (kind) => {
  const bomb = packers[kind](new Uint8Array(400 * 2 ** 20));
  expect(bomb.length).toBeLessThan(2 ** 20);
  const { bytes, reason } = await untilBroken(decompress(byteChunks(bomb), { maxBytes: 2 ** 40, maxRatio: 200 }));
  expect(reason).toContain("bomb");
  expect(bytes).toBeLessThan(200 * 2 ** 20);
});

test("F4: damaged input never throws anything but a broken stream", async () => {
  const packed = [packers.gzip, packers.zstd].map((pack) => pack(new TextEncoder().encode("🙂 wait ".repeat(500))));
  await fc.assert(fc.asyncProperty(fc.constantFrom(...packed), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
    const damaged = file.slice();
    damaged[at % file.length]! ^= flip;
    await untilBroken(decompress(byteChunks(damaged, 64)));
  }));
});

test("F4: an error of the source itself passes through", async () => {
  for (const pack of [packers.gzip, packers.zstd, packers.none]) {
    const file = pack(new TextEncoder().encode("🙂 wait ".repeat(500)));
    const source = (async function* () { yield file.subarray(0, 20); throw new Error("disk"); })();
    await expect(collect(decompress(source))).rejects.toThrow("disk");
  }
});
