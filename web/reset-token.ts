import { createHash } from "node:crypto";
import { derived, serverSecret } from "./secret";
import { sameText } from "./setup-token";

/** A one-time right to set a new password, without anything to store: the seal covers the present password's hash, so that using it
 *  (or changing the password in another way) makes it worthless. */
export interface ResetClaim {
  readonly accountId: string;
  readonly expiresAt: Date;
}

interface Sealed {
  readonly id: string;
  readonly passwordHash: string | null;
}

export function resetToken(account: Sealed, expiresAt: Date): string {
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  return `${account.id}.${seconds}.${seal(account, seconds)}`;
}

/** What a token says, before it is believed: the account has to be looked up to check the seal. */
export function resetClaim(token: string): ResetClaim | null {
  const [, accountId, seconds] = /^([A-Za-z0-9-]{1,64})\.(\d{1,12})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  return accountId !== undefined && seconds !== undefined ? { accountId, expiresAt: new Date(Number(seconds) * 1000) } : null;
}

export function resetTokenHolds(token: string, account: Sealed, now: Date): boolean {
  const claim = resetClaim(token);
  return claim !== null && claim.accountId === account.id && claim.expiresAt > now && sameText(token, resetToken(account, claim.expiresAt));
}

const seal = ({ id, passwordHash }: Sealed, seconds: number): string =>
  derived(serverSecret(), `password reset/1 ${id} ${seconds} ${createHash("sha256").update(passwordHash ?? "").digest("hex")}`).toString("base64url");
