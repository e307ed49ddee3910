import type { BackupHeader, BackupTable } from "@/core/backup/backup-file";
import { BackupCheck } from "@/core/backup/backup-file";
import { tablesInOrder } from "./backup-tables";
import type { Database, Queryable } from "./database";
import { migrate, stepsUpTo } from "./migrate";

/** Characters and rows that one statement inserts. */
const BATCH = { text: 1_000_000, rows: 500 };

/** The backup cannot be restored here; nothing was kept. */
export class RestoreError extends Error {
  override readonly name = "RestoreError";
}

/** Fills an empty store from the lines of a backup: brings it to the backup's migrations, inserts every row in one transaction, checks counts and digests, and migrates on to this code's schema.
 *  The backup may come from either home. @returns rows restored @throws RestoreError when the store is not empty, or the backup is damaged, cut off or newer than this code */
export async function restoreBackup(db: Database, lines: AsyncIterable<string>): Promise<number> {
  const check = new BackupCheck();
  const reader = lines[Symbol.asyncIterator]();
  const header = await headerOf(reader, check);
  await refuseFilled(db);
  await migrate(db, stepsUpTo(header.migrations));
  await db.transaction(async (within) => {
    // What migrations put there themselves is in the backup as well.
    for (const { table } of (await tablesInOrder(within)).reverse()) await within.query(`DELETE FROM "${table}"`);
    await insertRows(within, reader, check);
    if (!check.isWhole) throw new RestoreError("The backup is cut off: its end is missing. Nothing was restored.");
  });
  await migrate(db);
  return check.rows;
}

async function headerOf(reader: AsyncIterator<string>, check: BackupCheck): Promise<BackupHeader> {
  const first = await reader.next();
  const read = check.read(first.done ? "" : first.value);
  if (!read.ok) throw new RestoreError(`The file cannot be restored: ${read.error}.`);
  if (read.value.kind !== "header") throw new RestoreError("The file cannot be restored: it does not begin as a backup does.");
  return read.value.header;
}

async function refuseFilled(db: Database): Promise<void> {
  const [held] = await db.query<{ found: boolean }>(`SELECT to_regclass('"account"') IS NOT NULL AS found`);
  const [people] = held?.found ? await db.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM "account") OR EXISTS (SELECT FROM "project") AS found') : [];
  if (people?.found) throw new RestoreError("The store is not empty. Restore into a new one: another SWITCHBACK_DATA, or an empty DATABASE_URL. Nothing was changed.");
}

async function insertRows(within: Queryable, reader: AsyncIterator<string>, check: BackupCheck): Promise<void> {
  let table: BackupTable | null = null;
  let batch: string[] = [];
  let text = 0;
  const store = async (): Promise<void> => {
    if (table && batch.length > 0) {
      const columns = table.columns.map(quoted).join(", ");
      await within.query(`INSERT INTO ${quoted(table.table)} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${quoted(table.table)}, $1::json)`, [`[${batch.join(",")}]`]);
    }
    batch = [];
    text = 0;
  };
  for (let next = await reader.next(); !next.done; next = await reader.next()) {
    const read = check.read(next.value);
    if (!read.ok) throw new RestoreError(`The backup is damaged: ${read.error}. Nothing was restored.`);
    if (read.value.kind === "row") {
      batch.push(next.value);
      text += next.value.length;
      if (text > BATCH.text || batch.length >= BATCH.rows) await store();
      continue;
    }
    await store();
    if (read.value.kind === "table") ({ table } = read.value);
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
