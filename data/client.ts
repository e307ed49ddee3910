import { resolve } from "node:path";
import type { Database } from "./database";
import { openPglite } from "./pglite";
import { openPostgres } from "./postgres";

export type { Database } from "./database";

export interface DatabasePlace {
  /** postgres://…; without it the embedded database is used. */
  readonly url?: string | undefined;
  /** Folder of the embedded store (`<SWITCHBACK_DATA>/store`): lock, pglite/. */
  readonly store: string;
}

/** Opens one of the two homes. Migrations are apart: migrate(db). */
export const openDatabase = async ({ url, store }: DatabasePlace): Promise<Database> => (url ? openPostgres(url) : openPglite(store));

// The bundler may load this module more than once in one process; the database must be opened once.
const held = globalThis as typeof globalThis & { switchbackDatabase?: Promise<Database> | undefined };

/** The process's database, opened at the first call from DATABASE_URL and SWITCHBACK_DATA. A failed opening is tried again at the next call. */
export function database(): Promise<Database> {
  held.switchbackDatabase ??= openDatabase({ url: process.env.DATABASE_URL, store: resolve(process.env.SWITCHBACK_DATA ?? "data", "store") }).catch((error: unknown) => {
    held.switchbackDatabase = undefined;
    throw error;
  });
  return held.switchbackDatabase;
}

export async function closeDatabase(): Promise<void> {
  const open = held.switchbackDatabase;
  held.switchbackDatabase = undefined;
  await (await open)?.close();
}
