import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import type { DatabasePlace } from "@/data/client";
import { openDatabase } from "@/data/client";
import type { Database, Home } from "@/data/database";
import { TEMPLATE, withDatabase } from "./global-setup";

/** A migrated database of its own on one of the two homes. */
export interface TestHome {
  readonly home: Home;
  /** The open database; throws outside tests and hooks. */
  readonly db: Database;
  readonly place: DatabasePlace;
  /** Closes and opens it again, as a restarted server would. */
  reopen(): Promise<void>;
  /** Closes it, for a child process to open; `reopen` afterwards. */
  close(): Promise<void>;
}

/** Runs the same tests on both homes; on PostgreSQL only where there is one (global-setup tells). */
export function onBothHomes(title: string, tests: (test: TestHome) => void): void {
  describe(`${title} (pglite)`, () => tests(prepared("pglite")));
  describe.skipIf(inject("postgresUrl") === null)(`${title} (postgresql)`, () => tests(prepared("postgresql")));
}

function prepared(home: Home): TestHome {
  let open: Database | null = null;
  let made: { place: DatabasePlace; remove: () => Promise<void> } | null = null;
  beforeAll(async () => {
    made = home === "pglite" ? copyStore() : await copyDatabase();
    open = await openDatabase(made.place);
  });
  afterAll(async () => {
    await open?.close();
    await made?.remove();
  });
  return {
    home,
    get db() { if (!open) throw new Error("the database is closed"); return open; },
    get place() { if (!made) throw new Error("the database is not made yet"); return made.place; },
    async close() { await open?.close(); open = null; },
    async reopen() {
      await open?.close();
      open = await openDatabase(this.place);
    },
  };
}

function copyStore(): { place: DatabasePlace; remove: () => Promise<void> } {
  const store = mkdtempSync(join(tmpdir(), "switchback-test-"));
  cpSync(inject("embeddedTemplate"), store, { recursive: true });
  return { place: { store }, remove: async () => { rmSync(store, { recursive: true, force: true }); } };
}

async function copyDatabase(): Promise<{ place: DatabasePlace; remove: () => Promise<void> }> {
  const server = inject("postgresUrl");
  if (server === null) throw new Error("no PostgreSQL");
  const name = `switchback_${randomBytes(6).toString("hex")}`;
  const administer = async (statement: string): Promise<void> => {
    const db = await openDatabase({ url: server, store: "" });
    await db.script(statement).finally(() => db.close());
  };
  await administer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return { place: { url: withDatabase(server, name), store: "" }, remove: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
