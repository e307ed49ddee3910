import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/data/client";
import type { Database } from "@/data/database";
import { migrate } from "@/data/migrate";
import { startCluster } from "@/tests/db/postgres-cluster";

/** Runs a measurement on both homes, each on an empty migrated store; PostgreSQL from BENCH_DATABASE_URL, else a throwaway cluster, else left out. */
export async function onEachHome(measure: (db: Database) => Promise<void>): Promise<void> {
  const only = process.argv.find((argument) => argument.startsWith("--home="))?.slice("--home=".length);
  if (only !== "postgresql") {
    const store = mkdtempSync(join(tmpdir(), "switchback-bench-"));
    const db = await openDatabase({ store });
    await migrate(db);
    await measure(db);
    await db.close();
    rmSync(store, { recursive: true, force: true });
  }
  if (only !== "pglite") {
    const given = process.env.BENCH_DATABASE_URL;
    const cluster = given ? null : await startCluster({ durable: true });
    const url = given ?? cluster?.url;
    if (!url) return console.log("PostgreSQL: not on this machine");
    const db = await openDatabase({ url, store: "" });
    await migrate(db);
    await measure(db);
    await db.close();
    cluster?.stop();
  }
}
