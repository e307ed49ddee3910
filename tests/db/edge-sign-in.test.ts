import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createAccount, deactivateAccount, setPasswordHash } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { revokeSession, sessionsOf } from "@/data/sessions";
import { json } from "@/web/answer";
import { handleAuth } from "@/web/auth";
import { hashPassword, passwordFits } from "@/web/password";
import { route } from "@/web/route";
import { forgetSessions } from "@/web/session-cache";
import { signInByPassword, signInByProvider } from "@/web/sign-in";
import { ask, ORIGIN, problemOf, serveFrom } from "./edge";
import { onBothHomes } from "./homes";

const PASSWORD = "correct horse 🙂 battery";
const whoami = route({ summary: "Who asks", role: "signed-in", answers: { 200: z.unknown() }, run: async ({ actor }) => json({ id: actor.account.id, via: actor.via, sid: actor.credential }) });

/** A browser as far as cookies go: keeps what it is given, drops what is cleared. */
class Browser {
  readonly jar = new Map<string, string>();
  constructor(readonly address = `203.0.113.${Math.floor(Math.random() * 250)}`) {}
  get cookie(): string { return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "); }

  async send(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await handleAuth(new Request(`http://0.0.0.0:3000/api/auth${path}`, {
      headers: { cookie: this.cookie, "x-switchback-peer": this.address, "user-agent": "a test" },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    }));
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return response;
  }

  async signIn(email: string, password: string, to = "/projects"): Promise<URL> {
    const { csrfToken } = await (await this.send("/csrf")).json() as { csrfToken: string };
    const response = await this.send("/callback/credentials", { email, password, csrfToken, callbackUrl: to });
    return new URL(response.headers.get("location")!);
  }

  async signOut(): Promise<void> {
    const { csrfToken } = await (await this.send("/csrf")).json() as { csrfToken: string };
    await this.send("/signout", { csrfToken });
  }
}

async function newPerson(db: Database): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `person-${id}@example.org`;
  await createAccount(db, { id, email, name: "Cy 🙂", passwordHash: await hashPassword(PASSWORD), now: new Date() });
  return { id, email };
}

