import { unzipSync, zipSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Span } from "../annotation/span";
import { isSpanTarget } from "../annotation/relation";
import { writeBrat } from "./brat-writer";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { writeConll } from "./conll";
import type { ImportPlan } from "./import-plan";
import { planFor } from "./import-plan";
import { suggestMapping } from "./field-aliases";
import { LeftOut } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import { writeNative } from "./native-writer";
import { writeTracesParquet } from "./parquet-tables";
import { openReader } from "./reader";
import { releaseTraceArbitrary } from "./release-trace.arbitrary";
import { writeSpansCsv } from "./spans-csv";
import { toRelease } from "./to-release.fixture";
import { writeDoccano, writeLabelStudio, writeProdigy, writeW3c } from "./tool-writers";
import { writeTracesCsv } from "./traces-csv";
import { writeBehaviours, writeChatSft, writePrmSteps } from "./training-writers";
import type { ImportedTrace } from "./trace-record";

async function* stream(traces: readonly ReleaseTrace[]): AsyncGenerator<ReleaseTrace> { yield* traces; }
const bytes = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => new Uint8Array(await new Blob((await collect(pieces)).map((piece) => new Uint8Array(piece))).arrayBuffer());

async function readAll(file: Uint8Array, plan: ImportPlan): Promise<ImportedTrace[]> {
  const reader = openReader(plan, "file");
  if (!reader.ok) throw new Error(reader.error.reason);
  return (await collect(reader.value(byteChunks(file, 100)))).map((row) => { if (row.kind === "error") throw new Error(`${row.line}: ${row.reason}\n${row.source}`); return row.record; });
}

// Shrinking compares whole releases thousands of times: a failing seed is quicker to rerun.
fc.configureGlobal({ endOnFailure: true, numRuns: 40 });

const traces = fc.uniqueArray(releaseTraceArbitrary, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });
const placeOf = (span: Span) => ({ field: span.field, label: span.label, start: span.start, end: span.end, quote: span.quote });
const inPlace = (spans: readonly Span[]) => spans.map(placeOf);

test("F1: native: read(write(x)) = x, and write(read(write(x))) is the same bytes", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const file = await bytes(writeNative(stream(rows)));
    const back = (await readAll(file, planFor("native"))).map((trace, index) => toRelease(trace, rows[index]!.textSha256));
    expect(back).toEqual(rows);
    expect(await bytes(writeNative(stream(back)))).toEqual(file);
  }));
});

test("F8: traces CSV: everything but annotations, ranges, steps and sources comes back; what stays behind is counted", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const leftOut = new LeftOut();
    const file = await bytes(writeTracesCsv(stream(rows), leftOut));
    const mapping = suggestMapping([{ value: Object.fromEntries(["id", "prompt", "cot", "answer", "reference_answer", "correct", "model", "checkpoint", "step", "sample", "dataset", "language", "reward", "kl", "training_seed", "temperature", "top_p", "max_tokens", "seed", "template_sha256", "finish_reason"].map((key) => [key, "1"])), parents: [] }]);
    const back = (await readAll(file, { ...planFor("csv", { ...mapping, metadata: "metadata" }) })).map((trace, index) => toRelease(trace, rows[index]!.textSha256));
    expect(back).toEqual(rows.map(({ knownSteps, source, ...row }) => ({ ...row, annotations: [], excluded: [], truncated: false, repairs: 0 })));
    expect(leftOut.counts().annotations ?? 0).toBe(rows.reduce((sum, row) => sum + row.annotations.length, 0));
  }));
});

test("F9: traces Parquet comes back as the CSV does", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const plan = planFor("parquet", { ...planFor("native").mapping, step: "step" });
    const back = await readAll(await bytes(writeTracesParquet(stream(rows))), plan);
    expect(back.map(({ externalId, prompt, cot, answer, reward, checkpoint, trainingSeed }) => ({ externalId, prompt, cot, answer, reward, checkpoint, trainingSeed }))).toEqual(rows.map(({ id, prompt, cot, answer, reward, checkpoint, trainingSeed }) => ({ externalId: id, prompt, cot, answer, reward, checkpoint, trainingSeed })));
  }));
});

