import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { eraseAccount } from "@/data/erase-account";
import { newId } from "@/data/id";
import { noContent } from "@/web/answer";
import { forgetTokens } from "@/web/bearer";
import { problem } from "@/web/problem";
import { because } from "@/web/reasons";
import { forgetPlaces } from "@/web/project-scope";
import { forgetSessions } from "@/web/session-cache";

/** Erases an account and answers the request that asked for it. @param by whoever asked */
export async function erased(db: Database, accountId: string, by: string, now: Date): Promise<Response> {
  const outcome = await eraseAccount(db, accountId, now);
  if (outcome === "not-found") return problem("not-found");
  if (outcome === "last-admin") return problem("conflict", because("last-admin"));
  if (outcome === "sole-owner") return problem("conflict", because("sole-owner"));
  forgetSessions();
  forgetTokens();
  forgetPlaces();
  await audit(db, { id: newId(), projectId: null, accountId: by === accountId ? null : by, action: "account.erase", subject: accountId, now });
  return noContent();
}
