import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { annotationsOfTrace } from "@/data/annotations";
import { recordedRevision } from "@/data/annotation-head";
import { operationsSince } from "@/data/annotation-log";
import { importById, rejectsOf } from "@/data/imports";
import { foldLog } from "@/core/annotation/fold";
import { codebooks, currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { members } from "@/data/memberships";
import { traceById } from "@/data/traces";
import { importReport } from "@/features/imports/loaders";
import { startJobs } from "@/jobs/runner";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import { counts, finished, importAll, line, upload } from "./imports";

const tracesOf = (db: Database, world: World) => db.query<{ id: string; external_id: string; sample: number; tokens: number | null }>('SELECT "id", "external_id", "sample", "tokens" FROM "trace" WHERE "project_id" = $1 ORDER BY "external_id"', [world.projectId]);

onBothHomes("import", (home) => {
  test("D12: the same file twice adds nothing, with ids and without, packed or not", async () => {
    const world = await newWorld(home.db);
    const text = line({ id: "x-1", prompt: "1+1? 🙂", cot: "Two.", model: "m", checkpoint: { name: "step-1", step: 1 } }) + line({ prompt: "2+2?", cot: "Four 🙂." });
    expect(counts(await importAll(home.db, world, { "a.jsonl": text }))).toEqual({ read: 2, created: 2, duplicates: 0, repaired: 0, rejected: 0, state: "done" });
    expect(counts(await importAll(home.db, world, { "b.jsonl.gz": gzipSync(text) }))).toEqual({ read: 2, created: 0, duplicates: 2, repaired: 0, rejected: 0, state: "done" });
    expect(await tracesOf(home.db, world)).toHaveLength(2);
  });

  test("D12: equal samples of one prompt are different observations, numbered in their file", async () => {
    const world = await newWorld(home.db);
    const same = line({ prompt: "1+1? 🙂", cot: "Two.", model: "m" });
    expect(counts(await importAll(home.db, world, { "a.jsonl": same.repeat(3) }))).toMatchObject({ created: 3, duplicates: 0 });
    expect((await tracesOf(home.db, world)).map(({ sample }) => sample).sort()).toEqual([0, 1, 2]);
    expect(counts(await importAll(home.db, world, { "b.jsonl": same.repeat(4) }))).toMatchObject({ created: 1, duplicates: 3 });
  });

  test("D12: the same external id with another text is rejected with its place, and the rest is stored", async () => {
    const world = await newWorld(home.db);
    const first = line({ id: "x", prompt: "p 🙂", cot: "one" });
    const result = await importAll(home.db, world, { "a.jsonl": `${first}${line({ id: "x", prompt: "p 🙂", cot: "other" })}{"broken": \n${line({ id: "y", prompt: "p 🙂", cot: "two" })}` });
    expect(counts(result)).toEqual({ read: 4, created: 2, duplicates: 0, repaired: 0, rejected: 2, state: "done" });
    const rejects = await rejectsOf(home.db, world.projectId, result.id, 0, 10);
    expect(rejects.map(({ line: at, byteOffset }) => [at, byteOffset]).sort()).toEqual([[2, Buffer.byteLength(first)], [3, expect.any(Number)]]);
    expect(rejects.find(({ line: at }) => at === 2)?.reason).toMatch(/"x" is taken/);
    expect(JSON.parse(rejects.find(({ line: at }) => at === 2)!.source)).toMatchObject({ id: "x", cot: "other" });
  });

  test("D15: the report says of the first rejected rows where they stand and why", async () => {
    const world = await newWorld(home.db);
    const good = line({ id: "good 🙂", prompt: "p", cot: "c" });
    const done = await importAll(home.db, world, { "rows.jsonl": good + "{bad 🙂\n".repeat(25) });
    const report = await importReport(home.db, world.projectId, done.id);
    expect(report?.rejects).toHaveLength(20);
    expect(report?.rejects[1]).toMatchObject({ file: "rows.jsonl", line: 3, byteOffset: Buffer.byteLength(good) + Buffer.byteLength("{bad 🙂\n"), reason: expect.stringContaining("JSON") as string });
    expect(report).toMatchObject({ created: 1, rejected: 25 });
  });

  test("D8: NUL and lone surrogates are repaired and counted, wherever they stand", async () => {
    const world = await newWorld(home.db);
    const result = await importAll(home.db, world, { "a.jsonl": `{"id":"n\\u0000","prompt":"p 🙂","cot":"a\\u0000b\\ud83dc","model":"m\\ud83d","metadata":{"k":"\\u0000"}}\n` });
    expect(counts(result)).toMatchObject({ created: 1, repaired: 1, rejected: 0 });
    const [row] = await tracesOf(home.db, world);
    const trace = await traceById(home.db, world.projectId, row!.id);
    expect(trace).toMatchObject({ cot: "a\ufffdb\ufffdc", cotLength: 5, externalId: "n\ufffd" });
  });

  test("D13: tokens follow as a job and leave excluded ranges out", async () => {
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "a.jsonl": line({ id: "t", prompt: "p", cot: "Hello world 🙂" }) });
    const jobs = startJobs(home.db, { idle: 10 });
    await expect.poll(async () => (await tracesOf(home.db, world))[0]?.tokens, { timeout: 20_000 }).toBeGreaterThan(2);
    await jobs.stop();
  });

  test("D14: a nested annotation becomes a log whose fold is what the file said, under an unclaimed handle", async () => {
    const world = await newWorld(home.db);
    const native = {
      format: "switchback-trace/1", id: "ex-1", prompt: "What is 3+4?", cot: "🙂 So 7. Wait, 3+4=7, yes.", metadata: {}, text_sha256: {},
      annotations: [{
        id: "an-1", layer: "annotator:a1", annotator: "a1", round: "r1", assignment: "as-1", pass: "behaviour", codebook: { key: "test-book", version: 1 }, status: "submitted", flagged: false, empty: false, revision: 9,
        spans: [{ id: "s1", field: "cot", label: "verification", start: 8, end: 25, quote: "Wait, 3+4=7, yes.", attributes: {}, certainty: "sure", note: "🙂", provenance: { origin: "made" } }],
        relations: [], answers: {}, coverage: [{ field: "cot", start: 0, end: 25 }], active_seconds: 31, submitted_at: "2026-01-01T00:00:00.000Z",
      }],
    };
    const result = await importAll(home.db, world, { "traces.jsonl": line(native) });
    expect({ ...counts(result), rejects: await rejectsOf(home.db, world.projectId, result.id, 0, 10) }).toMatchObject({ created: 1, rejected: 0, rejects: [] });
    const [row] = await tracesOf(home.db, world);
    const [held] = await annotationsOfTrace(home.db, world.projectId, row!.id);
    expect(held?.head).toMatchObject({ id: "an-1", layer: "annotator:a1", status: "submitted", slot: "as-1", spanCount: 1 });
    expect(recordedRevision(held!.head)).toBe(9);
    expect(foldLog(await operationsSince(home.db, world.projectId, "an-1", 0), emptyAnnotation)).toEqual(held?.annotation);
    expect((await members(home.db, world.projectId)).find(({ handle }) => handle === "a1")).toMatchObject({ accountId: null });
    expect(counts(await importAll(home.db, world, { "again.jsonl": line(native) }))).toMatchObject({ created: 0, duplicates: 1, rejected: 0 });
    expect(await annotationsOfTrace(home.db, world.projectId, row!.id)).toHaveLength(1);
  });

  test("D14: another tool's labels come as an imported layer under a codebook made of them, and a second file reuses or extends it", async () => {
    const world = await newWorld(home.db);
    const doccano = (text: string, label: string) => line({ id: 1, text, label: [[0, 2, label]] });
    const one = await importAll(home.db, world, { "one.jsonl": doccano("So it is, once. 🙂", "wander") });
    expect({ ...counts(one), rejects: await rejectsOf(home.db, world.projectId, one.id, 0, 5), error: one.error }).toMatchObject({ created: 1, rejected: 0, rejects: [], error: null });
    const [row] = await tracesOf(home.db, world);
    const [held] = await annotationsOfTrace(home.db, world.projectId, row!.id);
    expect(held?.head).toMatchObject({ layer: expect.stringMatching(/^imported:/), spanCount: 1, labels: ["wander"] });
    await importAll(home.db, world, { "two.jsonl": doccano("So it is, twice. 🙂", "return") });
    await importAll(home.db, world, { "three.jsonl": doccano("So it is, thrice. 🙂", "wander") });
    const books = (await codebooks(home.db, world.projectId)).filter(({ key }) => key.startsWith("imported-"));
    expect(books.map(({ version, body }) => [version, body.labels.map(({ key }) => key)]).sort()).toEqual([[1, ["wander"]], [2, ["return"]]]);
    expect((await currentCodebook(home.db, world.projectId))?.key).toBe("test-book");
  });

  test("D15: two runners on one import store each row once and count it once", async () => {
    const world = await newWorld(home.db);
    const id = await upload(home.db, world, { "many.jsonl": Array.from({ length: 1500 }, (_, k) => line({ id: `m-${k}`, prompt: "p", cot: `${k} 🙂 ${"x".repeat(500)}` })).join("") });
    const first = startJobs(home.db, { idle: 5 });
    const second = startJobs(home.db, { idle: 5 });
    const result = await finished(home.db, world, id);
    await Promise.all([first.stop(), second.stop()]);
    expect(counts(result)).toEqual({ read: 1500, created: 1500, duplicates: 0, repaired: 0, rejected: 0, state: "done" });
  });

  test("D15: a runner that stops in the middle leaves the rest to the next", async () => {
    const world = await newWorld(home.db);
    const id = await upload(home.db, world, { "many.jsonl": Array.from({ length: 3000 }, (_, k) => line({ prompt: "p", cot: `same 🙂 ${"x".repeat(1000)}`, model: k % 2 ? "a" : "b" })).join("") });
    const first = startJobs(home.db, { idle: 5 });
    await expect.poll(async () => (await importById(home.db, world.projectId, id))?.read, { interval: 2, timeout: 20_000 }).toBeGreaterThan(0);
    await first.stop();
    const between = await importById(home.db, world.projectId, id);
    const second = startJobs(home.db, { idle: 5 });
    const result = await finished(home.db, world, id);
    await second.stop();
    expect(counts(result)).toEqual({ read: 3000, created: 3000, duplicates: 0, repaired: 0, rejected: 0, state: "done" });
    expect(between!.read).toBeLessThan(3000);
  });
});
