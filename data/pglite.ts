import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { newCaches } from "./cache";
import type { Database, Queryable } from "./database";
import { openEmbedded } from "./embedded";
import { lockFolder } from "./folder-lock";
import { PrismaClient } from "./generated/client";
import { preparedStatements } from "./prepared-statements";

/** The embedded database in `<folder>/pglite`, after taking the folder's lock.
 *  @throws FolderHeldError while another process holds it */
export async function openPglite(folder: string): Promise<Database> {
  const lock = lockFolder(folder);
  let database: PGlite;
  try {
    database = await openEmbedded(join(folder, "pglite"));
  } catch (error) {
    lock.release();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(database) });
  const statements = preparedStatements(database);
  const query: Queryable["query"] = (text, parameters) => database._runExclusiveTransaction(() => statements.query(text, parameters));
  const script = async (text: string): Promise<void> => {
    await database.exec(text);
    statements.forget(); // scripts change tables, and with them what a statement answers
  };
  let last: Promise<unknown> = Promise.resolve();

  return {
    home: "pglite",
    prisma,
    caches: newCaches(),
    query,
    script,
    transaction: (work) => database.transaction(() => work(statements)),
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
