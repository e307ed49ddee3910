import { createHash } from "node:crypto";
import type { Database } from "@/data/database";
import { clearAttempts, countAttempt } from "@/data/rate-windows";

/** How often a secret may be tried. Counted in the database, for all instances together. */
interface Window {
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
}

const QUARTER = 900;

/** Trying one account from one place; one place trying many accounts; many places trying one account.
 *  The last is generous: it must not lock a person out whom somebody else attacks. */
const signInWindows = (email: string, address: string): Window[] => [
  { key: `sign-in ${digest(`${email} ${address}`)}`, most: 10, seconds: QUARTER },
  { key: `sign-in from ${digest(address)}`, most: 60, seconds: QUARTER },
  { key: `sign-in to ${digest(email)}`, most: 200, seconds: QUARTER },
];

const setupWindows = (address: string): Window[] => [{ key: `setup from ${digest(address)}`, most: 20, seconds: QUARTER }];

/** Counts a try before the secret is looked at. @returns seconds to wait, 0 when it may go on */
export const trySignIn = (db: Database, email: string, address: string, now: Date): Promise<number> => tryAll(db, signInWindows(email, address), now);
export const trySetup = (db: Database, address: string, now: Date): Promise<number> => tryAll(db, setupWindows(address), now);

/** A password that fitted: earlier slips of the same person at the same place no longer count. */
export const forgiveSignIn = (db: Database, email: string, address: string): Promise<void> => clearAttempts(db, signInWindows(email, address)[0]!.key);

async function tryAll(db: Database, windows: readonly Window[], now: Date): Promise<number> {
  const waits = await Promise.all(windows.map(async ({ key, most, seconds }) => {
    const { count, expiresAt } = await countAttempt(db, key, { seconds, now });
    return count <= most ? 0 : Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / 1000));
  }));
  return Math.max(...waits);
}

/** E-mails and addresses are not kept in the clear just to count them. */
const digest = (value: string): string => createHash("sha256").update(value).digest("hex").slice(0, 32);
