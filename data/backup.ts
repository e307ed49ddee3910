import { BACKUP_FORMAT, BackupWriter } from "@/core/backup/backup-file";
import { tablesInOrder } from "./backup-tables";
import type { Database, Connection } from "./database";
import { PRODUCT_VERSION } from "./migrate";

/** Characters that one fetch aims at; a row may be larger. */
const FETCH = 1_000_000;
const MOST_ROWS = 2000;

/** Writes one moment of the whole database to `write`, in lines (core/backup/backup-file.ts), while work goes on; memory holds about a megabyte.
 *  Reads tables as they are, whatever migration they are at. @returns rows written */
export const writeBackup = (db: Database, write: (text: string) => Promise<void>, now: Date): Promise<number> =>
  db.snapshot(async (within) => {
    await within.script("SET LOCAL timezone TO 'UTC'");
    const migrations = await within.query<{ name: string }>(`SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
    const writer = new BackupWriter();
    await write(writer.header({ format: BACKUP_FORMAT, version: PRODUCT_VERSION, migrations: migrations.map(({ name }) => name), at: now.toISOString() }));
    for (const table of await tablesInOrder(within)) {
      await write(writer.table(table));
      for await (const rows of rowsOf(within, table.table)) await write(writer.rowLines(rows));
    }
    await write(writer.end());
    return writer.rows;
  });

async function* rowsOf(within: Connection, table: string): AsyncGenerator<string[]> {
  await within.script(`DECLARE backup NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM "${table}" t`);
  for (let count = 10; ;) {
    const lines = (await within.query<{ line: string }>(`FETCH ${count} FROM backup`)).map(({ line }) => line);
    if (lines.length === 0) break;
    yield lines;
    const size = lines.reduce((sum, line) => sum + line.length, 0);
    count = size > FETCH ? Math.max(1, Math.floor(count / 2)) : size < FETCH / 2 ? Math.min(MOST_ROWS, count * 2) : count;
  }
  await within.script("CLOSE backup");
}
