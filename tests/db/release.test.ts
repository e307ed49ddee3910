import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RELEASE_FORMATS } from "@/core/formats/release-formats";
import { RELEASE_WRITERS } from "@/core/formats/release-writers";
import { planFor } from "@/core/formats/import-plan";
import { openReader } from "@/core/formats/reader";
import { STATISTICS } from "@/core/statistics/registry";
import { isReleased } from "@/data/adjudications";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { createRelease, releaseById } from "@/data/releases";
import { releasePages, selectRelease } from "@/data/release-selection";
import type { ReleaseSelection } from "@/data/release-selection";
import { filesOf, readFile } from "@/data/stored-files";
import type { TraceFilter } from "@/data/trace-filter";
import { writeZip } from "@/core/formats/zip-writer";
import { compareReleases } from "@/features/releases/compare";
import { exportStream } from "@/jobs/export-stream";
import { startJobs } from "@/jobs/runner";
import { croissantFaults } from "../fixtures/croissant-rules";
import { hubFaults } from "../fixtures/hub-rules";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import { counts, importAll, line } from "./imports";

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

/** What names the moment of freezing. */
const SAYS_WHEN = ["manifest.json", "README.md", "croissant.json"];

async function freeze(db: Database, world: World, layer = "all", filter: TraceFilter = {}): Promise<{ id: string; files: Map<string, Buffer> }> {
  const id = newId();
  await createRelease(db, world.projectId, { id, name: "R 🙂", request: { layer, filter, formats: RELEASE_FORMATS, version: "1", seed: 7, license: "cc-by-4.0" }, createdBy: world.membershipId, now: new Date() });
  const jobs = startJobs(db, { idle: 10 });
  await expect.poll(async () => (await releaseById(db, world.projectId, id))?.state, { timeout: 30_000 }).not.toBe("building");
  await jobs.stop();
  const release = await releaseById(db, world.projectId, id);
  expect(release).toMatchObject({ state: "frozen", error: null });
  const files = new Map<string, Buffer>();
  for (const file of await filesOf(db, world.projectId, { kind: "release", id })) files.set(file.path, await bytesOf(readFile(db, world.projectId, file.id)));
  return { id, files };
}

const annotated = (id: string, cot: string, over: object = {}) => line({
  format: "switchback-trace/1", id, prompt: "What is 3+4? 🙂", cot, answer: "7", reference_answer: "7", correct: true, model: "demo-a", checkpoint: { name: "step-100", step: 100 }, sample: 0, dataset: "demo", language: "en",
  reward: 0.5, temperature: 0.7, metadata: { b: 1.0, a: [1, 2] }, text_sha256: {},
  annotations: [{
    id: `an-${id}`, layer: "annotator:a1", annotator: "a1", round: "r1", assignment: `as-${id}`, pass: "behaviour", codebook: { key: "test-book", version: 1 }, status: "submitted", flagged: true, flag_comment: "odd 🙂", empty: false, revision: 17,
    spans: [
      { id: "s2", field: "cot", label: "verification", start: 2, end: 4, quote: [...cot].slice(2, 4).join(""), attributes: {}, certainty: "unsure", note: "n", provenance: { origin: "made" } },
      { id: "s1", field: "cot", label: "branching", start: 0, end: 1, quote: "🙂", attributes: {}, certainty: "sure", note: "", provenance: { origin: "imported", source: "x", source_ids: ["1"] } },
    ], relations: [], answers: {}, coverage: [{ field: "cot", start: 0, end: 5 }], active_seconds: 31, submitted_at: "2026-01-01T00:00:00.000Z",
  }], ...over,
});
const texts = ["b-2", "a-10", "Ä", "a-2"].map((id, k) => annotated(id, `🙂 So ${k}.\n\nWait, yes.`)).join("") + line({ id: "bare", prompt: "p", cot: "no annotation 🙂" });

