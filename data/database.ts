import type { Caches } from "./cache";
import type { PrismaClient } from "./generated/client";

/** Something that answers SQL: the pool, or one transaction of it.
 *  Rows come back alike from both homes: int8 as number, timestamptz as Date, json as parsed, bytea as Uint8Array, arrays as arrays. */
export interface Queryable {
  /** Runs one statement with `$1 … $n`. The text must be constant: PostgreSQL keeps its plan under the text's name. */
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One connection, also for scripts. */
export interface Connection extends Queryable {
  script(text: string): Promise<void>;
}

export const HOMES = ["postgresql", "pglite"] as const;
export type Home = (typeof HOMES)[number];

/** The open database: Prisma for what is ordinary, `query` for hot paths and bulk, both on the same connections. */
export interface Database extends Queryable {
  readonly home: Home;
  readonly prisma: PrismaClient;
  readonly caches: Caches;
  /** Statements that stand or fall together. Keep it short: on the embedded home everybody waits for it.
   *  Not lasting: it is not waited for until it is on the disk. A crash may take it back, but never what came before it without it; the next commit that lasts makes it last. */
  transaction<Value>(work: (within: Queryable) => Promise<Value>, options?: { readonly lasting?: boolean }): Promise<Value>;
  /** One moment of the database, to be read for as long as it takes; nobody waits for it but for an instant at its beginning. */
  snapshot<Value>(work: (within: Connection) => Promise<Value>): Promise<Value>;
  /** Several statements in one text, without parameters. */
  script(text: string): Promise<void>;
  /** Holds a lock of the whole database while `work` runs, on a connection of its own. */
  exclusively<Value>(key: number, work: (within: Connection) => Promise<Value>): Promise<Value>;
  /** Tells whoever tries to open the same data folder where this server answers. */
  announce(address: string): void;
  close(): Promise<void>;
}

const codeOf = (error: unknown): unknown => (typeof error === "object" && error !== null && "code" in error ? error.code : undefined);

/** 23505, or P2002 when Prisma asked. */
export const isUniqueViolation = (error: unknown): boolean => ["23505", "P2002"].includes(String(codeOf(error)));
/** The database is away, restarting or refusing connections: worth trying again, and no fault of the request. */
export const isUnreachable = (error: unknown): boolean => /^(08|57P0)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|P1001|P1002|P1008|P1017)$/.test(String(codeOf(error)))
  || (error instanceof Error && /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message));
