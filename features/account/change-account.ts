import type { z } from "zod";
import { accountById, renameAccount, setPreferences } from "@/data/accounts";
import type { Database } from "@/data/database";
import type { Actor } from "@/web/actor";
import { forgetTokens } from "@/web/bearer";
import { forgetSessions } from "@/web/session-cache";
import type { AccountChange } from "./schema";

/** Changes what is given; preferences are merged key by key. */
export async function changeAccount(db: Database, actor: Actor, change: z.output<typeof AccountChange>): Promise<void> {
  if (change.name !== undefined) await renameAccount(db, actor.account.id, change.name);
  if (change.preferences) {
    const account = await accountById(db, actor.account.id);
    await setPreferences(db, actor.account.id, { ...account?.preferences, ...change.preferences });
  }
  forgetSessions(); // they carry the account as it was
  forgetTokens();
}
