import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import type { Database } from "@/data/database";
import { cancelImport, importById, rejectsOf } from "@/data/imports";
import { createRelease, releaseById } from "@/data/releases";
import { newId } from "@/data/id";
import { filesOf } from "@/data/stored-files";
import { startJobs } from "@/jobs/runner";
import { faultProblem } from "@/web/fault";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import { counts, finished, importAll, line, upload } from "./imports";

const many = (count: number, of = "m") => Array.from({ length: count }, (_, k) => line({ id: `${of}-${k}`, prompt: "p 🙂", cot: `${k} ${"x".repeat(400)}` })).join("");
const stored = async (db: Database, world: World): Promise<number> => Number((await db.query<{ count: number }>('SELECT count(*) AS count FROM "trace" WHERE "project_id" = $1', [world.projectId]))[0]!.count);

/** A disk that can be filled: inserts into the table fail with PostgreSQL's own code while it is. */
async function disk(db: Database, table: string): Promise<{ fill: (full: boolean) => Promise<void>; remove: () => Promise<void> }> {
  await db.script(`CREATE TABLE IF NOT EXISTS disk (is_full boolean); DELETE FROM disk; INSERT INTO disk VALUES (false);
    CREATE OR REPLACE FUNCTION ask_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT is_full FROM disk) THEN RAISE EXCEPTION 'could not extend file: No space left on device 🙂' USING ERRCODE = '53100'; END IF; RETURN NULL; END $$;
    CREATE TRIGGER ask_disk BEFORE INSERT ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION ask_disk()`);
  return { fill: async (full) => { await db.query("UPDATE disk SET is_full = $1::boolean", [full]); }, remove: () => db.script(`DROP TRIGGER ask_disk ON "${table}"`) };
}

