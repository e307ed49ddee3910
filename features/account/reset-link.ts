import type { Account } from "@/data/accounts";
import { accountByEmail, accountById } from "@/data/accounts";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { membershipById } from "@/data/memberships";
import { projectsOf } from "@/data/projects";
import type { Actor } from "@/web/actor";
import { environment } from "@/web/env";
import { publicOrigin } from "@/web/public-origin";
import { resetToken } from "@/web/reset-token";

const DAY = 86_400_000;

/** A one-time link with which somebody sets a new password, to be handed over by whoever asked for it: there is no mail server. */
export interface ResetLinkMade {
  readonly url: string;
  readonly expiresAt: string;
}

interface Occasion {
  readonly headers: Headers;
  readonly now: Date;
}

/** For an admin: any account. null: no such account. */
export async function resetLinkFor(db: Database, actor: Actor, email: string, occasion: Occasion): Promise<ResetLinkMade | null> {
  const account = await accountByEmail(db, email);
  return account && !account.deactivatedAt ? linkFor(db, actor, account, occasion) : null;
}

/** For a project's owner: a member who is no admin and in no project that the owner does not own, since the link opens the whole account (decision 0052).
 *  @returns "forbidden" for others, null when there is no such member */
export async function resetLinkForMember(db: Database, actor: Actor, projectId: string, membershipId: string, occasion: Occasion): Promise<ResetLinkMade | "forbidden" | null> {
  const member = await membershipById(db, projectId, membershipId);
  const account = member?.accountId && !member.deactivatedAt ? await accountById(db, member.accountId) : null;
  if (!account || account.deactivatedAt) return null;
  const [theirs, own] = await Promise.all([projectsOf(db, account.id), projectsOf(db, actor.account.id)]);
  const owned = new Set(own.filter(({ role }) => role === "owner").map(({ id }) => id));
  if (account.admin || theirs.some(({ id }) => !owned.has(id))) return "forbidden";
  return linkFor(db, actor, account, occasion);
}

async function linkFor(db: Database, actor: Actor, account: Account, { headers, now }: Occasion): Promise<ResetLinkMade> {
  const expiresAt = new Date(now.getTime() + DAY);
  await audit(db, { id: newId(), projectId: null, accountId: actor.account.id, action: "password.reset-link", subject: account.id, now });
  return { url: `${publicOrigin(headers, environment())}/reset-password?token=${resetToken(account, expiresAt)}`, expiresAt: expiresAt.toISOString() };
}
