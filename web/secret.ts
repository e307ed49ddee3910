import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment } from "./env";
import type { Environment } from "./env";
import { processWide } from "./process-wide";

/** The secret under which sessions are sealed: AUTH_SECRET, or on the embedded database one that is made at first start and kept in the store. */
export const serverSecret = (): string => processWide("secret", () => secretOf(environment()));

/** @throws when the store cannot be written, or (by readEnvironment, before) when PostgreSQL is used without AUTH_SECRET */
export function secretOf({ authSecret, store }: Pick<Environment, "authSecret" | "store">): string {
  if (authSecret !== undefined) return authSecret;
  mkdirSync(store, { recursive: true });
  const path = join(store, "auth-secret");
  try {
    writeFileSync(path, randomBytes(33).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < 32) throw new Error(`${path} is damaged: remove it to have a new secret made; everybody then signs in again.`);
  return secret;
}

/** Something only this installation can compute, for one purpose, e.g. the setup token. */
export const derived = (secret: string, purpose: string): Buffer => createHmac("sha256", secret).update(purpose).digest();
