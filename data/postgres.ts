import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, types } from "pg";
import type { PoolClient } from "pg";
import { newCaches } from "./cache";
import type { Connection, Database, Queryable } from "./database";
import { PrismaClient } from "./generated/client";

const INT8 = 20;
const readers = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : types.getTypeParser(oid, format as "text")) as typeof types.getTypeParser,
};

const names = new Map<string, string>();
/** One prepared statement per text and connection: planning costs more than running the short ones. */
const nameOf = (statement: string): string => {
  const held = names.get(statement);
  if (held) return held;
  const name = `sb_${createHash("sha256").update(statement).digest("hex").slice(0, 24)}`;
  names.set(statement, name);
  return name;
};

const asking = (connection: Pool | PoolClient): Queryable => ({
  query: async <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    (await connection.query({ name: nameOf(text), text, values: [...parameters], types: readers })).rows as Row[],
});

const connected = (client: PoolClient): Connection => ({ ...asking(client), script: async (text) => { await client.query(text); } });

/** A pool on a PostgreSQL server (15 or newer). Connections are made when first needed; a lost one is replaced at the next request. */
export function openPostgres(url: string, connections = 12): Database {
  // Prisma's adapter writes and reads times without their zone: in any other than UTC its times and those of SQL would be hours apart.
  const pool = new Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 10_000, keepAlive: true, application_name: "switchback", options: "-c TimeZone=UTC -c jit=off" });
  // An idle connection that the server closed is told here, and would end the process if nobody listened; the pool drops it by itself.
  pool.on("error", () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  const onOne = async <Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    client.on("error", noteBroken);
    function noteBroken(error: Error): void { broken = error; }
    try {
      return await work(client);
    } catch (error) {
      // Never hand a connection back in the middle of a transaction.
      await client.query("ROLLBACK").catch((failed: Error) => { broken = failed; });
      throw error;
    } finally {
      client.off("error", noteBroken);
      client.release(broken);
    }
  };

  return {
    home: "postgresql",
    prisma,
    caches: newCaches(),
    ...asking(pool),
    script: async (text) => { await pool.query(text); },
    transaction: (work, { lasting = true } = {}) => onOne(async (client) => {
      await client.query(lasting ? "BEGIN" : "BEGIN; SET LOCAL synchronous_commit = off");
      const value = await work(asking(client));
      await client.query("COMMIT");
      return value;
    }),
    snapshot: (work) => onOne(async (client) => {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const value = await work(connected(client));
      await client.query("COMMIT");
      return value;
    }),
    exclusively: (key, work) => onOne(async (client) => {
      await client.query("SELECT pg_advisory_lock($1)", [key]);
      try {
        return await work(connected(client));
      } finally {
        await client.query("SELECT pg_advisory_unlock($1)", [key]).catch(() => {}); // a lost connection has freed it
      }
    }),
    announce: () => {},
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
