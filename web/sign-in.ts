import { accountByEmail, accountById, accountByIdentity, addIdentity, createAccount } from "@/data/accounts";
import type { Account } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { forgiveSignIn, trySignIn } from "./attempts";
import { passwordFits } from "./password";
import type { RemoteIdentity } from "./providers";

export type SignIn =
  | { readonly kind: "signed-in"; readonly account: Account }
  | { readonly kind: "wrong-credentials" }
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  /** The provider knows the person; no account here does. */
  | { readonly kind: "no-account" };

/** E-mail and password. Every way to fail but the last takes as long and says the same. */
export async function signInByPassword(db: Database, given: { readonly email: string; readonly password: string; readonly address: string; readonly now: Date }): Promise<SignIn> {
  const email = given.email.toLowerCase();
  const wait = await trySignIn(db, email, given.address, given.now);
  if (wait > 0) return { kind: "rate-limited", retryAfter: wait };
  const account = await accountByEmail(db, email);
  const fits = await passwordFits(given.password, account?.passwordHash ?? null);
  if (!account || !fits || account.deactivatedAt) return { kind: "wrong-credentials" };
  await forgiveSignIn(db, email, given.address);
  return { kind: "signed-in", account };
}

/** A provider's word: the identity it vouched for before, else an account with the same e-mail if the provider has verified it, else a new account if it may bring people. */
export async function signInByProvider(db: Database, remote: RemoteIdentity, now: Date): Promise<SignIn> {
  const known = await accountByIdentity(db, remote.issuer, remote.subject);
  if (known) return known.deactivatedAt ? { kind: "no-account" } : { kind: "signed-in", account: known };
  if (remote.email === null || !remote.emailVerified) return { kind: "no-account" };
  const account = await accountByEmail(db, remote.email) ?? (remote.mayJoin ? await join(db, remote, now) : null);
  if (!account || account.deactivatedAt) return { kind: "no-account" };
  await addIdentity(db, { issuer: remote.issuer, subject: remote.subject, accountId: account.id });
  return { kind: "signed-in", account };
}

async function join(db: Database, remote: RemoteIdentity, now: Date): Promise<Account | null> {
  const id = newId();
  await createAccount(db, { id, email: remote.email!, name: remote.name, passwordHash: null, now });
  return accountById(db, id);
}
