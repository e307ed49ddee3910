import { z } from "zod";
import { audit } from "@/data/audit";
import { newId } from "@/data/id";
import { revokeSession } from "@/data/sessions";
import { revokeToken } from "@/data/tokens";
import { json, noContent } from "@/web/answer";
import { forgetTokens } from "@/web/bearer";
import { problem, problemResponse } from "@/web/problem";
import { because, fieldReason } from "@/web/reasons";
import { route } from "@/web/route";
import { forgetSessions } from "@/web/session-cache";
import { changePassword, resetPassword } from "./change-password";
import { changeAccount } from "./change-account";
import { erased } from "./erase";
import { issueToken } from "./issue-token";
import { loadAccount, loadSessions, loadTokens } from "./loaders";
import { AccountChange, AccountErasure, AccountView, Id, MadeToken, MemberParams, PasswordChange, ResetInput, ResetLink, ResetRequest, SessionView, SetupAnswer, SetupInput, TokenInput, TokenView, UserParams } from "./schema";
import { resetLinkFor, resetLinkForMember } from "./reset-link";
import { setUpServer } from "./set-up";

export const setUp = route({
  summary: "Make the first account, while there is none", role: "public", input: SetupInput, answers: { 201: SetupAnswer },
  run: async ({ db, input, request, now }) => {
    const made = await setUpServer(db, input, { headers: request.headers, now });
    if (!made.ok) return problemResponse(made.error);
    const token = await issueToken(db, { accountId: made.value.account.id, scope: "admin" }, { name: "setup", scope: "admin" }, now);
    return token.ok ? json({ token: token.value.token, demo: made.value.demo }, 201) : problemResponse(token.error);
  },
});

export const readAccount = route({
  summary: "Who the caller is", role: "signed-in", answers: { 200: AccountView },
  run: async ({ db, actor }) => json(await loadAccount(db, actor)),
});

export const updateAccount = route({
  summary: "Change the caller's name or preferences", role: "signed-in", input: AccountChange, answers: { 200: AccountView },
  run: async ({ db, actor, input }) => {
    await changeAccount(db, actor, input);
    return json(await loadAccount(db, actor));
  },
});

export const eraseOwnAccount = route({
  summary: "Erase the caller's account; the work stays under its pseudonyms", role: "signed-in", scope: "admin", input: AccountErasure, answers: { 204: null },
  run: async ({ db, actor, input, now }) =>
    (input.email.toLowerCase() === actor.account.email ? erased(db, actor.account.id, actor.account.id, now) : problem("invalid-input", { errors: [fieldReason("email", "other-address")] })),
});

export const eraseUser = route({
  summary: "Erase somebody's account; the work stays under its pseudonyms", role: "admin", params: UserParams, answers: { 204: null },
  run: async ({ db, actor, params, now }) => erased(db, params.user, actor.account.id, now),
});

export const updatePassword = route({
  summary: "Change the caller's password; other sessions end", role: "signed-in", scope: "admin", input: PasswordChange, answers: { 204: null },
  run: async ({ db, actor, input, request, now }) => {
    const changed = await changePassword(db, actor, input, { headers: request.headers, now });
    return changed.ok ? noContent() : problemResponse(changed.error);
  },
});

export const listTokens = route({
  summary: "The caller's API tokens", role: "signed-in", answers: { 200: z.object({ items: z.array(TokenView), next: z.null() }) },
  run: async ({ db, actor }) => json({ items: await loadTokens(db, actor), next: null }),
});

export const makeToken = route({
  summary: "Make an API token; it is shown once", role: "signed-in", scope: "admin", input: TokenInput, answers: { 201: MadeToken },
  run: async ({ db, actor, input, now }) => {
    const made = await issueToken(db, { accountId: actor.account.id, scope: actor.scope }, input, now);
    return made.ok ? json(made.value, 201) : problemResponse(made.error);
  },
});

export const endToken = route({
  summary: "Revoke an API token", role: "signed-in", scope: "admin", params: Id, answers: { 204: null },
  run: async ({ db, actor, params, now }) => {
    if (!(await revokeToken(db, actor.account.id, params.id, now))) return problem("not-found");
    forgetTokens();
    await audit(db, { id: newId(), projectId: null, accountId: actor.account.id, action: "token.revoke", subject: params.id, now });
    return noContent();
  },
});

export const listSessions = route({
  summary: "Where the caller is signed in", role: "signed-in", scope: "admin", answers: { 200: z.object({ items: z.array(SessionView), next: z.null() }) },
  run: async ({ db, actor, now }) => json({ items: await loadSessions(db, actor, now), next: null }),
});

export const endSession = route({
  summary: "Sign out elsewhere", role: "signed-in", scope: "admin", params: Id, answers: { 204: null },
  run: async ({ db, actor, params, now }) => {
    if (!(await revokeSession(db, actor.account.id, params.id, now))) return problem("not-found");
    forgetSessions();
    return noContent();
  },
});

export const makeResetLink = route({
  summary: "A one-time link with which somebody sets a new password", role: "admin", input: ResetRequest, answers: { 201: ResetLink },
  run: async ({ db, actor, input, request, now }) => {
    const link = await resetLinkFor(db, actor, input.email, { headers: request.headers, now });
    return link ? json(link, 201) : problem("not-found");
  },
});

export const makeMemberResetLink = route({
  summary: "The same for a member of the project who is in no project of others", role: "owner", params: MemberParams, answers: { 201: ResetLink },
  run: async ({ db, actor, project, params, request, now }) => {
    const link = await resetLinkForMember(db, actor, project.id, params.member, { headers: request.headers, now });
    if (link === "forbidden") return problem("forbidden", because("account-of-others"));
    return link ? json(link, 201) : problem("not-found");
  },
});

export const spendResetLink = route({
  summary: "Set a new password with a one-time link", role: "public", input: ResetInput, answers: { 200: z.object({ email: z.string() }) },
  run: async ({ db, input, now }) => {
    const reset = await resetPassword(db, input, now);
    return reset.ok ? json(reset.value) : problemResponse(reset.error);
  },
});
