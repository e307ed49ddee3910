import type { z } from "zod";
import { accountById } from "@/data/accounts";
import type { Database } from "@/data/database";
import { sessionsOf } from "@/data/sessions";
import { tokensOf } from "@/data/tokens";
import type { Actor } from "@/web/actor";
import { Preferences } from "./schema";
import type { AccountView, SessionView, TokenView } from "./schema";

export async function loadAccount(db: Database, actor: Actor): Promise<z.infer<typeof AccountView>> {
  const account = await accountById(db, actor.account.id);
  const preferences = Preferences.safeParse(account?.preferences);
  return { id: actor.account.id, email: actor.account.email, name: account?.name ?? actor.account.name, admin: actor.account.admin, preferences: preferences.success ? preferences.data : {} };
}

export const loadTokens = async (db: Database, actor: Actor): Promise<z.infer<typeof TokenView>[]> =>
  (await tokensOf(db, actor.account.id)).map(({ id, name, scope, projectId, hint, createdAt, expiresAt, lastUsedAt }) => ({
    id, name, scope, projectId, hint, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));

export const loadSessions = async (db: Database, actor: Actor, now: Date): Promise<z.infer<typeof SessionView>[]> =>
  (await sessionsOf(db, actor.account.id, now)).map(({ id, userAgent, createdAt, expiresAt }) => ({
    id, userAgent, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), current: actor.via === "session" && actor.credential === id,
  }));

/** Everything that the account page shows. */
export async function accountPage(db: Database, actor: Actor, now: Date) {
  const [account, tokens, sessions] = await Promise.all([loadAccount(db, actor), loadTokens(db, actor), loadSessions(db, actor, now)]);
  return { account, tokens, sessions };
}
