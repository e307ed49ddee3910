import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson, readJson } from "./json-body";

const post = (body: BodyInit, type = "application/json"): Request => new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } });

test("W6: any JSON without harm comes through as JSON.parse reads it", () => {
  let seen = 0;
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const text = JSON.stringify(value);
    if (/\\u0000|\\ud[89a-f]/i.test(text) || text.includes('"__proto__"')) return;
    seen++;
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  }));
  expect(seen).toBeGreaterThan(50);
});

test("W6: a string that merely speaks of __proto__ or shows an escape is no harm", () => {
  expect(parseJson('{"text":"x.__proto__ and \\\\u0000 🙂 \\ud83d\\ude42"}')).toEqual({ ok: true, value: { text: "x.__proto__ and \\u0000 🙂 🙂" } });
});

test.each([
  ['{"a":[{"__proto__":{"admin":true}}]}', "a.0.__proto__"],
  ['{"\\u005f_proto__":1}', "__proto__"],
  ['{"note":"a\\u0000b🙂"}', "note"],
  ['{"spans":[{"quote":"\\ud83d"}]}', "spans.0.quote"],
])("W6: %s is refused and its field named", (text, field) => {
  expect(parseJson(text)).toMatchObject({ ok: false, error: { kind: "invalid-input", errors: [{ field }] } });
});

test("W6: nesting beyond 64 levels is refused before anything recursive runs; brackets in strings do not count", () => {
  expect(parseJson("[".repeat(100_000) + "]".repeat(100_000))).toMatchObject({ ok: false, error: { kind: "malformed-body" } });
  expect(parseJson("[".repeat(64) + "]".repeat(64)).ok).toBe(true);
  expect(parseJson(JSON.stringify({ a: "[{".repeat(500), b: '\\"[[[🙂' })).ok).toBe(true);
});

test("W6: what is not JSON, not UTF-8 or not said to be JSON is refused with its own kind", async () => {
  expect(await readJson(post("{nope"), 100)).toMatchObject({ error: { kind: "malformed-body" } });
  expect(await readJson(post(new Uint8Array([0x22, 0xff, 0x22])), 100)).toMatchObject({ error: { kind: "malformed-body" } });
  expect(await readJson(post("{}", "text/plain"), 100)).toMatchObject({ error: { kind: "unsupported-media-type" } });
  expect(await readJson(post('"🙂"', "application/merge-patch+json; charset=utf-8"), 100)).toEqual({ ok: true, value: "🙂" });
});

test("W6: a body over the limit is refused, whether or not it says its length", async () => {
  const long = JSON.stringify("🙂".repeat(100));
  expect(await readJson(post(long), 50)).toMatchObject({ error: { kind: "too-large" } });
  const stream = new ReadableStream({ start(controller) { controller.enqueue(new TextEncoder().encode(long)); controller.close(); } });
  const request = new Request("http://localhost/", { method: "POST", body: stream, headers: { "content-type": "application/json" }, duplex: "half" } as RequestInit);
  expect(await readJson(request, 50)).toMatchObject({ error: { kind: "too-large" } });
});
