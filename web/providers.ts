import type { Provider } from "@auth/core/providers";
import GitHub from "@auth/core/providers/github";
import Google from "@auth/core/providers/google";
import { z } from "zod";
import { environment } from "./env";

/** A way to sign in elsewhere, as the sign-in page offers it. */
export interface OfferedProvider {
  readonly id: string;
  readonly name: string;
}

/** Issuer under which GitHub's identities are kept: it speaks OAuth without OIDC and names none. */
const GITHUB_ISSUER = "https://github.com";
const GITHUB_API = "https://api.github.com";

export function offeredProviders(): OfferedProvider[] {
  const { oidc, github, google } = environment();
  return [...(oidc ? [{ id: "oidc", name: oidc.name }] : []), ...(github ? [{ id: "github", name: "GitHub" }] : []), ...(google ? [{ id: "google", name: "Google" }] : [])];
}

export function remoteProviders(): Provider[] {
  const { oidc, github, google } = environment();
  const providers: Provider[] = [];
  if (oidc) providers.push({ id: "oidc", name: oidc.name, type: "oidc", issuer: oidc.issuer, clientId: oidc.id, clientSecret: oidc.secret, checks: ["pkce", "state", "nonce"], authorization: { params: { scope: "openid email profile" } } });
  if (github) providers.push(GitHub({ clientId: github.id, clientSecret: github.secret, userinfo: { url: `${GITHUB_API}/user`, request: githubProfile } }));
  if (google) providers.push(Google({ clientId: google.id, clientSecret: google.secret, checks: ["pkce", "state", "nonce"] }));
  return providers;
}

/** GitHub's profile with the primary address in place of the public one, and whether GitHub has verified it, as OIDC would say. */
async function githubProfile({ tokens }: { tokens: { access_token?: string } }): Promise<Record<string, unknown>> {
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${GITHUB_API}${path}`, { headers: { authorization: `Bearer ${tokens.access_token}`, "user-agent": "switchback", accept: "application/vnd.github+json" } });
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`);
    return response.json();
  };
  const [profile, emails] = [Profile.parse(await ask("/user")), Emails.parse(await ask("/user/emails"))];
  const primary = emails.find((email) => email.primary);
  return { ...profile, email: primary?.email ?? null, email_verified: primary?.verified ?? false };
}

const Profile = z.looseObject({ id: z.number(), login: z.string() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** What a provider says about a person, reduced to what decides. */
export interface RemoteIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string;
  /** The organisation's own provider may bring new people; public ones only those who have an account here. */
  readonly mayJoin: boolean;
}

export function remoteIdentity(provider: string, subject: string, profile: Readonly<Record<string, unknown>>): RemoteIdentity {
  const email = typeof profile["email"] === "string" ? profile["email"].toLowerCase() : null;
  const name = [profile["name"], profile["preferred_username"], profile["login"], email].find((value) => typeof value === "string" && value !== "");
  return {
    issuer: provider === "github" ? GITHUB_ISSUER : provider === "google" ? "https://accounts.google.com" : environment().oidc!.issuer,
    subject, email, name: typeof name === "string" ? name : subject,
    emailVerified: profile["email_verified"] === true,
    mayJoin: provider === "oidc",
  };
}
