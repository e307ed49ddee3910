import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import type { Account } from "@/data/accounts";
import { accountById, setPasswordHash } from "@/data/accounts";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { revokeSessionsOf } from "@/data/sessions";
import type { Actor } from "@/web/actor";
import { forgiveSignIn, trySignIn } from "@/web/attempts";
import { clientAddress } from "@/web/client-address";
import { environment } from "@/web/env";
import { hashPassword, passwordFits } from "@/web/password";
import { problemDetails } from "@/web/problem";
import type { ProblemDetails } from "@/web/problem";
import { resetClaim, resetTokenHolds } from "@/web/reset-token";
import { forgetSessions } from "@/web/session-cache";

/** By somebody who is signed in and knows the present password. Every other session ends. */
export async function changePassword(db: Database, actor: Actor, input: { readonly current: string; readonly next: string }, { headers, now }: { readonly headers: Headers; readonly now: Date }): Promise<Result<null, ProblemDetails>> {
  const address = clientAddress(headers, environment().trustProxy);
  const wait = await trySignIn(db, actor.account.email, address, now);
  if (wait > 0) return fail(problemDetails("rate-limited", { retryAfter: wait }));
  const account = await accountById(db, actor.account.id);
  if (!(await passwordFits(input.current, account?.passwordHash ?? null))) return fail(problemDetails("wrong-credentials", { errors: [{ field: "current", message: "is not your password" }] }));
  await forgiveSignIn(db, actor.account.email, address);
  await setPasswordHash(db, actor.account.id, await hashPassword(input.next));
  await endSessions(db, actor.account.id, now, actor.via === "session" ? actor.credential : undefined);
  await audit(db, { id: newId(), projectId: null, accountId: actor.account.id, action: "password.change", subject: actor.account.id, now });
  return succeed(null);
}

/** Whose password such a link sets; null when it was used, is too old or was never made. */
export async function accountOfLink(db: Database, token: string, now: Date): Promise<Account | null> {
  const claim = resetClaim(token);
  const account = claim && await accountById(db, claim.accountId);
  return account && !account.deactivatedAt && resetTokenHolds(token, account, now) ? account : null;
}

/** Uses such a link. Every session of the account ends. */
export async function resetPassword(db: Database, input: { readonly token: string; readonly password: string }, now: Date): Promise<Result<{ email: string }, ProblemDetails>> {
  const account = await accountOfLink(db, input.token, now);
  if (!account) return fail(problemDetails("gone", "The link was used, or is too old. Ask for a new one."));
  await setPasswordHash(db, account.id, await hashPassword(input.password));
  await endSessions(db, account.id, now);
  await audit(db, { id: newId(), projectId: null, accountId: account.id, action: "password.reset", subject: account.id, now });
  return succeed({ email: account.email });
}

async function endSessions(db: Database, accountId: string, now: Date, exceptId?: string): Promise<void> {
  await revokeSessionsOf(db, accountId, now, exceptId);
  forgetSessions();
}
