import { Auth, raw, skipCSRFCheck } from "@auth/core";
import type { AuthConfig } from "@auth/core";
import { AccessDenied, AuthError, CredentialsSignin } from "@auth/core/errors";
import Credentials from "@auth/core/providers/credentials";
import type { ResponseInternal } from "@auth/core/types";
import { database } from "@/data/client";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { createSession, liveSession, revokeSession } from "@/data/sessions";
import { clientAddress } from "./client-address";
import { environment } from "./env";
import { faultProblem, log } from "./fault";
import { problemResponse } from "./problem";
import { remoteIdentity, remoteProviders } from "./providers";
import { atOrigin, publicOrigin } from "./public-origin";
import { serverSecret } from "./secret";
import { forgetSessions } from "./session-cache";
import { signInByPassword, signInByProvider } from "./sign-in";

/** A session ends for good after this time, used or not. */
export const SESSION_SECONDS = 30 * 24 * 3600;
const BASE = "/api/auth";

/** Too many tries: Auth.js shows the code to the caller and nothing else. */
class TooManyAttempts extends CredentialsSignin {
  constructor(readonly retryAfter: number) {
    super("too many attempts");
    this.code = "rate-limited";
  }
}

/** Auth.js as this server uses it. Its cookie holds `sid`, the key of a row in the session table: the row decides, the cookie only names it.
 *  A new row at every sign-in, so that a cookie planted before is worth nothing after. */
function configuration(db: Database, request: Request): AuthConfig {
  const now = new Date();
  const address = clientAddress(request.headers, environment().trustProxy);
  return {
    secret: serverSecret(), basePath: BASE, trustHost: true,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize({ email, password }) {
          if (typeof email !== "string" || typeof password !== "string" || email.length > 320 || password.length > 500) return null;
          const outcome = await signInByPassword(db, { email, password, address, now });
          if (outcome.kind === "rate-limited") throw new TooManyAttempts(outcome.retryAfter);
          return outcome.kind === "signed-in" ? { id: outcome.account.id } : null;
        },
      }),
      ...remoteProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account || account.type === "credentials") return true;
        const outcome = await signInByProvider(db, remoteIdentity(account.provider, account.providerAccountId, profile ?? {}), now);
        if (outcome.kind === "signed-in") user.id = outcome.account.id;
        return outcome.kind === "signed-in";
      },
      async jwt({ token, user, trigger }) {
        if (trigger === "signIn" || trigger === "signUp") {
          if (!user?.id) return null;
          const sid = newId();
          await createSession(db, { id: sid, accountId: user.id, userAgent: (request.headers.get("user-agent") ?? "").slice(0, 300), now, expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000) });
          return { sub: user.id, sid };
        }
        const live = typeof token["sid"] === "string" ? await liveSession(db, token["sid"], now) : null;
        return live ? token : null; // null clears the cookie
      },
      session({ session, token }) {
        return { expires: session.expires, sid: token["sid"] };
      },
    },
    events: {
      async signOut(message) {
        const token = "token" in message ? message.token : null;
        if (token?.sub && typeof token["sid"] === "string") await revokeSession(db, token.sub, token["sid"], now);
        forgetSessions();
      },
    },
    logger: {
      error(error) { if (!(error instanceof CredentialsSignin) && !(error instanceof AccessDenied)) log({ level: "warn", where: BASE, error: String((error.cause as { err?: unknown } | undefined)?.err ?? error) }); },
      warn() {}, // trustHost and the like: settled above
      debug() {},
    },
  };
}

/** Everything under /api/auth: the providers' redirects and callbacks, CSRF token, sign-in and sign-out for scripts and forms. */
export async function handleAuth(request: Request): Promise<Response> {
  try {
    const db = await database();
    const response = await Auth(atOrigin(request, publicOrigin(request.headers, environment())), configuration(db, request));
    const headers = new Headers(response.headers);
    headers.set("cache-control", "no-store");
    return new Response(response.body, { status: response.status, headers });
  } catch (thrown) {
    return problemResponse(faultProblem(thrown, `${request.method} ${BASE}`));
  }
}

/** An action of Auth.js on behalf of a page's own form, whose origin the gate has checked.
 *  @returns the cookies to set and where to go, or the AuthError it ended with */
export async function authAction(headers: Headers, path: `/${string}`, body: Readonly<Record<string, string>> = {}): Promise<ResponseInternal | AuthError> {
  const db = await database();
  const asked = new Headers({ "content-type": "application/x-www-form-urlencoded" });
  for (const name of ["cookie", "user-agent", "x-forwarded-for", "x-switchback-peer"]) {
    const value = headers.get(name);
    if (value !== null) asked.set(name, value);
  }
  const request = new Request(`${publicOrigin(headers, environment())}${BASE}${path}`, { method: "POST", headers: asked, body: new URLSearchParams(body) });
  try {
    return await Auth(request, { ...configuration(db, request), raw, skipCSRFCheck });
  } catch (thrown) {
    if (thrown instanceof AuthError) return thrown;
    throw thrown;
  }
}

/** The `sid` inside a request's cookie, if its seal is ours and its row is alive. */
export async function sessionIdOf(db: Database, headers: Headers): Promise<string | null> {
  const request = new Request(`${publicOrigin(headers, environment())}${BASE}/session`, { headers: { cookie: headers.get("cookie") ?? "" } });
  const response = await Auth(request, configuration(db, request));
  const session: unknown = await response.json();
  return typeof session === "object" && session !== null && "sid" in session && typeof session.sid === "string" ? session.sid : null;
}

/** Seconds to wait when sign-in was refused for its number of tries, else null. */
export const retryAfterOf = (error: AuthError): number | null => (error instanceof TooManyAttempts ? error.retryAfter : null);
