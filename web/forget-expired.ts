import type { Database } from "@/data/database";
import { sweepRateWindows } from "@/data/rate-windows";
import { sweepSessions } from "@/data/sessions";
import { log } from "./fault";

const HOUR_MS = 3_600_000;

/** Deletes rows whose time is over: sessions, and windows in which attempts to sign in are counted. Whoever is shown or counted by them has none left. */
export async function forgetExpired(db: Database, now: Date): Promise<void> {
  await sweepSessions(db, now);
  await sweepRateWindows(db, now);
}

/** Does so now and every hour, on every instance; a failure is logged and tried again an hour later. Keeps no process alive. */
export function forgetExpiredHourly(db: Database): void {
  const sweep = (): void => void forgetExpired(db, new Date()).catch((error: unknown) => { log({ level: "warn", where: "forget expired", error: error instanceof Error ? error.message : String(error) }); });
  sweep();
  setInterval(sweep, HOUR_MS).unref();
}
