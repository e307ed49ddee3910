import { decode, encode } from "gpt-tokenizer/encoding/o200k_base";
import fc from "fast-check";
import { expect, test } from "vitest";
import { countTokens } from "./tokens";
import { traceText } from "./trace-text.fixture";

test("T16: the count is that of the encoder", () => {
  fc.assert(fc.property(traceText, (text) => {
    const tokens = encode(text, { disallowedSpecial: new Set<string>() });
    expect(countTokens(text)).toBe(tokens.length);
    if (!/\p{Surrogate}/u.test(text)) expect(decode(tokens)).toBe(text);
  }), { numRuns: 200 });
});

test("T16: known counts, and names of special tokens are ordinary text", () => {
  expect(countTokens("")).toBe(0);
  expect(countTokens("hello world")).toBe(2);
  expect(countTokens("<|endoftext|>")).toBeGreaterThan(1);
  expect(countTokens("a <|im_start|> 🙂")).toBeGreaterThan(4);
});

test("T16: long runs without a space are counted in pieces and no surrogate pair is cut", () => {
  for (const unit of ["a", "A", "中", "🙂", "=", " ", "𠮷"]) {
    const pieces = Math.ceil((unit.length * 200_000) / 256);
    const count = countTokens(unit.repeat(200_000));
    expect(count).toBeGreaterThanOrEqual(pieces);
    expect(count).toBeLessThanOrEqual(200_000 * 4);
  }
  expect(countTokens("𠮷".repeat(129))).toBe(countTokens("𠮷".repeat(128)) + countTokens("𠮷"));
});
