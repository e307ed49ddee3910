import { expect, test } from "vitest";
import { annotationsOfTrace } from "@/data/annotations";
import type { Database } from "@/data/database";
import { rejectsOf } from "@/data/imports";
import { filesOf } from "@/data/stored-files";
import { planFiles } from "@/features/imports/preview";
import { writeW3c } from "@/core/formats/tool-writers";
import { LeftOut } from "@/core/formats/left-out";
import { planFor } from "@/core/formats/import-plan";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { openReader } from "@/core/formats/reader";
import { toRelease } from "@/core/formats/to-release.fixture";
import { exportStream } from "@/jobs/export-stream";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import { counts, importAll, line, upload } from "./imports";

const TEXT = "🙂 Tell me, O Muse.\r\nTell me of Troy.";
const annotation = (source: string | undefined, exact: string, start: number, creator?: string) => ({
  "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", ...(creator === undefined ? {} : { creator }), body: [{ type: "TextualBody", purpose: "tagging", value: "call" }],
  target: { ...(source === undefined ? {} : { source }), selector: [{ type: "TextQuoteSelector", exact }, { type: "TextPositionSelector", start, end: start + Array.from(exact).length }] },
});
const tracesOf = (db: Database, world: World) => db.query<{ id: string; external_id: string; cot: string }>('SELECT "id", "external_id", "cot" FROM "trace" WHERE "project_id" = $1 ORDER BY "external_id"', [world.projectId]);
const spansOf = async (db: Database, world: World, traceId: string) => (await annotationsOfTrace(db, world.projectId, traceId)).map(({ head, annotation: held }) => [head.layer, ...[...held.spans.values()].map(({ quote }) => quote)]).sort();

