import { expect, test } from "vitest";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

const ON_DISK = "SELECT pg_current_wal_insert_lsn() = pg_current_wal_flush_lsn() AS on_disk";
const RENAME = 'UPDATE "project" SET "name" = $2 WHERE "id" = $1';

onBothHomes("answers", (home) => {
  const isOnDisk = async (): Promise<boolean | undefined> => (await home.db.query<{ on_disk: boolean }>(ON_DISK))[0]?.on_disk;

  test("D30: what was answered is on the disk, whichever way it was written", async () => {
    if (home.home === "postgresql") return expect((await home.db.query<{ synchronous_commit: string }>("SHOW synchronous_commit"))[0]?.synchronous_commit).not.toBe("off");
    const { projectId } = await newWorld(home.db);
    await home.db.query(RENAME, [projectId, "one statement 🙂"]);
    expect(await isOnDisk()).toBe(true);
    await home.db.transaction((within) => within.query(RENAME, [projectId, "a transaction 🙂"]));
    expect(await isOnDisk()).toBe(true);
    await home.db.prisma.project.update({ where: { id: projectId }, data: { name: "Prisma 🙂" } });
    expect(await isOnDisk()).toBe(true);
    await home.db.prisma.$transaction([home.db.prisma.project.update({ where: { id: projectId }, data: { name: "Prisma, together 🙂" } })]);
    expect(await isOnDisk()).toBe(true);
    await home.db.script(`UPDATE "project" SET "name" = 'a script 🙂'`);
    expect(await isOnDisk()).toBe(true);
    await Promise.all(Array.from({ length: 40 }, async (_, k) => {
      await home.db.query(RENAME, [projectId, `at once ${k} 🙂`]);
      expect((await home.db.query<{ name: string }>('SELECT "name" FROM "project" WHERE "id" = $1', [projectId]))[0]?.name).toMatch(/^at once \d+ 🙂$/);
    }));
    expect(await isOnDisk()).toBe(true);
  });

  test("D32: a time is the same whether Prisma or SQL wrote it and whichever reads it, wherever the server stands", async () => {
    const { accountId } = await newWorld(home.db);
    const at = new Date("2026-11-21T10:20:30.456Z");
    const read = async (): Promise<(Date | undefined)[]> => [
      (await home.db.prisma.account.findUnique({ where: { id: accountId } }))?.createdAt,
      (await home.db.query<{ at: Date }>('SELECT "created_at" AS at FROM "account" WHERE "id" = $1', [accountId]))[0]?.at,
    ];
    await home.db.query('UPDATE "account" SET "created_at" = $2 WHERE "id" = $1', [accountId, at]);
    expect(await read()).toEqual([at, at]);
    await home.db.query(`UPDATE "account" SET "created_at" = now() WHERE "id" = $1`, [accountId]);
    await home.db.prisma.account.update({ where: { id: accountId }, data: { createdAt: at } });
    expect(await read()).toEqual([at, at]);
    expect(await home.db.prisma.account.count({ where: { id: accountId, createdAt: { lt: new Date(at.getTime() + 1) } } })).toBe(1);
  });

  test("D31: a statement is kept across errors, changed tables and hundreds of uses, and answers the same", async () => {
    const { projectId } = await newWorld(home.db);
    const look = 'SELECT p."name", $2::int AS "n" FROM "project" p WHERE p."id" = $1';
    for (let use = 0; use < 1100; use++) expect(await home.db.query(look, [projectId, use])).toEqual([{ name: "A project 🙂", n: use }]);
    await expect(home.db.query(look, [projectId, "not a number"])).rejects.toThrow(/integer/);
    await expect(home.db.query("SELECT nothing FROM nowhere")).rejects.toMatchObject({ code: "42P01" });
    const all = "SELECT * FROM kept_statement";
    await home.db.script("CREATE TABLE kept_statement (a int); INSERT INTO kept_statement VALUES (1)");
    if (home.home === "pglite") expect(await home.db.query(all)).toEqual([{ a: 1 }]);
    await home.db.script("ALTER TABLE kept_statement ADD b text DEFAULT '🙂'");
    expect(await home.db.query(all)).toEqual([{ a: 1, b: "🙂" }]);
    for (let k = 0; k < 510; k++) expect(await home.db.query(`SELECT ${k} AS "k"`)).toEqual([{ k }]); // more than are kept
    expect(await home.db.query(look, [projectId, 7])).toEqual([{ name: "A project 🙂", n: 7 }]);
  });
});