onBothHomes("signing in", (home) => {
  let person: { id: string; email: string };
  beforeAll(async () => { person = await newPerson(home.db); });
  beforeEach(() => serveFrom(home.db));

  test("W10: e-mail (in any case) and password open a session; the browser goes where it wanted, on this server only", async () => {
    const browser = new Browser();
    expect((await browser.signIn(person.email.toUpperCase(), PASSWORD, "/projects/demo")).href).toBe(`${ORIGIN}/projects/demo`);
    expect(await (await ask(whoami, { cookie: browser.cookie })).json()).toMatchObject({ id: person.id, via: "session" });
    expect((await new Browser().signIn(person.email, PASSWORD, "https://evil.example/")).origin).toBe(ORIGIN);
  });

  test("W10: the cookie is out of reach of scripts and other sites, and Secure where the address is https", async () => {
    const browser = new Browser();
    const { csrfToken } = await (await browser.send("/csrf")).json() as { csrfToken: string };
    const line = (await browser.send("/callback/credentials", { email: person.email, password: PASSWORD, csrfToken })).headers.getSetCookie().find((cookie) => cookie.includes("session-token"));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
  });

  test("W10: unknown e-mail, wrong password, deactivated account and account without a password get one and the same answer", async () => {
    const gone = await newPerson(home.db);
    await deactivateAccount(home.db, gone.id, new Date());
    const remote = newId();
    await createAccount(home.db, { id: remote, email: `${remote}@example.org`, name: "Di", passwordHash: null, now: new Date() });
    const answers = await Promise.all([[`nobody-${newId()}@example.org`, PASSWORD], [person.email, "wrong 🙂 password"], [gone.email, PASSWORD], [`${remote}@example.org`, PASSWORD], [`${remote}@example.org`, ""]]
      .map(async ([email, password]) => (await new Browser().signIn(email!, password!)).href));
    expect(new Set(answers)).toEqual(new Set([`${ORIGIN}/sign-in?error=CredentialsSignin&code=credentials`]));
  });

  test("W10: the eleventh try from one place waits; the right password does not help, another place does", async () => {
    const victim = await newPerson(home.db);
    const browser = new Browser("198.51.100.7");
    const codes: (string | null)[] = [];
    for (let i = 0; i < 11; i++) codes.push((await browser.signIn(victim.email, "guess 🙂")).searchParams.get("code"));
    expect(codes).toEqual([...Array.from({ length: 10 }, () => "credentials"), "rate-limited"]);
    expect((await browser.signIn(victim.email, PASSWORD)).searchParams.get("code")).toBe("rate-limited");
    expect((await new Browser("198.51.100.8").signIn(victim.email, PASSWORD)).pathname).toBe("/projects");
  });

  test("W10: trying many accounts from one place waits as well", async () => {
    const address = "198.51.100.99";
    let outcome = await signInByPassword(home.db, { email: "first@example.org", password: "x", address, now: new Date(0) });
    for (let i = 0; i < 60; i++) outcome = await signInByPassword(home.db, { email: `n${i}@example.org`, password: "🙂", address, now: new Date(0) });
    expect(outcome).toEqual({ kind: "rate-limited", retryAfter: 900 });
  });

  test("W11: every sign-in is a session of its own, so that a cookie planted before is worth nothing after", async () => {
    const browser = new Browser();
    await browser.signIn(person.email, PASSWORD);
    const first = await (await ask(whoami, { cookie: browser.cookie })).json() as { sid: string };
    await browser.signIn(person.email, PASSWORD);
    const second = await (await ask(whoami, { cookie: browser.cookie })).json() as { sid: string };
    expect(second.sid).not.toBe(first.sid);
  });

  test("W11: signing out ends the session, also for a copy of the cookie", async () => {
    const browser = new Browser();
    await browser.signIn(person.email, PASSWORD);
    const copy = browser.cookie;
    expect((await ask(whoami, { cookie: copy })).status).toBe(200);
    await browser.signOut();
    expect([...browser.jar.keys()].some((name) => name.includes("session-token"))).toBe(false);
    expect(await problemOf(await ask(whoami, { cookie: copy }))).toEqual({ status: 401, kind: "unauthenticated" });
  });

  test("W11: a revoked session ends; so does every session of a deactivated account", async () => {
    const leaver = await newPerson(home.db);
    const [one, two] = [new Browser(), new Browser()];
    await one.signIn(leaver.email, PASSWORD);
    await two.signIn(leaver.email, PASSWORD);
    const [latest] = await sessionsOf(home.db, leaver.id, new Date());
    await revokeSession(home.db, leaver.id, latest!.id, new Date());
    forgetSessions();
    expect([(await ask(whoami, { cookie: one.cookie })).status, (await ask(whoami, { cookie: two.cookie })).status].sort()).toEqual([200, 401]);
    await deactivateAccount(home.db, leaver.id, new Date());
    forgetSessions();
    expect([(await ask(whoami, { cookie: one.cookie })).status, (await ask(whoami, { cookie: two.cookie })).status]).toEqual([401, 401]);
  });

  test("W11: a session ends by itself when its time is over", async () => {
    const [who, browser] = [await newPerson(home.db), new Browser()];
    await browser.signIn(who.email, PASSWORD);
    expect((await ask(whoami, { cookie: browser.cookie })).status).toBe(200);
    const [latest] = await sessionsOf(home.db, who.id, new Date());
    await home.db.query('UPDATE "session" SET "expires_at" = $2 WHERE "id" = $1', [latest!.id, new Date(Date.now() - 1000)]);
    forgetSessions();
    expect(await problemOf(await ask(whoami, { cookie: browser.cookie }))).toEqual({ status: 401, kind: "unauthenticated" });
    await browser.signIn(who.email, PASSWORD);
    expect((await ask(whoami, { cookie: browser.cookie })).status).toBe(200);
  });

  test("W11: a made-up or tampered cookie is nobody", async () => {
    const browser = new Browser();
    await browser.signIn(person.email, PASSWORD);
    const tampered = browser.cookie.replace(/(session-token=[^;]{40})./, "$1_");
    for (const cookie of ["authjs.session-token=abc", "authjs.session-token=", tampered]) expect((await ask(whoami, { cookie })).status).toBe(401);
  });

  test("W5: a cookie alone changes nothing: the request must come from our own pages", async () => {
    const browser = new Browser();
    await browser.signIn(person.email, PASSWORD);
    const post = (headers: Record<string, string>): Promise<Response> => ask(whoami, { method: "POST", cookie: browser.cookie, headers });
    expect(await problemOf(await post({ origin: "https://evil.example" }))).toEqual({ status: 403, kind: "cross-origin" });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: ORIGIN })).status).toBe(200);
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test("W5: signing in by a form of another site fails for want of Auth.js's own token", async () => {
    const response = await new Browser().send("/callback/credentials", { email: person.email, password: PASSWORD });
    expect(response.headers.getSetCookie().join()).not.toContain("session-token=ey");
  });

  describe("through a provider", () => {
    const remote = { issuer: "https://login.example.org", name: "Eve 🙂", emailVerified: true, mayJoin: true };

    test("W10: an identity stays with its account; a verified e-mail finds it the first time, an unverified one never", async () => {
      const subject = newId();
      expect(await signInByProvider(home.db, { ...remote, subject, email: person.email, emailVerified: false }, new Date())).toEqual({ kind: "no-account" });
      expect(await signInByProvider(home.db, { ...remote, subject, email: person.email }, new Date())).toMatchObject({ kind: "signed-in", account: { id: person.id } });
      expect(await signInByProvider(home.db, { ...remote, subject, email: "changed@example.org", emailVerified: false }, new Date())).toMatchObject({ kind: "signed-in", account: { id: person.id } });
    });

    test("W10: the organisation's provider brings new people, a public one only those who are here", async () => {
      const email = `new-${newId()}@example.org`;
      expect(await signInByProvider(home.db, { ...remote, subject: newId(), email, mayJoin: false }, new Date())).toEqual({ kind: "no-account" });
      expect(await signInByProvider(home.db, { ...remote, subject: newId(), email }, new Date())).toMatchObject({ kind: "signed-in", account: { email, admin: false } });
    });

    test("W10: a deactivated account stays out by either way", async () => {
      const leaver = await newPerson(home.db);
      const subject = newId();
      await signInByProvider(home.db, { ...remote, subject, email: leaver.email }, new Date());
      await deactivateAccount(home.db, leaver.id, new Date());
      expect(await signInByProvider(home.db, { ...remote, subject, email: leaver.email }, new Date())).toEqual({ kind: "no-account" });
      expect(await signInByProvider(home.db, { ...remote, subject: newId(), email: leaver.email }, new Date())).toEqual({ kind: "no-account" });
    });
  });

  test("W10: passwords are kept as argon2id", async () => {
    const hash = await hashPassword(PASSWORD);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect([await passwordFits(PASSWORD, hash), await passwordFits("another 🙂", hash)]).toEqual([true, false]);
    await setPasswordHash(home.db, person.id, hash);
    expect(await signInByPassword(home.db, { email: person.email, password: PASSWORD, address: newId(), now: new Date() })).toMatchObject({ kind: "signed-in" });
  });

  test("W10: without a stored hash nothing fits, not even the password that is hashed to spend the time", async () => {
    expect(await passwordFits("nobody has this password", null)).toBe(false);
  });
});
