import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "@/data/client";
import { MIGRATIONS } from "@/data/generated/migrations";
import { databaseHealth, migrate, migrationsInSync, NewerDatabaseError } from "@/data/migrate";
import { onBothHomes } from "./homes";

const extra = { name: "29990101000000_later", checksum: "0".repeat(64), sql: "CREATE TABLE later (id int);" };

onBothHomes("migrations", (home) => {
  test("D1: applying them again applies nothing", async () => {
    expect(await migrate(home.db)).toEqual([]);
    expect(await migrationsInSync(home.db)).toBe(true);
    expect(await databaseHealth(home.db)).toEqual({ reachable: true, migrated: true });
  });

  test("D1: long texts are packed by LZ4 where the server has it, and migrating fails nowhere for want of it", async () => {
    const [row] = await home.db.query<{ has: boolean; packing: string[] }>(
      `SELECT (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') AS has,
         (SELECT array_agg(DISTINCT attcompression::text) FROM pg_attribute WHERE (attrelid, attname) IN (('trace'::regclass, 'cot'), ('prompt'::regclass, 'text'), ('annotation'::regclass, 'fold'))) AS packing`);
    expect(row?.packing).toEqual([row?.has ? "l" : ""]);
  });

  test("D1: eight at once apply each migration once", async () => {
    const steps = [...MIGRATIONS, { name: "29990101000000_once", checksum: "1".repeat(64), sql: "CREATE TABLE once (id int);" }];
    const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(home.db, steps)));
    expect(applied.flat()).toEqual(["29990101000000_once"]);
    await home.db.script(`DROP TABLE once; DELETE FROM "_prisma_migrations" WHERE migration_name = '29990101000000_once'`);
  });

  test("D1: a migration that fails leaves nothing behind, and the database works on", async () => {
    const broken = [...MIGRATIONS, { ...extra, sql: "CREATE TABLE half (id int); SELECT no_such_function();" }];
    await expect(migrate(home.db, broken)).rejects.toThrow(/29990101000000_later failed and was rolled back/);
    expect(await home.db.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    expect(await migrationsInSync(home.db)).toBe(true);
  });

  test("D2: a database that a newer version wrote is refused with that version's name, unchanged", async () => {
    await migrate(home.db, [...MIGRATIONS, extra]);
    await home.db.query(`UPDATE "setting" SET "value" = '9.9.9' WHERE "key" = 'version'`);
    const refusal = migrate(home.db);
    await expect(refusal).rejects.toBeInstanceOf(NewerDatabaseError);
    await expect(refusal).rejects.toThrow(/9\.9\.9.*29990101000000_later/);
    await home.db.script(`DROP TABLE later; DELETE FROM "_prisma_migrations" WHERE migration_name = '${extra.name}'`);
  });

  test("D1: a migration whose text was edited after it was applied is told", async () => {
    await expect(migrate(home.db, MIGRATIONS.map((step) => ({ ...step, checksum: "f".repeat(64) })))).rejects.toThrow(/edited/);
  });
});

test("D1: an empty embedded store is migrated from nothing", async () => {
  const store = mkdtempSync(join(tmpdir(), "switchback-empty-"));
  const db = await openDatabase({ store });
  expect(await migrationsInSync(db)).toBe(false);
  expect(await migrate(db)).toEqual(MIGRATIONS.map(({ name }) => name));
  await db.close();
  rmSync(store, { recursive: true, force: true });
});
