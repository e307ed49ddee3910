import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { planFor } from "./import-plan";
import type { ReadOptions } from "./read-options";
import { openReader } from "./reader";
import { firstOf, namesOf, NO_TEXTS, textsAtHand } from "./supplied-text";
import type { SuppliedText } from "./supplied-text";

const TEXT: SuppliedText = { id: "odyssey.txt", prompt: "", cot: "🙂 Tell me, O Muse. Tell me of Troy." };
const annotation = (source: unknown, exact: string, position: { start: number; end: number } | null, more: object = {}) =>
  ({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", body: [{ type: "TextualBody", purpose: "tagging", value: "call" }], target: { source, selector: [{ type: "TextQuoteSelector", exact }, ...(position ? [{ type: "TextPositionSelector", ...position }] : [])] }, ...more });

async function read(annotations: readonly object[], options: Partial<ReadOptions>, name = "annotations.json", plan = planFor("w3c")) {
  const reader = openReader(plan, name);
  if (!reader.ok) throw new Error(reader.error.reason);
  return collect(reader.value(byteChunks(JSON.stringify(annotations), 50), options));
}
const spans = (rows: Awaited<ReturnType<typeof read>>) => rows.map((row) => (row.kind === "error" ? row.code : [row.record.externalId, ...(row.record.annotations ?? []).flatMap((one) => one.spans.map(({ start, end, quote }) => `${start}–${end} ${quote}`))]));

test("F30: a text goes by its address, by the last part of it, with its ending or without", () => {
  expect(namesOf("https://example.org/a%20b/1727-h.htm?x=1#y")).toEqual(["https://example.org/a%20b/1727-h.htm?x=1#y", "https://example.org/a%20b/1727-h.htm", "1727-h.htm", "1727-h.txt", "1727-h"]);
  expect(namesOf("🙂.ann")).toEqual(["🙂.ann", "🙂.txt", "🙂"]);
  expect(namesOf("https://example.org/%E0%A4%A")).toContain("%E0%A4%A");
});

test.each([["https://example.org/texts/odyssey.htm"], ["odyssey.txt"], ["https://here/projects/demo/traces/odyssey.txt"], [{ id: "urn:x/odyssey" }]])("F30: annotations of %j are put on the text that goes by it", async (source) => {
  expect(spans(await read([annotation(source, "Tell me", { start: 2, end: 9 }), annotation(source, "Troy", { start: 30, end: 34 })], { texts: textsAtHand([TEXT]) }))).toEqual([["odyssey.txt", "2–9 Tell me", "30–34 Troy"]]);
});

test("F30: a source that leads nowhere is refused as one row that can be mended; with one text beside it the quotes decide", async () => {
  const file = [annotation("https://example.org", "Tell me", { start: 2, end: 9 }), annotation("https://example.org", "Troy", { start: 30, end: 34 })];
  const [refused, ...more] = await read(file, { texts: NO_TEXTS });
  expect([refused, more]).toMatchObject([{ kind: "error", code: "no-annotated-text", params: { address: "https://example.org", count: 2 } }, []]);
  const mended = JSON.parse(refused!.kind === "error" ? refused!.source : "") as object;
  expect(spans(await read([mended], { texts: textsAtHand([TEXT]) }))).toEqual([["odyssey.txt", "2–9 Tell me", "30–34 Troy"]]);
  expect(spans(await read([annotation("https://example.org", "Troja", { start: 30, end: 34 })], { texts: textsAtHand([TEXT]) }))).toEqual(["no-annotated-text"]);
  expect(spans(await read([annotation("https://example.org", "Troy", { start: 0, end: 4 })], { texts: textsAtHand([TEXT]) }))).toEqual(["quote-elsewhere"]);
  const unquoted = { ...annotation("https://example.org", "", null), target: { source: "https://example.org", selector: { type: "TextPositionSelector", start: 2, end: 9 } } };
  expect(spans(await read([unquoted], { texts: textsAtHand([TEXT]) }))).toEqual(["no-annotated-text"]);
  expect(spans(await read(file, { texts: textsAtHand([TEXT, { ...TEXT, id: "other 🙂" }]) }))).toEqual(["no-annotated-text"]);
});

test("F30: two texts of one name are nobody's guess; what lies near is taken before what lies far", async () => {
  const twins = textsAtHand([{ ...TEXT, id: "a/odyssey.txt" }, { ...TEXT, id: "b/odyssey.md" }]);
  const file = [annotation("x/odyssey.htm", "Troy", { start: 30, end: 34 })];
  expect(spans(await read(file, { texts: twins }))).toEqual(["several-texts"]);
  expect(spans(await read(file, { texts: firstOf(textsAtHand([TEXT]), twins) }))).toEqual([["odyssey.txt", "30–34 Troy"]]);
  expect(spans(await read(file, { texts: firstOf(NO_TEXTS, textsAtHand([TEXT])) }))).toEqual([["odyssey.txt", "30–34 Troy"]]);
});

test("F30: a quote without a position stands where its prefix and suffix are, once; twice is refused", async () => {
  const selector = { type: "TextQuoteSelector", exact: "Tell me", prefix: ". ", suffix: " of" };
  expect(spans(await read([{ ...annotation("odyssey", "", null), target: { source: "odyssey", selector } }], { texts: textsAtHand([TEXT]) }))).toEqual([["odyssey.txt", "19–26 Tell me"]]);
  expect(spans(await read([annotation("odyssey", "Tell me", null)], { texts: textsAtHand([TEXT]) }))).toEqual(["no-such-quote"]);
});

test("F30: one annotation a creator; a link between two annotations is a relation; several tags are several spans; bodies without a purpose are notes", async () => {
  const source = "odyssey.txt";
  const tags = [{ type: "TextualBody", purpose: "tagging", value: "a" }, { type: "TextualBody", purpose: "tagging", value: "b" }, { type: "TextualBody", value: "why 🙂" }];
  const rows = await read([
    annotation(source, "Tell me", { start: 2, end: 9 }, { id: "#1", creator: "urn:ada", body: tags }), annotation(source, "Troy", { start: 30, end: 34 }, { id: "#2", creator: { name: "urn:ada" } }), annotation(source, "Muse", { start: 13, end: 17 }, { creator: { id: "b@example.org" } }),
    { "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", motivation: "linking", body: [{ type: "TextualBody", value: "calls", purpose: "tagging" }], target: [{ id: "#1" }, { id: "#2" }] },
    { "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", body: "of the whole", target: source },
  ], { texts: textsAtHand([TEXT]) });
  const [row] = rows;
  if (rows.length !== 1 || row?.kind !== "record") throw new Error(JSON.stringify(rows));
  expect(row.record.annotations!.map(({ layer, spans: held, relations }) => [layer, held.map(({ label, note }) => [label, note]), relations.map(({ type, from, to }) => [type, from, to])])).toEqual([
    ["imported:w3c:urn:ada", [["a", "why 🙂"], ["b", "why 🙂"], ["call", ""]], [["calls", "s1", { span: "s3" }]]], ["imported:w3c", [["call", ""]], []],
  ]);
  expect(row.record.warnings).toContainEqual({ code: "marks-no-text", params: { count: 1 } });
});

test("F30: an .ann alone finds the text of its name; a text file is one trace, to the letter", async () => {
  const ann = "T1\tcall 2 9\tTell me\n";
  const loose = openReader(planFor("brat"), "odyssey.ann");
  expect(spans(loose.ok ? await collect(loose.value(byteChunks(ann), { texts: textsAtHand([TEXT]) })) : [])).toEqual([["odyssey.txt", "2–9 Tell me"]]);
  expect(spans(loose.ok ? await collect(loose.value(byteChunks(ann))) : [])).toEqual(["no-annotated-text"]);
  const plain = openReader(planFor("text"), "step_7.txt");
  const rows = plain.ok ? await collect(plain.value(byteChunks("\r\n<think>a 🙂</think> b \r\n"))) : [];
  expect(rows).toMatchObject([{ kind: "record", record: { externalId: "step_7.txt", prompt: "", cot: "\r\n<think>a 🙂</think> b \r\n", checkpoint: { name: "step-7", step: 7 } } }]);
  expect(spans(plain.ok ? await collect(plain.value(byteChunks(""))) : [])).toEqual(["empty-file"]);
});
