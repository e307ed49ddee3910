import fc from "fast-check";
import { expect, test } from "vitest";
import { boundaryOf, BrokenMultipart, readMultipart } from "./multipart";

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size: number): Promise<{ name: string | null; content: string }[]> {
  const parts: { name: string | null; content: string }[] = [];
  for await (const { fileName, body } of readMultipart(inPieces(bytes, size), "b🙂".slice(0, 1))) {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    parts.push({ name: fileName, content: Buffer.concat(pieces).toString("utf8") });
  }
  return parts;
}

const form = (contents: readonly string[]): Buffer =>
  Buffer.from(`${contents.map((content, k) => `--b\r\nContent-Disposition: form-data; name="file"; filename="f${k} 🙂.jsonl"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`).join("")}--b--\r\n`, "utf8");

test("D16: a form gives its files back exactly, however the bytes are cut", async () => {
  const content = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "-", "b", "🙂", "--b"), maxLength: 40 }).filter((text) => !`\r\n${text}\r\n`.includes("\r\n--b"));
  await fc.assert(fc.asyncProperty(fc.array(content, { maxLength: 4 }), fc.integer({ min: 1, max: 30 }), async (contents, size) => {
    expect(await read(form(contents), size)).toEqual(contents.map((text, k) => ({ name: `f${k} 🙂.jsonl`, content: text })));
  }));
});

test("D16: a form that is cut off says so", async () => {
  const whole = form(["one 🙂", "two"]);
  for (let length = 1; length < whole.length - 4; length += 7) await expect(read(whole.subarray(0, length), 5)).rejects.toThrow(BrokenMultipart);
});

test("D16: the boundary is read from the media type", () => {
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
  expect(boundaryOf("multipart/form-data; boundary=----WebKitFormBoundaryX")).toBe("----WebKitFormBoundaryX");
  expect(boundaryOf("application/json")).toBeNull();
});
