import type { Database } from "@/data/database";
import { liveSession } from "@/data/sessions";
import { sessionIdOf } from "./auth";
import { recentSessions } from "./session-cache";
import type { KnownSession } from "./session-cache";

/** Auth.js's cookie, whole or in numbered pieces; the prefix says that it came over https. */
const COOKIE = /(?:^|;\s*)((?:__Secure-)?authjs\.session-token(?:\.\d+)?=[^;]+)/g;

/** Whose browser this is: the live session behind the request's cookie, or null. */
export async function sessionOf(db: Database, headers: Headers, now: Date): Promise<KnownSession | null> {
  const cookies = [...(headers.get("cookie") ?? "").matchAll(COOKIE)].map(([, pair]) => pair).join("; ");
  if (cookies === "") return null;
  const session = await recentSessions.get(cookies, () => look(db, headers, now));
  return session && session.expiresAt > now ? session : null;
}

async function look(db: Database, headers: Headers, now: Date): Promise<KnownSession | null> {
  const sid = await sessionIdOf(db, headers);
  return sid === null ? null : liveSession(db, sid, now);
}
