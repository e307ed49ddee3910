import type { Database } from "./database";

export interface RateWindow {
  /** Attempts in the running window, this one included. */
  readonly count: number;
  readonly expiresAt: Date;
}

/** Counts one attempt in the key's window, which all instances share. A window that is over begins anew. */
export async function countAttempt(db: Database, key: string, { seconds, now }: { readonly seconds: number; readonly now: Date }): Promise<RateWindow> {
  const [row] = await db.query<{ count: number; expires_at: Date }>(
    `INSERT INTO "rate_window" AS held ("key", "count", "expires_at") VALUES ($1, 1, $2)
     ON CONFLICT ("key") DO UPDATE SET
       "count" = CASE WHEN held."expires_at" <= $3 THEN 1 ELSE held."count" + 1 END,
       "expires_at" = CASE WHEN held."expires_at" <= $3 THEN $2 ELSE held."expires_at" END
     RETURNING "count", "expires_at"`,
    [key, new Date(now.getTime() + seconds * 1000), now],
  );
  if (!row) throw new Error("an upsert answered no row");
  return { count: row.count, expiresAt: row.expires_at };
}

export const clearAttempts = async (db: Database, key: string): Promise<void> => { await db.prisma.rateWindow.deleteMany({ where: { key } }); };

export const sweepRateWindows = async (db: Database, now: Date): Promise<void> => { await db.prisma.rateWindow.deleteMany({ where: { expiresAt: { lt: now } } }); };
