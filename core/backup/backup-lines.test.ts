import fc from "fast-check";
import { expect, test } from "vitest";
import { backupLines } from "./backup-lines";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

test("B1: however the bytes arrive, the lines are the same, and only a line feed ends one", async () => {
  const line = fc.string({ unit: "grapheme" }).map((text) => `${text.replaceAll("\n", "")}\u2028🙂\r`);
  await fc.assert(fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
    const read: string[] = [];
    for await (const each of backupLines(inPieces(new TextEncoder().encode(lines.map((text) => `${text}\n`).join("")), size))) read.push(each);
    expect(read).toEqual(lines);
  }));
});
