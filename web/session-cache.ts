import type { Account } from "@/data/accounts";
import type { Session } from "@/data/sessions";
import { processWide } from "./process-wide";
import { recent } from "./recent";

/** A live session with its account. */
export type KnownSession = Session & { readonly account: Account };

/** Sessions looked up lately, by their cookie: opening a sealed cookie costs as much as a small request. */
export const recentSessions = processWide("sessions", () => recent<KnownSession | null>({ most: 5000, lifetime: 2000 }));

/** After a sign-out or revocation: this process stops believing what it looked up before. Others do within two seconds. */
export const forgetSessions = (): void => recentSessions.forgetAll();
