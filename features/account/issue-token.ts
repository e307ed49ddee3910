import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { scopeCovers } from "@/core/access/role";
import type { Scope } from "@/core/access/role";
import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { createToken, tokensOf } from "@/data/tokens";
import { hashToken } from "@/web/bearer";
import { placeOf } from "@/web/project-scope";
import { problemDetails } from "@/web/problem";
import type { ProblemDetails } from "@/web/problem";
import type { MadeToken, TokenInput } from "./schema";

const DAY = 86_400_000;
const MOST_TOKENS = 100;

/** Makes an API token for an account, at most as mighty as what asks for it, and answers it: the only time that it can be seen. */
export async function issueToken(db: Database, holder: { readonly accountId: string; readonly scope: Scope }, input: z.output<typeof TokenInput>, now: Date): Promise<Result<z.infer<typeof MadeToken>, ProblemDetails>> {
  if (!scopeCovers(holder.scope, input.scope)) return fail(problemDetails("scope-too-small", { needed: input.scope, held: holder.scope }));
  const place = input.project === undefined ? null : await placeOf(db, holder.accountId, input.project);
  if (input.project !== undefined && !place) return fail(problemDetails("invalid-input", { errors: [{ field: "project", message: "is not a project of yours" }] }));
  if ((await tokensOf(db, holder.accountId)).length >= MOST_TOKENS) return fail(problemDetails("conflict", `An account has at most ${MOST_TOKENS} tokens: revoke some.`));
  const token = `sb_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  await createToken(db, {
    id, accountId: holder.accountId, projectId: place?.project.id ?? null, name: input.name, scope: input.scope, hash: hashToken(token), hint: token.slice(-4), now,
    expiresAt: input.days === undefined ? null : new Date(now.getTime() + input.days * DAY),
  });
  await audit(db, { id: newId(), projectId: place?.project.id ?? null, accountId: holder.accountId, action: "token.create", subject: id, detail: { name: input.name, scope: input.scope }, now });
  return succeed({ id, token });
}