async function* exported(db: Database, world: World): AsyncGenerator<ReleaseTrace> {
  const reader = openReader(planFor("native"), "traces.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  for await (const row of reader.value(exportStream(db, world.projectId, "all"))) if (row.kind === "record") yield toRelease(row.record, { prompt: "", cot: "" });
}

onBothHomes("annotations that speak of texts elsewhere", (home) => {
  test("F30: they go onto traces that are here already, by external id, by the id or page of the trace, by a file's name; the same file twice adds nothing", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "a.jsonl": line({ id: "https://example.org/odyssey.htm", prompt: "", cot: TEXT }) + line({ id: "other 🙂", prompt: "p", cot: TEXT, answer: "Troy" }) });
    const [odyssey, other] = await tracesOf(home.db, world);
    const file = JSON.stringify([annotation("https://example.org/odyssey.htm", "Troy", 31, "a"), annotation(`https://here/projects/x/traces/${other!.id}`, "Tell me", 2, "b"), annotation("other 🙂", "Muse", 13, "b"), annotation("https://nowhere.org", "Troy", 31)]);
    const first = await importAll(home.db, world, { "annotations.json": file });
    expect(counts(first)).toEqual({ read: 3, created: 0, duplicates: 2, repaired: 0, rejected: 1, state: "done" });
    expect(await rejectsOf(home.db, world.projectId, first.id, 0, 10)).toMatchObject([{ line: 4, code: "no-annotated-text", params: { address: "https://nowhere.org", count: 1 }, reason: expect.stringContaining("https://nowhere.org") as string }]);
    expect(await spansOf(home.db, world, odyssey!.id)).toEqual([["imported:w3c:a", "Troy"]]);
    expect(await spansOf(home.db, world, other!.id)).toEqual([["imported:w3c:b", "Tell me", "Muse"]]);
    expect(counts(await importAll(home.db, world, { "again.json": file }))).toMatchObject({ created: 0, duplicates: 2, rejected: 1 });
    expect(await spansOf(home.db, world, other!.id)).toEqual([["imported:w3c:b", "Tell me", "Muse"]]);
    expect(await tracesOf(home.db, world)).toHaveLength(2);
  });

  test("F30: other annotations of a layer that the trace has already are not taken in, and the report says so", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "a.jsonl": line({ id: "odyssey", prompt: "", cot: TEXT }), "one.json": JSON.stringify([annotation("odyssey", "Troy", 31, "a")]) });
    const second = await importAll(home.db, world, { "two.json": JSON.stringify([annotation("odyssey", "Muse", 13, "a")]) });
    expect(second.warnings).toContainEqual(expect.objectContaining({ file: "two.json", code: "layer-stays", params: { layer: "imported:w3c:a" } }));
    const again = await importAll(home.db, world, { "one.json": JSON.stringify([annotation("odyssey", "Troy", 31, "a")]) });
    expect(again.warnings.map(({ code }) => code)).not.toContain("layer-stays");
  });

  test("F30: text and annotations in one import, in any order: W3C with and without a source, brat's .ann beside its .txt, rows with ids", async () => {
    const world = await newWorld(home.db);
    const done = await importAll(home.db, world, {
      "a.ann": "T1\tcall 13 17\tMuse\n", "a.txt": TEXT, "b.w3c.json": JSON.stringify([annotation("https://example.org/x/row-1.html", "Troy", 31)]), "c.jsonl": line({ id: "row-1", prompt: "p 🙂", cot: TEXT }),
      "d.json": JSON.stringify([annotation(undefined, "Tell me", 20)]),
    });
    expect({ ...counts(done), rejects: await rejectsOf(home.db, world.projectId, done.id, 0, 10) }).toEqual({ read: 5, created: 2, duplicates: 3, repaired: 0, rejected: 0, state: "done", rejects: [] });
    const [text, row] = await tracesOf(home.db, world);
    expect([text!.external_id, text!.cot, row!.external_id]).toEqual(["a.txt", TEXT, "row-1"]);
    expect(await spansOf(home.db, world, text!.id)).toEqual([["imported:brat", "Muse"], ["imported:w3c", "Tell me"]]);
    expect(await spansOf(home.db, world, row!.id)).toEqual([["imported:w3c", "Troy"]]);
  });

  test("F30: the dry run finds the texts too, in the files beside and in the project, and writes nothing", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "here.jsonl": line({ id: "here", prompt: "", cot: TEXT }) });
    const id = await upload(home.db, world, { "w.json": JSON.stringify([annotation("here", "Troy", 31), annotation("urn:x/row-1", "Muse", 13), annotation("a.txt", "Tell me", 2), annotation("a.txt", "not there", 2)]), "rows.jsonl": line({ id: "row-1", prompt: "p 🙂", cot: TEXT }), "a.txt": TEXT });
    const files = await filesOf(home.db, world.projectId, { kind: "import", id });
    const planned = await planFiles(home.db, world.projectId, files, () => ({}), () => ({}));
    const preview = planned.ok ? (planned.value.find(({ path }) => path === "w.json")!.preview as { code?: string; record?: { externalId: string; annotations: number } }[]) : [];
    expect(preview.map(({ code, record }) => code ?? [record!.externalId, record!.annotations])).toEqual([["here", 1], ["row-1", 1], "quote-elsewhere"]);
    expect(await tracesOf(home.db, world)).toHaveLength(1);
  });

  test("F30: our own W3C export goes back onto the same traces", async () => {
    const world = await newWorld(home.db);
    const span = { id: "s1", field: "cot", label: "verification", start: 13, end: 17, quote: "Muse", attributes: {}, certainty: "sure", note: "🙂", provenance: { origin: "made" } };
    const native = { format: "switchback-trace/1", id: "ex-1", prompt: "p 🙂", cot: TEXT, metadata: {}, text_sha256: {}, annotations: ["a1", "a2"].map((by) => ({ id: `an-${by}`, layer: `annotator:${by}`, annotator: by, pass: "behaviour", codebook: { key: "test-book", version: 1 }, status: "submitted", revision: 1, spans: [span], relations: [], answers: {} })) };
    await importAll(home.db, world, { "traces.jsonl": line(native) });
    const pieces: Uint8Array[] = [];
    for await (const piece of writeW3c(exported(home.db, world), new LeftOut())) pieces.push(piece);
    expect(counts(await importAll(home.db, world, { "web-annotations.jsonld": Buffer.concat(pieces) }))).toMatchObject({ created: 0, duplicates: 1, rejected: 0 });
    const [trace] = await tracesOf(home.db, world);
    expect(await tracesOf(home.db, world)).toHaveLength(1);
    expect(await spansOf(home.db, world, trace!.id)).toEqual([["annotator:a1", "Muse"], ["annotator:a2", "Muse"], ["imported:w3c:annotator:a1", "Muse"], ["imported:w3c:annotator:a2", "Muse"]]);
  });
});
