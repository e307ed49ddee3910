import type { z } from "zod";
import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import { createFirstAccount, hasAccounts } from "@/data/accounts";
import type { Account } from "@/data/accounts";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { loadDemo } from "@/jobs/demo";
import { trySetup } from "@/web/attempts";
import { clientAddress } from "@/web/client-address";
import { environment } from "@/web/env";
import { faultProblem } from "@/web/fault";
import { hashPassword } from "@/web/password";
import { problemDetails } from "@/web/problem";
import type { ProblemDetails } from "@/web/problem";
import { isSetupToken } from "@/web/setup-token";
import type { SetupInput } from "./schema";

export interface SetUp {
  readonly account: Account;
  readonly demo: "loaded" | "failed" | undefined;
}

/** Makes the first account, the server's admin, for whoever shows the token from the terminal. Of two at once, one wins. */
export async function setUpServer(db: Database, input: z.output<typeof SetupInput>, { headers, now }: { readonly headers: Headers; readonly now: Date }): Promise<Result<SetUp, ProblemDetails>> {
  if (await hasAccounts(db)) return fail(problemDetails("already-set-up"));
  const wait = await trySetup(db, clientAddress(headers, environment().trustProxy), now);
  if (wait > 0) return fail(problemDetails("rate-limited", { retryAfter: wait }));
  if (!isSetupToken(input.setupToken.trim())) return fail(problemDetails("wrong-setup-token", { errors: [{ field: "setupToken", message: "is not the one that was printed" }] }));
  const passwordHash = await hashPassword(input.password);
  const account = await createFirstAccount(db, { id: newId(), email: input.email, name: input.name, passwordHash, now });
  if (!account) return fail(problemDetails("already-set-up"));
  await audit(db, { id: newId(), projectId: null, accountId: account.id, action: "server.set-up", now });
  return succeed({ account, demo: input.demo ? await demoFor(db, account, now) : undefined });
}

/** The account stands whatever becomes of the demo, so a failure is told instead of thrown. */
async function demoFor(db: Database, account: Account, now: Date): Promise<"loaded" | "failed"> {
  try {
    await loadDemo(db, { accountId: account.id, now });
    return "loaded";
  } catch (thrown) {
    faultProblem(thrown, "demo project");
    return "failed";
  }
}