onBothHomes("imports and bad luck", (home) => {
  test("D21: cancelled in the middle, an import keeps the rows that are stored, counts them, and the same file brings the rest", async () => {
    const world = await newWorld(home.db);
    const file = { "many.jsonl": many(4000) };
    const id = await upload(home.db, world, file);
    const jobs = startJobs(home.db, { idle: 5, lease: 400 });
    await expect.poll(async () => (await importById(home.db, world.projectId, id))?.read, { interval: 2, timeout: 20_000 }).toBeGreaterThan(0);
    expect(await cancelImport(home.db, world.projectId, id, new Date())).toBe(true);
    const held = await finished(home.db, world, id);
    await jobs.stop();
    expect(held.state).toBe("cancelled");
    expect(held.created).toBeLessThan(4000);
    expect(await stored(home.db, world)).toBe(held.created);
    expect(counts(await importAll(home.db, world, file))).toEqual({ read: 4000, created: 4000 - held.created, duplicates: held.created, repaired: 0, rejected: 0, state: "done" });
  });

  test("D21: two imports of one file at once add it once: what the one made is the other's duplicate", async () => {
    const world = await newWorld(home.db);
    const file = { "many.jsonl": many(1500) };
    const ids = [await upload(home.db, world, file), await upload(home.db, world, file)];
    const runners = [startJobs(home.db, { idle: 5 }), startJobs(home.db, { idle: 5 })];
    const both = await Promise.all(ids.map((id) => finished(home.db, world, id)));
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(both.map(({ state, read, rejected }) => [state, read, rejected])).toEqual([["done", 1500, 0], ["done", 1500, 0]]);
    expect(both.reduce((sum, { created }) => sum + created, 0)).toBe(1500);
    expect(both.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(1500);
    expect(await stored(home.db, world)).toBe(1500);
  });

  test("D21: a disk that fills in the middle stops an import, and when there is room it goes on by itself, each row once", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const world = await newWorld(home.db);
    const { fill, remove } = await disk(home.db, "trace");
    const id = await upload(home.db, world, { "many.jsonl": many(4000) });
    const jobs = startJobs(home.db, { idle: 5 });
    try {
      await expect.poll(async () => (await importById(home.db, world.projectId, id))?.read, { interval: 2, timeout: 20_000 }).toBeGreaterThan(0);
      await fill(true);
      await expect.poll(() => said.mock.calls.some(([text]) => String(text).includes("No space left")), { timeout: 20_000 }).toBe(true);
      const between = await importById(home.db, world.projectId, id);
      expect([between!.state, between!.error]).toEqual(["running", null]);
      expect(await stored(home.db, world)).toBe(between!.created);
      await fill(false);
      expect(counts(await finished(home.db, world, id))).toEqual({ read: 4000, created: 4000, duplicates: 0, repaired: 0, rejected: 0, state: "done" });
    } finally {
      await jobs.stop();
      await remove();
      said.mockRestore();
    }
  });

  test("D21: a release that meets a full disk leaves no half file and is built when there is room", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const world = await newWorld(home.db);
    await importAll(home.db, world, { "few.jsonl": many(50) });
    const { fill, remove } = await disk(home.db, "stored_chunk");
    const id = newId();
    await fill(true);
    await createRelease(home.db, world.projectId, { id, name: "R 🙂", request: { layer: "all", filter: {}, formats: ["jsonl", "csv"], version: "1" }, createdBy: world.membershipId, now: new Date() });
    const jobs = startJobs(home.db, { idle: 5 });
    try {
      await expect.poll(() => said.mock.calls.filter(([text]) => String(text).includes("No space left")).length, { timeout: 20_000 }).toBeGreaterThan(1);
      expect((await releaseById(home.db, world.projectId, id))!.state).toBe("building");
      await fill(false);
      await expect.poll(async () => (await releaseById(home.db, world.projectId, id))!.state, { timeout: 20_000 }).toBe("frozen");
      expect((await filesOf(home.db, world.projectId, { kind: "release", id })).every(({ complete, size }) => complete && size > 0)).toBe(true);
    } finally {
      await jobs.stop();
      await remove();
      said.mockRestore();
    }
  });

  test("F5: each bad row is rejected by its name and place, each odd one is stored to the character, and the rows around them are not touched", async () => {
    const world = await newWorld(home.db);
    const loop = "🙂 Wait, let me check that again. ".repeat(8_821).slice(0, 291_094);
    const good = (id: string): string => line({ id, prompt: "1+1? 🙂", cot: `So two, says ${id}.` });
    const rows = [good("first"), "not json 🙂\n", line({ id: "no-text", prompt: "p 🙂" }), line({ id: "empty", prompt: "p 🙂", cot: "" }), line({ id: "loop", prompt: "p 🙂", cot: loop }), `{"id":"odd","prompt":"p 🙂","cot":"a\\u0000b\\ud83dc"}\n`, good("last")];
    const packed = gzipSync(Array.from({ length: 400 }, (_, k) => line({ id: `z-${k}`, prompt: "p 🙂", cot: `${k} ${Math.sin(k)}` })).join(""));
    const done = await importAll(home.db, world, { "a.jsonl": rows.join(""), "b.jsonl": Buffer.from(`\ufeff${good("sixteen")}`, "utf16le"), "c.jsonl.gz": packed.subarray(0, packed.length - 40) });
    const texts = await home.db.query<{ external_id: string; cot: string }>(`SELECT "external_id", "cot" FROM "trace" WHERE "project_id" = $1 AND "external_id" NOT LIKE 'z-%' ORDER BY "external_id"`, [world.projectId]);
    expect(texts.map(({ external_id, cot }) => [external_id, cot])).toEqual([["first", "So two, says first."], ["last", "So two, says last."], ["loop", loop], ["odd", "a\ufffdb\ufffdc"], ["sixteen", "So two, says sixteen."]]);
    const rejects = await rejectsOf(home.db, world.projectId, done.id, 0, 10);
    const offset = (upTo: number): number => Buffer.byteLength(rows.slice(0, upTo).join(""));
    expect(rejects.map(({ file, line: at, byteOffset, code }) => [file, at, byteOffset, code])).toEqual([
      ["a.jsonl", 2, offset(1), "not-json"], ["a.jsonl", 3, offset(2), "no-cot"], ["a.jsonl", 4, offset(3), "empty-generation"],
      ["c.jsonl.gz", expect.any(Number), expect.any(Number), "cut-in-line"], ["c.jsonl.gz", expect.any(Number), expect.any(Number), "breaks-off"],
    ]);
    expect(rejects[0]!.source).toBe("not json 🙂");
    expect(done.state).toBe("done");
  });

  test("D21: what a full disk says to a caller is 507, and that nothing was changed", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { fill, remove } = await disk(home.db, "import");
    await fill(true);
    const world = await newWorld(home.db);
    const thrown = await upload(home.db, world, {}).catch((error: unknown) => error);
    expect(faultProblem(thrown, "test")).toMatchObject({ status: 507, kind: "out-of-space", detail: expect.stringContaining("Nothing was changed") });
    await remove();
    said.mockRestore();
  });
});
