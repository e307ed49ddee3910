"use server";
import { AuthError, CredentialsSignin } from "@auth/core/errors";
import { z } from "zod";
import { succeed } from "@/core/result";
import { revokeSession as endSession, revokeSessionsOf } from "@/data/sessions";
import { revokeToken as endToken } from "@/data/tokens";
import { action } from "@/web/action";
import { authAction, retryAfterOf } from "@/web/auth";
import { forgetTokens } from "@/web/bearer";
import { refuse } from "@/web/problem";
import { localPath } from "@/web/return-path";
import { forgetSessions } from "@/web/session-cache";
import { changeAccount } from "./change-account";
import { changePassword as setNewPassword, resetPassword as spendResetLink } from "./change-password";
import { issueToken } from "./issue-token";
import { Id, PasswordChange, Preferences, ProviderInput, ResetInput, SetupInput, SignInInput, TokenInput } from "./schema";
import { setUpServer } from "./set-up";
import { keepCookies } from "./keep-cookies";

export const signIn = action({
  role: "public", input: SignInInput,
  run: async ({ input, headers }) => {
    const outcome = await authAction(headers, "/callback/credentials", { email: input.email, password: input.password });
    if (outcome instanceof AuthError) {
      const wait = retryAfterOf(outcome);
      if (wait !== null) return refuse("rate-limited", { retryAfter: wait });
      if (outcome instanceof CredentialsSignin) return refuse("wrong-credentials");
      throw outcome;
    }
    await keepCookies(outcome);
    return succeed({ to: localPath(input.to) });
  },
});

/** @returns the provider's address, to which the browser then goes */
export const signInWith = action({
  role: "public", input: ProviderInput,
  run: async ({ input, headers }) => {
    const outcome = await authAction(headers, `/signin/${input.provider}`, { callbackUrl: localPath(input.to) });
    if (outcome instanceof AuthError) throw outcome;
    await keepCookies(outcome);
    return outcome.redirect ? succeed({ url: outcome.redirect }) : refuse("not-found");
  },
});

export const signOut = action({
  role: "public", input: z.unknown(),
  run: async ({ headers }) => {
    const outcome = await authAction(headers, "/signout");
    if (outcome instanceof AuthError) throw outcome;
    await keepCookies(outcome);
    return succeed({ to: "/sign-in" });
  },
});

/** Makes the first account and signs it in. */
export const setUp = action({
  role: "public", input: SetupInput,
  run: async ({ db, input, headers, now }) => {
    const made = await setUpServer(db, input, { headers, now });
    if (!made.ok) return made;
    const outcome = await authAction(headers, "/callback/credentials", { email: input.email, password: input.password });
    if (outcome instanceof AuthError) throw outcome;
    await keepCookies(outcome);
    return succeed({ to: "/projects", demo: made.value.demo });
  },
});

export const createToken = action({
  role: "signed-in", input: TokenInput,
  run: ({ db, actor, input, now }) => issueToken(db, { accountId: actor.account.id, scope: actor.scope }, input, now),
});

export const revokeToken = action({
  role: "signed-in", input: Id,
  run: async ({ db, actor, input, now }) => {
    if (!(await endToken(db, actor.account.id, input.id, now))) return refuse("not-found");
    forgetTokens();
    return succeed(null);
  },
});

export const revokeSession = action({
  role: "signed-in", input: Id,
  run: async ({ db, actor, input, now }) => {
    if (!(await endSession(db, actor.account.id, input.id, now))) return refuse("not-found");
    forgetSessions();
    return succeed(null);
  },
});

export const revokeOtherSessions = action({
  role: "signed-in", input: z.unknown(),
  run: async ({ db, actor, now }) => {
    await revokeSessionsOf(db, actor.account.id, now, actor.credential);
    forgetSessions();
    return succeed(null);
  },
});

export const changePassword = action({
  role: "signed-in", input: PasswordChange,
  run: ({ db, actor, input, headers, now }) => setNewPassword(db, actor, input, { headers, now }),
});

export const setPreferences = action({
  role: "signed-in", input: Preferences,
  run: async ({ db, actor, input }) => {
    await changeAccount(db, actor, { preferences: input });
    return succeed(null);
  },
});

export const resetPassword = action({
  role: "public", input: ResetInput,
  run: ({ db, input, now }) => spendResetLink(db, input, now),
});
