import { createHash } from "node:crypto";
import type { Account } from "@/data/accounts";
import type { Database } from "@/data/database";
import { liveTokenByHash, touchToken } from "@/data/tokens";
import type { ApiToken } from "@/data/tokens";
import { processWide } from "./process-wide";
import { recent } from "./recent";

/** A token with the account that made it. */
export type KnownToken = ApiToken & { readonly account: Account };

/** Tokens are `sb_` and 43 characters of base64url (32 random bytes): too many to guess, so a plain sha256 keeps them. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

const seen = processWide("tokens", () => recent<KnownToken | null>({ most: 5000, lifetime: 2000 }));
const touched = processWide("touched-tokens", () => recent<void>({ most: 5000, lifetime: 60_000 }));

/** The token in an Authorization header: undefined without one, null when it is not (or no longer) good for anything. */
export async function bearerToken(db: Database, authorization: string | null, now: Date): Promise<KnownToken | null | undefined> {
  if (authorization === null) return undefined;
  const token = /^Bearer (sb_[A-Za-z0-9_-]{20,100})$/i.exec(authorization)?.[1];
  if (token === undefined) return null;
  const hash = hashToken(token);
  const live = await seen.get(hash, () => liveTokenByHash(db, hash, now));
  if (!live || (live.expiresAt !== null && live.expiresAt <= now)) return null;
  await touched.get(live.id, () => touchToken(db, live.id, now));
  return live;
}

/** After a revocation: this process stops believing what it looked up before. Others do within two seconds. */
export const forgetTokens = (): void => seen.forgetAll();
