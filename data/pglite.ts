import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { newCaches } from "./cache";
import type { Connection, Database, Queryable } from "./database";
import type { EmbeddedDatabase } from "./embedded";
import { openEmbedded } from "./embedded";
import { lockFolder } from "./folder-lock";
import { PrismaClient } from "./generated/client";

/** The embedded database in `<folder>/pglite`, after taking the folder's lock.
 *  @throws FolderHeldError while another process holds it */
export async function openPglite(folder: string): Promise<Database> {
  const lock = lockFolder(folder);
  let database: EmbeddedDatabase;
  try {
    database = await openEmbedded(join(folder, "pglite"));
  } catch (error) {
    lock.release();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(database) });
  const query = <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> => database.rows<Row>(text, parameters);
  const within: Queryable = { query: <Row>(text: string, parameters: readonly unknown[] = []) => database.statement<Row>(text, parameters) };
  const script = async (text: string): Promise<void> => { await database.exec(text); };
  let last: Promise<unknown> = Promise.resolve();

  return {
    home: "pglite",
    prisma,
    caches: newCaches(),
    query,
    script,
    transaction: (work, options) => database.transaction(() => work(within), options),
    snapshot: (work) => copied(database, folder, work),
    exclusively: (_key, work) => {
      // The folder's lock keeps other processes out; in this one, work waits in line.
      const turn = last.then(() => work({ query, script }));
      last = turn.catch(() => {});
      return turn;
    },
    announce: lock.announce,
    close: async () => {
      await prisma.$disconnect();
      await database.close();
      lock.release();
    },
  };
}

/** Works on a copy of the files: one connection cannot read one moment while it goes on writing. */
async function copied<Value>(database: EmbeddedDatabase, folder: string, work: (within: Connection) => Promise<Value>): Promise<Value> {
  const place = join(folder, `snapshot-${randomUUID()}`);
  try {
    await database.copyTo(place);
    const copy = await openEmbedded(place);
    try {
      return await copy.transaction((within) => work({
        query: async <Row>(text: string, parameters: readonly unknown[] = []) => (await within.query<Row>(text, [...parameters])).rows,
        script: async (text) => { await within.exec(text); },
      }));
    } finally {
      await copy.close();
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
