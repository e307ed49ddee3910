import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createGunzip, createGzip } from "node:zlib";
import { backupLines } from "@/core/backup/backup-lines";
import { writeBackup } from "@/data/backup";
import type { Database } from "@/data/database";
import { pendingMigrations } from "@/data/migrate";

/** A backup of the whole database as gzip, written only as fast as it is read; ends its snapshot when nobody reads on. */
export async function* packedBackup(db: Database, now: Date): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: 4 });
  const gone = new AbortController();
  const written = writeBackup(db, async (text) => { if (!gzip.write(text)) await once(gzip, "drain", { signal: gone.signal }); }, now)
    .then(() => { gzip.end(); }, (error: unknown) => { gzip.destroy(error instanceof Error ? error : new Error(String(error))); });
  try {
    for await (const part of gzip) yield part as Uint8Array;
  } finally {
    gone.abort();
    gzip.destroy();
    await written;
  }
}

/** Writes a backup to a file; it bears its name only once it is whole and on the disk. */
async function backUpTo(path: string, db: Database, now: Date): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(`${path}.part`, "w");
  try {
    for await (const part of packedBackup(db, now)) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

/** Backs a database in use up into `<store>/backups`, on this instance's disk, when migrations are about to change it. @returns the file; null when there is nothing to migrate */
export async function backUpBeforeMigrating(db: Database, store: string, now: Date, steps?: Parameters<typeof pendingMigrations>[1]): Promise<string | null> {
  const [first] = await pendingMigrations(db, steps);
  if (first === undefined) return null;
  const path = join(store, "backups", `${now.toISOString().replaceAll(":", "-").slice(0, 19)}-before-${first}.backup.gz`);
  await backUpTo(path, db, now);
  return path;
}

/** The lines of a backup file, unpacked. */
export const linesOfBackup = (path: string): AsyncIterable<string> => backupLines(createReadStream(path).pipe(createGunzip()));
