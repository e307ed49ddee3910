import { hasAccounts } from "@/data/accounts";
import { closeDatabase, database } from "@/data/client";
import { isUnreachable } from "@/data/database";
import type { Database } from "@/data/database";
import { migrate } from "@/data/migrate";
import { restoreBackup } from "@/data/restore-backup";
import { backUpBeforeMigrating, linesOfBackup } from "@/jobs/backup-file";
import { startJobs } from "@/jobs/runner";
import { bootState } from "./boot-state";
import { recordPeerAddresses } from "./client-address";
import { drain } from "./draining";
import { environment } from "./env";
import { log } from "./fault";
import { forgetExpiredHourly } from "./forget-expired";
import { holdHeapGrowth } from "./heap-growth";
import { serverSecret } from "./secret";
import { setupToken } from "./setup-token";

/** How long a start waits for a PostgreSQL that is not there yet, e.g. started by the same compose file. */
const PATIENCE_MS = 60_000;
/** How long a shutdown waits for answers that are on their way. */
const DRAIN_MS = 10_000;

/** Brings the server up, or ends the process with one clear message. */
export async function boot(): Promise<void> {
  try {
    holdHeapGrowth();
    const settings = environment();
    process.env.SWITCHBACK_DATA = settings.dataFolder; // absolute, whatever the working directory of the bundle
    recordPeerAddresses();
    serverSecret();
    if (settings.restoreFrom !== undefined) return await fill(settings.restoreFrom);
    const db = await openMigrated(settings.store);
    const address = settings.appUrl ?? `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${settings.port}`;
    db.announce(address);
    const jobs = startJobs(db, { judge: settings.judge });
    stopOnSignals(jobs);
    forgetExpiredHourly(db);
    bootState.ready = true;
    await greet(db, address);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`\nSwitchback cannot start:\n${message.replace(/^/gm, "  ")}\n\n`);
    process.exit(1);
  }
}

async function openMigrated(store: string): Promise<Database> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const db = await database();
      const kept = await backUpBeforeMigrating(db, store, new Date());
      if (kept !== null) process.stdout.write(`The database was backed up to ${kept} before it is migrated.\n`);
      await migrate(db);
      return db;
    } catch (thrown) {
      if (!isUnreachable(thrown) || performance.now() > until) throw thrown;
      log({ level: "warn", where: "start", error: `The database cannot be reached yet: ${thrown instanceof Error ? thrown.message : String(thrown)}` });
      await closeDatabase().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** `switchback restore`: fills the empty store and ends. */
async function fill(path: string): Promise<never> {
  const rows = await restoreBackup(await database(), linesOfBackup(path));
  await closeDatabase();
  process.stdout.write(`Restored ${rows} rows.\n`);
  process.exit(0);
}

async function greet(db: Database, address: string): Promise<void> {
  const setUp = await hasAccounts(db);
  process.stdout.write(`\nSwitchback is at ${address}\n${setUp ? "" : `Create the first account at ${address}/setup with the setup token ${setupToken()}\n`}\n`);
}

/** Answers what is under way, lets jobs reach a safe place, closes the database. A second signal does not wait. */
function stopOnSignals(jobs: { stop(): Promise<void> }): void {
  let asked = false;
  const stop = async (): Promise<void> => {
    if (asked) process.exit(1);
    asked = true;
    bootState.ready = false;
    await drain(DRAIN_MS);
    await jobs.stop();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}
