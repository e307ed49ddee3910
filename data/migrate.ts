import type { Database, Queryable } from "./database";
import { MIGRATIONS, VERSION } from "./generated/migrations";
import { newId } from "./id";

/** The database was written by a newer version of the product, whose migrations this code does not know. */
export class NewerDatabaseError extends Error {
  override readonly name = "NewerDatabaseError";
  constructor(readonly unknown: readonly string[], readonly version: string | null) {
    super(`The database is newer than this Switchback (${VERSION}): it was last migrated by ${version ?? "a later version"} (${unknown.join(", ")}). Start ${version ? `version ${version} or later` : "that version"}; nothing was changed.`);
  }
}

/** Of the product, as package.json has it. */
export const PRODUCT_VERSION: string = VERSION;

type Steps = typeof MIGRATIONS;

// Any fixed number: all instances of the product must agree on it, nobody else should use it.
const MIGRATION_LOCK = 7_270_736_902;

// Prisma's own table, column for column, so that its command line reports the database in sync.
const JOURNAL = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Brings the database to this code's schema and answers the names of what it applied. Several servers may call it at once: one works, the others wait.
 *  Each migration stands or falls as a whole.
 *  @throws NewerDatabaseError before anything is changed */
export const migrate = (db: Database, steps: Steps = MIGRATIONS): Promise<string[]> =>
  db.exclusively(MIGRATION_LOCK, async (within) => {
    await within.script(JOURNAL);
    const applied = await journal(within);
    await refuseStrange(within, steps, applied);
    const pending = steps.filter(({ name }) => !applied.has(name));
    for (const { name, checksum, sql } of pending) {
      try {
        await within.script(`BEGIN;\n${sql}\n;INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES (${[newId(), checksum].map(quoted).join(", ")}, now(), ${quoted(name)}, 1);
          INSERT INTO "setting" ("key", "value") VALUES ('version', ${quoted(VERSION)}) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"; COMMIT;`);
      } catch (error) {
        await within.script("ROLLBACK").catch(() => {});
        throw new Error(`Migration ${name} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
    return pending.map(({ name }) => name);
  });

/** This code's migrations up to those of another database of the product. @throws NewerDatabaseError when it has one that this code does not know */
export function stepsUpTo(names: readonly string[], steps: Steps = MIGRATIONS): Steps {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown, null);
  return steps.filter(({ name }) => names.includes(name));
}

/** Migrations that a database in use still lacks: none for a new one. */
export async function pendingMigrations(db: Database, steps: Steps = MIGRATIONS): Promise<string[]> {
  const [table] = await db.query<{ found: boolean }>(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`);
  const applied = table?.found ? await journal(db) : new Map();
  return applied.size === 0 ? [] : steps.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
}

/** Whether every migration of this code is applied; false as well when the database has none at all. */
export async function migrationsInSync(db: Database, steps: Steps = MIGRATIONS): Promise<boolean> {
  const [table] = await db.query<{ found: boolean }>(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`);
  if (!table?.found) return false;
  const applied = await journal(db);
  return steps.every(({ name }) => applied.get(name)?.finished);
}

/** For readiness: can the database be asked, and does it have this code's schema. */
export async function databaseHealth(db: Database): Promise<{ readonly reachable: boolean; readonly migrated: boolean }> {
  try {
    return { reachable: true, migrated: await migrationsInSync(db) };
  } catch {
    return { reachable: false, migrated: false };
  }
}

interface Applied {
  readonly checksum: string;
  readonly finished: boolean;
}

const journal = async (db: Queryable): Promise<ReadonlyMap<string, Applied>> =>
  new Map((await db.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  )).map((row) => [row.name, row]));

async function refuseStrange(db: Queryable, steps: Steps, applied: ReadonlyMap<string, Applied>): Promise<void> {
  const known = new Map(steps.map((step) => [step.name, step]));
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    const [row] = await db.query<{ value: string }>(`SELECT "value" FROM "setting" WHERE "key" = 'version'`);
    throw new NewerDatabaseError(unknown, row?.value ?? null);
  }
  for (const [name, { checksum, finished }] of applied) {
    if (!finished) throw new Error(`Migration ${name} was begun by Prisma's command line and never finished: resolve it there (npm run prisma -- migrate resolve).`);
    if (checksum !== known.get(name)?.checksum) throw new Error(`Migration ${name} is not the one that was applied to this database: its text was edited afterwards.`);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
