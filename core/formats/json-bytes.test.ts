import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonBytes } from "./json-bytes";

/** Texts of both sides of the length at which they are escaped as bytes; with what JSON escapes, U+FFFD, lone surrogates and neighbours of U+FFFD in UTF-8. */
const texts = fc.array(fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("🙂", "\n\n", '"', "\\frac{1}{2}", "\u0000", "\u001f", "\u007f", "，", "\ufffc", "\ufffe", "\ufeff", "é", "so we check that again "), fc.constantFrom("\ufffd", "\ud83d", "\ude42"),
).chain((piece) => fc.nat(60).map((times) => piece.repeat(times))), { maxLength: 12 }).map((pieces) => pieces.join(""));

test("F27: a text becomes the bytes of JSON.stringify, whatever it holds and however often the buffer was used", () => {
  const json = new JsonBytes();
  fc.assert(fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (list) => {
    json.json("[");
    for (const [at, text] of list.entries()) {
      if (at > 0) json.json(",");
      json.text(text);
    }
    json.json("]");
    expect(Buffer.from(json.take()).equals(Buffer.from(JSON.stringify(list), "utf8"))).toBe(true);
  }), { numRuns: 500 });
});

test("F27: a text that is all escapes, and one far longer than the buffer", () => {
  for (const text of ["\u0001".repeat(300_000), `🙂${"x\n".repeat(400_000)}`]) {
    const json = new JsonBytes();
    json.text(text);
    expect(json.full).toBe(true);
    expect(Buffer.from(json.take()).equals(Buffer.from(JSON.stringify(text), "utf8"))).toBe(true);
    expect(json.take()).toHaveLength(0);
  }
});
