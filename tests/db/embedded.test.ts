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

  test("D31: an answer of any size gives its values, with nulls and without columns, and with a notice among its rows", async () => {
    const query = <Row>(text: string, ...parameters: unknown[]): Promise<Row[]> => home.db.query<Row>(text, parameters);
    const values = "SELECT NULL::text AS none, '' AS empty, '🙂é' AS text, 7 AS n, 9007199254740991::bigint AS large, 0.5::float8 AS half, true AS yes, '{1,2}'::int[] AS list, '{\"a\": [1]}'::jsonb AS json, '2026-11-21T10:20:30.456Z'::timestamptz AS at";
    const expected = { none: null, empty: "", text: "🙂é", n: 7, large: Number.MAX_SAFE_INTEGER, half: 0.5, yes: true, list: [1, 2], json: { a: [1] }, at: new Date("2026-11-21T10:20:30.456Z") };
    expect(await query(values)).toEqual([expected]);
    // Larger than any buffer that is kept, then small again.
    const large = await query<{ k: number; text: string }>("SELECT k, repeat('🙂 so ', 200000) || k AS text FROM generate_series(1, 6) k ORDER BY k");
    expect(large.map(({ k, text }) => [k, text.length, text.slice(-4)])).toEqual([1, 2, 3, 4, 5, 6].map((k) => [k, 1_200_001, `so ${k}`]));
    expect(await query(values)).toEqual([expected]);
    expect(await query("SELECT 1 AS a WHERE false")).toEqual([]);
    expect(await query("SELECT")).toEqual([{}]);
    expect(await query('UPDATE "project" SET "name" = "name" WHERE false')).toEqual([]);
    await home.db.script("CREATE OR REPLACE FUNCTION loud(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'loud 🙂 %', n; RETURN n; END $$");
    expect(await query("SELECT loud(k) AS k FROM generate_series(1, 3) k")).toEqual([{ k: 1 }, { k: 2 }, { k: 3 }]);
    await expect(query("SELECT 1 / (2 - k) AS k FROM generate_series(1, 3) k")).rejects.toMatchObject({ code: "22012" });
    expect(await query(values)).toEqual([expected]);
  });

  test("D30: what need not last is not waited for; the next that lasts takes it along", async () => {
    const { projectId } = await newWorld(home.db);
    const named = async (): Promise<string | undefined> => (await home.db.query<{ name: string }>('SELECT "name" FROM "project" WHERE "id" = $1', [projectId]))[0]?.name;
    let setting = "";
    await home.db.transaction(async (within) => {
      await within.query(RENAME, [projectId, "may be lost 🙂"]);
      setting = (await within.query<{ synchronous_commit: string }>("SHOW synchronous_commit"))[0]!.synchronous_commit;
    }, { lasting: false });
    expect(setting).toBe("off"); // PGlite never waits for the disk commit by commit: its flush does
    expect(await named()).toBe("may be lost 🙂");
    await home.db.transaction((within) => within.query(RENAME, [projectId, "lasts 🙂"]));
    if (home.home === "pglite") expect(await isOnDisk()).toBe(true);
    else expect((await home.db.query<{ synchronous_commit: string }>("SHOW synchronous_commit"))[0]?.synchronous_commit).toBe("on");
    await expect(home.db.transaction(async (within) => { await within.query(RENAME, [projectId, "never 🙂"]); throw new Error("stop"); }, { lasting: false })).rejects.toThrow("stop");
    expect(await named()).toBe("lasts 🙂");
  });
});