const relationsBetweenSpans = (trace: ReleaseTrace, held: (span: Span) => boolean) => trace.annotations.map(({ spans, relations }) => relations.flatMap(({ type, from, to }) => {
  const known = spans.filter(held);
  const source = known.find(({ id }) => id === from);
  const target = isSpanTarget(to) ? known.find(({ id }) => id === to.span) : undefined;
  return source && target ? [{ type, from: placeOf(source), to: placeOf(target) }] : [];
}));
const importedRelations = (trace: ImportedTrace) => (trace.annotations ?? []).map(({ spans, relations }) => relations.map(({ type, from, to }) => ({ type, from: placeOf(spans.find(({ id }) => id === from)!), to: placeOf(spans.find(({ id }) => isSpanTarget(to) && id === to.span)!) })));

test("F10: Label Studio holds spans of all fields, attributes, notes and relations between spans", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const back = await readAll(await bytes(writeLabelStudio(stream(rows), new LeftOut())), planFor("label-studio"));
    expect(back.map(({ externalId, prompt, cot, answer }) => ({ externalId, prompt, cot, answer }))).toEqual(rows.map(({ id, prompt, cot, answer }) => ({ externalId: id, prompt, cot, answer })));
    expect(back.map((trace) => trace.annotations!.map(({ spans }) => spans.map((span) => ({ ...placeOf(span), attributes: span.attributes, note: span.note }))))).toEqual(rows.map((trace) => trace.annotations.map(({ spans }) => spans.map((span) => ({ ...placeOf(span), attributes: span.attributes, note: span.note })))));
    expect(back.map(importedRelations)).toEqual(rows.map((trace) => relationsBetweenSpans(trace, () => true)));
  }));
});

test.each([["doccano", writeDoccano], ["prodigy", writeProdigy]] as const)("F10: %s holds the spans of the CoT, one line an annotation, and counts the rest", async (format, write) => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const leftOut = new LeftOut();
    const back = await readAll(await bytes(write(stream(rows), leftOut)), { ...planFor(format), offsetUnit: "codepoint" });
    const expected = rows.flatMap((trace) => trace.annotations.map(({ spans }) => ({ cot: trace.cot, spans: inPlace(spans.filter(({ field }) => field === "cot")) })));
    expect(back.map((trace) => ({ cot: trace.cot, spans: inPlace(trace.annotations![0]!.spans) }))).toEqual(expected);
    expect(leftOut.counts()["spans of the prompt and the answer"] ?? 0).toBe(rows.flatMap((trace) => trace.annotations.flatMap(({ spans }) => spans.filter(({ field }) => field !== "cot"))).length);
    if (format === "doccano") expect(back.flatMap(importedRelations)).toEqual(rows.flatMap((trace) => relationsBetweenSpans(trace, ({ field }) => field === "cot")));
  }));
});

const creators = (trace: ReleaseTrace): string[] => [...new Set(trace.annotations.filter(({ spans }) => spans.length > 0).map(({ layer }) => layer))];

test("F10: W3C holds every span of every field with its note, by creator, on the text that it was on", async () => {
  await fc.assert(fc.asyncProperty(traces.filter((rows) => rows.some(({ annotations }) => annotations.some(({ spans }) => spans.length > 0))), async (rows) => {
    const back = await readAll(await bytes(writeW3c(stream(rows), new LeftOut())), planFor("w3c"));
    const expected = rows.filter((trace) => trace.annotations.some(({ spans }) => spans.length > 0)).map((trace) => creators(trace).map((layer) => trace.annotations.filter((annotation) => annotation.layer === layer).flatMap(({ spans }) => spans.map((span) => ({ ...placeOf(span), note: span.note })))));
    expect(back.map((trace) => trace.annotations!.map(({ spans }) => spans.map((span) => ({ ...placeOf(span), note: span.note }))))).toEqual(expected);
    expect(back.map(({ externalId, prompt, cot, answer }) => ({ externalId, prompt, cot, answer }))).toEqual(rows.filter((trace) => creators(trace).length > 0).map(({ id, prompt, cot, answer }) => ({ externalId: id, prompt, cot, answer })));
  }));
});

