import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Pool } from "pg";
import { expect, inject, test } from "vitest";
import { writeBackup } from "@/data/backup";
import { tablesInOrder } from "@/data/backup-tables";
import { openDatabase } from "@/data/client";
import type { Database, Home } from "@/data/database";
import { HOMES } from "@/data/database";
import { MIGRATIONS } from "@/data/generated/migrations";
import { migrate } from "@/data/migrate";
import { restoreBackup, RestoreError } from "@/data/restore-backup";
import { appendBytes, openFile, readFile } from "@/data/stored-files";
import { backUpBeforeMigrating, linesOfBackup } from "@/jobs/backup-file";
import { newTrace, newWorld, NOW } from "./fixtures";
import { withDatabase } from "./global-setup";
import { onBothHomes } from "./homes";

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n").slice(0, -1);
}
const backedUp = async (db: Database): Promise<string> => {
  const parts: string[] = [];
  await writeBackup(db, async (part) => { parts.push(part); }, NOW);
  return parts.join("");
};
/** Rows of every table, in an order of their own. */
const contents = (db: Database): Promise<Record<string, string[]>> =>
  db.snapshot(async (within) => {
    await within.script("SET LOCAL timezone TO 'UTC'");
    const held: Record<string, string[]> = {};
    for (const { table } of await tablesInOrder(within)) held[table] = (await within.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM "${table}" t`)).map(({ line }) => line).sort();
    return held;
  });

/** An empty database, taken away afterwards. */
async function inEmpty(home: Home, work: (db: Database) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "switchback-restore-"));
  const name = `switchback_restore_${randomBytes(6).toString("hex")}`;
  const server = home === "postgresql" ? new Pool({ connectionString: withDatabase(inject("postgresUrl")!, "postgres") }) : null;
  await server?.query(`CREATE DATABASE "${name}"`);
  const db = await openDatabase({ url: server ? withDatabase(inject("postgresUrl")!, name) : undefined, store: folder });
  try {
    await work(db);
  } finally {
    await db.close();
    await server?.query(`DROP DATABASE "${name}"`);
    await server?.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Making an embedded store takes seconds, many on a busy machine. */
const PATIENCE = 240_000;

onBothHomes("backup", (home) => {
  async function filled(): Promise<{ projectId: string; fileId: string; bytes: Uint8Array }> {
    const { projectId } = await newWorld(home.db);
    await newTrace(home.db, projectId, { cot: "🙂 a tab\t, a line\r\nend, 回头, \u200d and \u00e9 next to e\u0301" });
    const file = await openFile(home.db, projectId, { kind: "import", id: "i" }, "x.bin", "application/octet-stream");
    const bytes = Uint8Array.from({ length: 1_200_000 }, (_, k) => (k * 31) % 256);
    await appendBytes(home.db, projectId, file.id, 0, bytes);
    return { projectId, fileId: file.id, bytes };
  }

  test("B2: restored into an empty store of either home, every row of every table is what it was", async () => {
    const { projectId, fileId, bytes } = await filled();
    const text = await backedUp(home.db);
    const before = await contents(home.db);
    for (const into of HOMES.filter((each) => each === "pglite" || inject("postgresUrl") !== null)) {
      await inEmpty(into, async (db) => {
        expect(await restoreBackup(db, linesOf(text))).toBe(Object.values(before).flat().length);
        expect(await contents(db)).toEqual(before);
        const read: Uint8Array[] = [];
        for await (const part of readFile(db, projectId, fileId)) read.push(part);
        expect(Buffer.concat(read).equals(bytes)).toBe(true);
        await expect(db.query(`UPDATE "trace" SET "cot" = 'other'`)).rejects.toThrow(/append-only/);
        await expect(restoreBackup(db, linesOf(text))).rejects.toThrow(RestoreError); // not empty any more
      });
    }
  }, PATIENCE);

  test("B3: it holds one moment, and work goes on while it is read", async () => {
    const { projectId } = await filled();
    let changed = false;
    const parts: string[] = [];
    await writeBackup(home.db, async (part) => {
      parts.push(part);
      if (changed) return;
      changed = true;
      await home.db.query(`UPDATE "project" SET "name" = 'meanwhile 🙂' WHERE "id" = $1`, [projectId]);
      await newTrace(home.db, projectId, { cot: "meanwhile 🙂" });
    }, NOW);
    expect(changed).toBe(true);
    expect(parts.join("")).not.toContain("meanwhile 🙂");
    expect((await backedUp(home.db)).match(/meanwhile 🙂/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test("B4: a backup that is cut off, changed, of another kind or newer than this code restores nothing", async () => {
    await filled();
    const text = await backedUp(home.db);
    const lines = text.split("\n").slice(0, -1);
    const faults: readonly [string, RegExp][] = [
      [lines.slice(0, -1).join("\n") + "\n", /cut off/],
      [text.replace("A project 🙂", "A priject 🙂"), /damaged/],
      ["{}\n", /no Switchback backup/],
      ["", /no Switchback backup/],
      [text.replace(/"migrations":\[/, '"migrations":["29991231000000_later",'), /newer/],
    ];
    await inEmpty(inject("postgresUrl") === null ? "pglite" : "postgresql", async (db) => {
      for (const [broken, reason] of faults) {
        await expect(restoreBackup(db, linesOf(broken))).rejects.toThrow(reason);
        await migrate(db);
        expect(Object.values(await contents(db)).flat().filter((line) => line.includes("🙂"))).toEqual([]);
      }
      await restoreBackup(db, linesOf(text)); // and is still empty enough for the right one
    });
  }, PATIENCE);

  test("B6: a database in use is backed up before it is migrated, and only then", async () => {
    const { projectId } = await filled();
    const store = mkdtempSync(join(tmpdir(), "switchback-before-"));
    try {
      expect(await backUpBeforeMigrating(home.db, store, NOW)).toBeNull();
      const path = await backUpBeforeMigrating(home.db, store, NOW, [...MIGRATIONS, { name: "29990101000000_later", checksum: "0".repeat(64), sql: "SELECT 1;" }]);
      expect(path).toBe(join(store, "backups", "2026-11-21T10-00-00-before-29990101000000_later.backup.gz"));
      expect(readdirSync(join(store, "backups"))).toEqual([basename(path!)]);
      const lines: string[] = [];
      for await (const line of linesOfBackup(path!)) lines.push(line);
      expect(lines.filter((line) => line.includes(projectId)).length).toBeGreaterThan(2);
      expect(lines.at(-1)).toMatch(/^#\{"rows":/);
    } finally {
      rmSync(store, { recursive: true, force: true });
    }
  }, PATIENCE);
});