onBothHomes("release", (home) => {
  test("D17: a release imported into an empty project and released again gives the same data files, byte for byte", async () => {
    const first = await newWorld(home.db);
    expect(counts(await importAll(home.db, first, { "in.jsonl": texts }))).toMatchObject({ created: 5, rejected: 0, state: "done" });
    const one = await freeze(home.db, first);
    const analysis = ["annotations.csv", "comparisons.csv", "figures.jsonl", "methods.md", "rates.csv", "rates.tex", "rebuild.mjs", "results.jsonl"].map((file) => `analysis/${file}`);
    expect([...one.files.keys()].sort()).toEqual([...analysis, ...Object.values(RELEASE_WRITERS).flatMap((files) => files.map(({ path }) => path)), "README.md", "codebook.json", "croissant.json", "manifest.json"].sort());

    const second = await newWorld(home.db);
    const again = await importAll(home.db, second, { "traces.jsonl": one.files.get("traces.jsonl")!, "codebook.json": one.files.get("codebook.json")! });
    expect({ ...counts(again), error: again.error }).toMatchObject({ created: 5, rejected: 0, state: "done", error: null });
    const two = await freeze(home.db, second);
    for (const [path, bytes] of one.files) if (!SAYS_WHEN.includes(path)) expect(two.files.get(path)?.equals(bytes), path).toBe(true);
  });

  test("D17, F33: rows stand in byte order, every digest of the manifest is the file's, freezing again gives the same bytes, and so does the zip imported elsewhere", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    const { id, files } = await freeze(home.db, world);
    const rows = files.get("traces.jsonl")!.toString("utf8").trimEnd().split("\n").map((row) => JSON.parse(row) as { id: string; annotations: { revision: number; spans: { id: string }[] }[] });
    expect(rows.map((row) => row.id)).toEqual(["a-10", "a-2", "b-2", "bare", "Ä"]);
    expect(rows[0]?.annotations[0]).toMatchObject({ revision: 17, spans: [{ id: "s1" }, { id: "s2" }] });
    const manifest = JSON.parse(files.get("manifest.json")!.toString("utf8")) as { offset_unit: string; seed: number; counts: object; files: { path: string; sha256: string; size: number }[] };
    expect(manifest).toMatchObject({ offset_unit: "codepoint", seed: 7, counts: { traces: 5, annotations: 4, spans: 8 } });
    for (const file of manifest.files) {
      const bytes = files.get(file.path)!;
      expect([createHash("sha256").update(bytes).digest("hex"), bytes.length]).toEqual([file.sha256, file.size]);
    }
    const again = await freeze(home.db, world);
    for (const [path, bytes] of files) if (!SAYS_WHEN.includes(path)) expect(again.files.get(path)?.equals(bytes), path).toBe(true);
    const comparison = await compareReleases(home.db, world.projectId, id, again.id);
    expect(comparison).toMatchObject({ traces: { both: 5, onlyFirst: 0, onlySecond: 0 }, counts: [{ name: "traces", first: 5, second: 5 }, {}, {}, {}, {}] });
    expect(comparison!.files.filter(({ same }) => !same).map(({ name }) => name).sort()).toEqual(["README.md", "croissant.json"]);
    const fewer = await freeze(home.db, world, "gold", { q: "no annotation" });
    expect(await compareReleases(home.db, world.projectId, id, fewer.id)).toMatchObject({ traces: { both: 1, onlyFirst: 4, onlySecond: 0 }, filters: [{}, { q: "no annotation" }] });
    expect((await bytesOf(exportStream(home.db, world.projectId, "all"))).equals(files.get("traces.jsonl")!)).toBe(true);
    const whole = await selectRelease(home.db, world.projectId, "all", {});
    const pages: ReleaseSelection[] = [];
    for await (const page of releasePages(home.db, world.projectId, "all", {}, 1)) pages.push(page);
    expect(pages.flatMap(({ traces }) => traces)).toEqual(whole.traces);
    expect(new Map(pages.flatMap(({ revisions }) => [...revisions]))).toEqual(whole.revisions);
    const [row] = await home.db.query<{ id: string }>(`SELECT "id" FROM "trace" WHERE "project_id" = $1 AND "external_id" = 'bare'`, [world.projectId]);
    expect(await isReleased(home.db, world.projectId, row!.id)).toBe(true);

    const entries = (await filesOf(home.db, world.projectId, { kind: "release", id })).map((file) => ({ path: file.path, size: file.size, crc32: file.crc32!, bytes: () => readFile(home.db, world.projectId, file.id) }));
    const folder = mkdtempSync(join(tmpdir(), "switchback-zip-"));
    writeFileSync(join(folder, "r.zip"), await bytesOf(writeZip(entries)));
    const listed = execFileSync("python3", ["-c", "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print('\\n'.join(sorted(z.namelist())))", join(folder, "r.zip")], { encoding: "utf8" });
    expect(listed.trim().split("\n")).toEqual([...files.keys()].sort());
    const elsewhere = await newWorld(home.db);
    const back = await importAll(home.db, elsewhere, { "pilot-1.zip": readFileSync(join(folder, "r.zip")) });
    expect([back.created, back.rejected, back.error]).toEqual([5, 0, null]);
    expect((await bytesOf(exportStream(home.db, elsewhere.projectId, "all"))).equals(files.get("traces.jsonl")!)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test("F10, F11: each file says what its format leaves out, the card and Croissant name every file, and what other tools' files hold comes back with its quotes", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    const { files } = await freeze(home.db, world);
    const text = (path: string): string => files.get(path)!.toString("utf8");
    const manifest = JSON.parse(text("manifest.json")) as { files: { path: string; sha256: string; rows?: number; left_out?: Record<string, number>; notes?: string[] }[] };
    const told = new Map(manifest.files.map((file) => [file.path, file]));
    expect(told.get("spans.csv")).toMatchObject({ rows: 8, left_out: { "traces without spans": 1, "coverage of annotations": 4 } });
    for (const path of ["spans.csv", "traces.csv"]) expect(told.get(path)!.notes?.join(" "), path).toContain("begin with = + - @");
    expect(told.get("chat-sft.jsonl")).toMatchObject({ rows: 5, left_out: { annotations: 4 } });
    expect(told.get("web-annotations.jsonld")).toMatchObject({ rows: 8, left_out: { "traces without spans": 1 } });
    expect(told.get("traces.jsonl")!.left_out).toBeUndefined();

    const card = text("README.md");
    expect(card).toMatch(/^---\npretty_name: "R 🙂"\nlanguage:\n- "en"\nlicense: "cc-by-4\.0"\n/);
    expect(card).toContain("`chat-sft.jsonl` leaves out annotations: 4.");
    const croissant = JSON.parse(text("croissant.json")) as { distribution: { "@id": string; sha256?: string }[] };
    const named = new Map(croissant.distribution.map((each) => [each["@id"], each.sha256]));
    for (const file of manifest.files) if (file.path !== "croissant.json") expect([file.path, named.get(file.path)]).toEqual([file.path, file.sha256]);

    for (const format of ["label-studio", "doccano", "prodigy", "w3c", "brat"] as const) {
      const reader = openReader({ ...planFor(format), offsetUnit: "codepoint" }, "file");
      if (!reader.ok) throw new Error(reader.error.reason);
      const quotes: string[] = [];
      for await (const row of reader.value((async function* () { yield new Uint8Array(files.get(RELEASE_WRITERS[format][0]!.path)!); })())) {
        if (row.kind === "error") throw new Error(`${format} ${row.line}: ${row.reason}`);
        for (const annotation of row.record.annotations ?? []) quotes.push(...annotation.spans.map(({ quote, label }) => `${label} ${quote}`));
      }
      expect([format, quotes.filter((quote) => quote === "branching 🙂").length, quotes.length]).toEqual([format, 4, 8]);
    }
    const figures = text("analysis/figures.jsonl").trimEnd().split("\n").map((row) => JSON.parse(row) as { statistic: string; input: unknown; label: string });
    const results = text("analysis/results.jsonl").trimEnd().split("\n").map((row) => JSON.parse(row) as object);
    expect(figures.length).toBe(results.length);
    for (const [index, { statistic, input }] of figures.entries()) expect(STATISTICS.find(({ name }) => name === statistic)!.run(input)).toEqual({ ok: true, value: results[index] });
  });

  test("D17: a filter leaves out the annotations of other traces and the columns of their codebooks", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    const { files } = await freeze(home.db, world, "all", { q: "no annotation" });
    expect(JSON.parse(files.get("manifest.json")!.toString("utf8"))).toMatchObject({ counts: { traces: 1, annotations: 0 } });
    expect(files.get("behaviours.csv")!.toString("utf8")).toBe("trace_id,model,checkpoint,step,sample,correct,layer,pass,cot_length\r\n");
  });

  test("F29: the hub's loader finds each table with its columns and rows, and Croissant holds by its specification and fits the files; a fault in either is told", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    const { files } = await freeze(home.db, world);
    expect(hubFaults(files)).toEqual([]);
    expect(croissantFaults(files)).toEqual([]);
    // The checks themselves: each change is a fault, and the right one.
    const changed = (path: string, from: string | RegExp, to: string): Map<string, Buffer> => {
      const before = files.get(path)!.toString("utf8");
      expect(before.replace(from, to)).not.toBe(before);
      return new Map([...files, [path, Buffer.from(before.replace(from, to))]]);
    };
    for (const [from, to, fault] of [["path: data/spans-*", "path: data/span-*", "nothing matches"], ["dtype: int32", "dtype: int64", "features are not"], [/num_examples: \d+/, "num_examples: 999", "num_examples"], ["- split: train", "- split: a-b", "split a-b"], ["  default: true\n", "", "default"], ["license: ", "licence: ", "license"]] as const) {
      expect(hubFaults(changed("README.md", from, to)).join("\n")).toContain(fault);
    }
    expect(hubFaults(new Map([...files].filter(([path]) => !path.startsWith("data/relations-")))).join("\n")).toContain("nothing matches data/relations-*.parquet");
    for (const [from, to, fault] of [['"creator"', '"author"', "creator is missing"], ["application/x-parquet", "application/octet-stream", "cannot be read"], ['"column": "quote"', '"column": "quotes"', "spans/quote"], ["cr:Int64", "cr:Int32", "no such column"], ['"rai:dataLimitations"', '"rai:limits"', "rai:limits"], ['"1.0.0"', '"one"', "MAJOR"], ["croissant/1.1", "croissant/9", "conformsTo"]] as const) {
      expect(croissantFaults(changed("croissant.json", from, to)).join("\n")).toContain(fault);
    }
    expect(croissantFaults(changed("traces.jsonl", "🙂", "🙃")).join("\n")).toContain("traces.jsonl is not the file");
  });

  test("F28: the card's agreement is measured on the released traces that two people finished, and on no others", async () => {
    const world = await newWorld(home.db);
    const byTwo = (id: string, cot: string): string => {
      const record = JSON.parse(annotated(id, cot)) as { annotations: object[] };
      return line({ ...record, annotations: [...record.annotations, { ...record.annotations[0], id: `an2-${id}`, layer: "annotator:a2", annotator: "a2", assignment: `as2-${id}` }] });
    };
    await importAll(home.db, world, { "agreement.jsonl": [annotated("alone", "🙂 one. two."), byTwo("both-1", "🙂 three. four."), byTwo("both-2", "🙂 five. six. seven, and eight")].join("") });
    const cardOf = async (filter: TraceFilter): Promise<string> => (await freeze(home.db, world, "all", filter)).files.get("README.md")!.toString();
    const all = await cardOf({});
    expect(all).toContain("2 traces of 1 prompts, 2 annotators");
    expect(all).toContain("| any label (test-book 1, behaviour) | span F1, mean of pairs | 1.00");
    expect(await cardOf({ minLength: 16 })).toContain("1 traces of 1 prompts, 2 annotators");
    expect(await cardOf({ maxLength: 12 })).not.toContain("annotators |");
  });

  test("D17: another layer leaves the annotators out", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    const rows = (await bytesOf(exportStream(home.db, world.projectId, "gold"))).toString("utf8").trimEnd().split("\n").map((row) => JSON.parse(row) as { annotations: unknown[] });
    expect(rows.map(({ annotations }) => annotations.length)).toEqual([0, 0, 0, 0, 0]);
  });

  test("D9: nothing of another project gets into an export", async () => {
    const world = await newWorld(home.db);
    const stranger = await newWorld(home.db);
    await importAll(home.db, world, { "in.jsonl": texts });
    expect((await bytesOf(exportStream(home.db, stranger.projectId, "all"))).length).toBe(0);
  });
});