test("F10: brat holds the one-line spans of the CoT with attributes; the zip is the same bytes each time", async () => {
  await fc.assert(fc.asyncProperty(traces.filter((rows) => rows.some(({ annotations }) => annotations.length > 0)), async (rows) => {
    const file = await bytes(writeBrat(stream(rows), new LeftOut()));
    expect(await bytes(writeBrat(stream(rows), new LeftOut()))).toEqual(file);
    const back = await readAll(file, planFor("brat"));
    const expected = rows.flatMap((trace) => trace.annotations.map(({ spans }) => ({ cot: trace.cot, spans: spans.filter(({ field, quote, start, end }) => field === "cot" && start < end && !/[\r\n]/.test(quote)).map((span) => ({ ...placeOf(span), attributes: Object.fromEntries(Object.entries(span.attributes).map(([key, value]) => [key, value.replaceAll(" ", "_")])) })) })));
    expect(back.map((trace) => ({ cot: trace.cot, spans: trace.annotations![0]!.spans.map((span) => ({ ...placeOf(span), attributes: span.attributes })) }))).toEqual(expected);
    expect(Object.keys(unzipSync(file)).length).toBe(2 * expected.length);
  }));
});

test("F1: a zipped release holds what its traces.jsonl holds", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const back = (await readAll(zipSync({ "release/codebook.json": new Uint8Array(), "release/traces.jsonl": await bytes(writeNative(stream(rows))) }), planFor("release"))).map((trace, index) => toRelease(trace, rows[index]!.textSha256));
    expect(back).toEqual(rows);
  }));
});

test("F11: chat SFT comes back as prompt, CoT and answer, where no text holds a marker itself and nothing is cut out", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const plain = rows.map((row) => ({ ...row, excluded: [] })).filter(({ cot, answer = "", prompt }) => !`${prompt}${cot}${answer}`.includes("think>"));
    const back = await readAll(await bytes(writeChatSft(stream(plain), new LeftOut())), planFor("jsonl", { id: "id", messages: "messages" }));
    expect(back.map(({ externalId, prompt, cot, answer = "" }) => [externalId, prompt, cot, answer])).toEqual(plain.map(({ id, prompt, cot, answer = "" }) => [id, prompt, cot, answer]));
  }));
});

test("F11: tables and training files: every line is what its format says, for any release", async () => {
  await fc.assert(fc.asyncProperty(traces, async (rows) => {
    const decode = async (pieces: AsyncIterable<Uint8Array>) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytes(pieces));
    for (const line of (await decode(writePrmSteps(stream(rows), new LeftOut()))).split("\n").slice(0, -1)) {
      const record = JSON.parse(line) as { id: string; steps: { text: string }[] };
      expect(record.steps.map(({ text }) => text).join("")).toBe(rows.find(({ id }) => id === record.id)!.cot);
    }
    const chats = (await decode(writeChatSft(stream(rows), new LeftOut()))).split("\n").slice(0, -1).map((line) => JSON.parse(line) as { messages: { content: string }[] });
    expect(chats.map(({ messages }) => messages[0]!.content)).toEqual(rows.map(({ prompt }) => prompt));
    expect(chats.map(({ messages }) => messages[1]!.content.includes(rows[chats.findIndex((chat) => chat.messages === messages)]!.cot.slice(1)))).toEqual(rows.map(() => true));
    const conll = await decode(writeConll(stream(rows), ["verification"], new LeftOut()));
    for (const line of conll.split("\n")) if (/^[^#\n]/.test(line) && line.split("\t").length > 1) expect(line.split("\t").at(-1)).toMatch(/^(O|[BI]-verification)$/);
    const spans = await readCells(await bytes(writeSpansCsv(stream(rows), new LeftOut())));
    expect(spans.length - 1).toBe(rows.reduce((sum, trace) => sum + trace.annotations.reduce((inner, annotation) => inner + annotation.spans.length, 0), 0));
    const behaviours = await readCells(await bytes(writeBehaviours(stream(rows), ["verification", "branching"], new LeftOut())));
    expect(behaviours.slice(1).map((cells) => Number(cells.at(-1)) + Number(cells.at(-2)))).toEqual(rows.flatMap((trace) => trace.annotations.map(({ spans: held }) => held.length)));
  }));
});

async function readCells(file: Uint8Array): Promise<string[][]> {
  const { parse } = await import("csv-parse/browser/esm/sync");
  return parse(new TextDecoder("utf-8", { ignoreBOM: true }).decode(file), { record_delimiter: "\r\n" });
}
