import { timingSafeEqual } from "node:crypto";
import { environment } from "./env";
import { derived, serverSecret } from "./secret";

/** Letters and digits that are not mistaken for each other, for a token that is copied from a terminal. */
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/** The token that guards the first account: preset by SWITCHBACK_SETUP_TOKEN, else computed from the server's secret, so that every instance
 *  and every restart before the setup shows the same one and nothing has to be stored. It opens nothing once an account exists. */
export function setupToken(): string {
  const bytes = derived(serverSecret(), "switchback setup token/1");
  return environment().setupToken ?? [0, 1, 2, 3].map((group) => [...bytes.subarray(group * 5, group * 5 + 5)].map((byte) => LETTERS[byte % LETTERS.length]).join("")).join("-");
}

export function isSetupToken(given: string): boolean {
  return sameText(given, setupToken());
}

/** Equality that takes the same time wherever the texts differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [derived(serverSecret(), a), derived(serverSecret(), b)];
  return timingSafeEqual(left, right);
}
