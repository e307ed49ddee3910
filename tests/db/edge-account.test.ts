import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/core/access/role";
import { accountByEmail, createAccount, deactivateAccount } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { addMember } from "@/data/memberships";
import { createSession, liveSession } from "@/data/sessions";
import { createToken } from "@/data/tokens";
import { accountOfLink } from "@/features/account/change-password";
import { endSession, endToken, listSessions, listTokens, makeMemberResetLink, makeResetLink, makeToken, readAccount, setUp, spendResetLink, updateAccount, updatePassword } from "@/features/account/api";
import { hashToken } from "@/web/bearer";
import { hashPassword, passwordFits } from "@/web/password";
import { ask, ORIGIN, problemOf, serveFrom } from "./edge";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

const PASSWORD = "correct horse 🙂 battery";
const FIRST = { setupToken: "setup-token-of-the-tests", email: "Ada@Example.org", name: "Ada 🙂", password: PASSWORD };
const DAY = 86_400_000;

async function newPerson(db: Database): Promise<{ id: string; email: string; token: string }> {
  const [id, token] = [newId(), `sb_${newId()}`];
  const email = `${id}@example.org`;
  await createAccount(db, { id, email, name: "Bo 🙂", passwordHash: await hashPassword(PASSWORD), now: new Date() });
  await createToken(db, { id: newId(), accountId: id, projectId: null, name: "first", scope: "admin", hash: hashToken(token), hint: token.slice(-4), now: new Date(), expiresAt: null });
  return { id, email, token };
}

onBothHomes("the account", (home) => {
  beforeEach(() => serveFrom(home.db));
  let admin = "";

  describe("setting up", () => {
    beforeAll(() => serveFrom(home.db));

    test("W12: a wrong setup token, a bad e-mail or a short password makes nobody", async () => {
      expect(await problemOf(await ask(setUp, { input: { ...FIRST, setupToken: "guess 🙂" } }))).toEqual({ status: 403, kind: "wrong-setup-token" });
      expect(await (await ask(setUp, { input: { ...FIRST, email: "ada", password: "short" } })).json()).toMatchObject({ status: 422, errors: [{ field: "email" }, { field: "password" }] });
      expect(await accountByEmail(home.db, FIRST.email)).toBeNull();
    });

    test("W12: setup tokens cannot be tried for ever, not even by the right one among the wrong", async () => {
      const from = { "x-switchback-peer": "198.51.100.20" };
      for (let i = 0; i < 20; i++) await ask(setUp, { headers: from, input: { ...FIRST, setupToken: `guess ${i}` } });
      const late = await ask(setUp, { headers: from, input: FIRST });
      expect(late.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await problemOf(late)).toEqual({ status: 429, kind: "rate-limited" });
    });

    test("W12: of eight at once, one is the admin and gets a token; the others are told that it is done", async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(setUp, { input: { ...FIRST, email: `ada${i}@example.org` } })));
      const made = answers.filter(({ status }) => status === 201);
      expect(made).toHaveLength(1);
      for (const other of answers.filter(({ status }) => status !== 201)) expect((await problemOf(other)).kind).toBe("already-set-up");
      admin = (await made[0]!.json() as { token: string }).token;
      expect(await (await ask(readAccount, { token: admin })).json()).toMatchObject({ name: "Ada 🙂", admin: true });
    });

    test("W12: afterwards the right token opens nothing either", async () => {
      expect(await problemOf(await ask(setUp, { input: { ...FIRST, email: "second@example.org" } }))).toEqual({ status: 409, kind: "already-set-up" });
    });
  });

  describe("tokens", () => {
    test("W13: a token is shown once and kept as its sha256; the list shows its last four characters", async () => {
      const { token } = await newPerson(home.db);
      const made = await (await ask(makeToken, { token, input: { name: "script 🙂", scope: "read", days: 7 } })).json() as { id: string; token: string };
      expect(made.token).toMatch(/^sb_[A-Za-z0-9_-]{43}$/);
      const list = await (await ask(listTokens, { token })).json() as { items: { id: string; hint: string; expiresAt: string }[] };
      expect(JSON.stringify(list)).not.toContain(made.token);
      expect(list.items.find(({ id }) => id === made.id)).toMatchObject({ name: "script 🙂", scope: "read", hint: made.token.slice(-4), lastUsedAt: null });
      expect(Date.parse(list.items.find(({ id }) => id === made.id)!.expiresAt)).toBeGreaterThan(Date.now() + 6 * DAY);
      const [row] = await home.db.query<{ hash: string }>('SELECT "hash" FROM "api_token" WHERE "id" = $1', [made.id]);
      expect(row?.hash).toBe(hashToken(made.token));
    });

    test("W13: a token makes none mightier than itself, and none at all below admin", async () => {
      const { token } = await newPerson(home.db);
      const write = await (await ask(makeToken, { token, input: { name: "w", scope: "write" } })).json() as { token: string };
      expect(await problemOf(await ask(makeToken, { token: write.token, input: { name: "x", scope: "read" } }))).toEqual({ status: 403, kind: "scope-too-small" });
    });

    test("W13: a token may be for one project of the account's, and for none of others", async () => {
      const world = await newWorld(home.db);
      const { token } = await newPerson(home.db);
      expect(await (await ask(makeToken, { token, input: { name: "p", project: world.slug } })).json()).toMatchObject({ status: 422, errors: [{ field: "project" }] });
    });

    test("W9: a revoked token ends at once; another's cannot be revoked", async () => {
      const [one, two] = [await newPerson(home.db), await newPerson(home.db)];
      const made = await (await ask(makeToken, { token: one.token, input: { name: "x", scope: "read" } })).json() as { id: string; token: string };
      expect((await ask(readAccount, { token: made.token })).status).toBe(200);
      expect((await ask(endToken, { method: "DELETE", token: two.token, params: { id: made.id } })).status).toBe(404);
      expect((await ask(endToken, { method: "DELETE", token: one.token, params: { id: made.id } })).status).toBe(204);
      expect((await ask(readAccount, { token: made.token })).status).toBe(401);
    });
  });

  test("W11: sessions are listed and ended by their own account only", async () => {
    const [one, two] = [await newPerson(home.db), await newPerson(home.db)];
    const id = newId();
    await createSession(home.db, { id, accountId: one.id, userAgent: "Firefox 🙂", now: new Date(), expiresAt: new Date(Date.now() + DAY) });
    expect(await (await ask(listSessions, { token: one.token })).json()).toMatchObject({ items: [{ id, userAgent: "Firefox 🙂", current: false }] });
    expect((await ask(endSession, { method: "DELETE", token: two.token, params: { id } })).status).toBe(404);
    expect((await ask(endSession, { method: "DELETE", token: one.token, params: { id } })).status).toBe(204);
    expect(await liveSession(home.db, id, new Date())).toBeNull();
  });

  test("preferences are merged key by key; what is none is refused", async () => {
    const { token } = await newPerson(home.db);
    await ask(updateAccount, { method: "PATCH", token, input: { preferences: { locale: "zh", readingSize: 19 } } });
    const changed = await ask(updateAccount, { method: "PATCH", token, input: { name: "Cy 🙂", preferences: { theme: "dark" } } });
    expect(await changed.json()).toMatchObject({ name: "Cy 🙂", preferences: { locale: "zh", readingSize: 19, theme: "dark" } });
    expect((await ask(updateAccount, { method: "PATCH", token, input: { preferences: { locale: "tlh" } } })).status).toBe(422);
  });

  describe("passwords", () => {
    test("W11: a new password needs the present one and ends the sessions", async () => {
      const { id, email, token } = await newPerson(home.db);
      const sid = newId();
      await createSession(home.db, { id: sid, accountId: id, userAgent: "", now: new Date(), expiresAt: new Date(Date.now() + DAY) });
      expect(await problemOf(await ask(updatePassword, { token, input: { current: "wrong 🙂", next: "another password" } }))).toEqual({ status: 401, kind: "wrong-credentials" });
      expect((await ask(updatePassword, { token, input: { current: PASSWORD, next: "another 🙂 password" } })).status).toBe(204);
      expect(await passwordFits("another 🙂 password", (await accountByEmail(home.db, email))!.passwordHash)).toBe(true);
      expect(await liveSession(home.db, sid, new Date())).toBeNull();
    });

    test("W14: a reset link works once and ends the sessions; a made-up or altered one never works", async () => {
      const { id, email } = await newPerson(home.db);
      const sid = newId();
      await createSession(home.db, { id: sid, accountId: id, userAgent: "", now: new Date(), expiresAt: new Date(Date.now() + DAY) });
      const { url } = await (await ask(makeResetLink, { token: admin, input: { email: email.toUpperCase() } })).json() as { url: string };
      expect(url.startsWith(`${ORIGIN}/reset-password?token=`)).toBe(true);
      const token = new URL(url).searchParams.get("token")!;
      const spend = (given: string): Promise<Response> => ask(spendResetLink, { input: { token: given, password: "a new 🙂 password" } });
      const later = token.replace(/\.(\d+)\./, (_, seconds: string) => `.${Number(seconds) + 86_400}.`);
      for (const bad of ["", "a.1.b", later, `${newId()}${token.slice(token.indexOf("."))}`]) expect((await spend(bad)).status, bad).toBe(410);
      expect(await accountOfLink(home.db, token, new Date())).toMatchObject({ id, email });
      expect(await accountOfLink(home.db, token, new Date(Date.now() + DAY + 1000))).toBeNull();
      expect(await accountOfLink(home.db, later, new Date())).toBeNull();
      expect(await (await spend(token)).json()).toEqual({ email });
      expect(await accountOfLink(home.db, token, new Date())).toBeNull();
      expect((await spend(token)).status).toBe(410);
      expect(await passwordFits("a new 🙂 password", (await accountByEmail(home.db, email))!.passwordHash)).toBe(true);
      expect(await liveSession(home.db, sid, new Date())).toBeNull();
    });

    test("W14: only an admin makes links for anybody; for a deactivated account nobody does", async () => {
      const [one, two] = [await newPerson(home.db), await newPerson(home.db)];
      expect((await ask(makeResetLink, { token: one.token, input: { email: two.email } })).status).toBe(403);
      await deactivateAccount(home.db, two.id, new Date());
      expect((await ask(makeResetLink, { token: admin, input: { email: two.email } })).status).toBe(404);
    });

    test("W14: an owner makes one for a member who is in no project of others, and for no admin", async () => {
      const [world, elsewhere] = [await newWorld(home.db), await newWorld(home.db)];
      const ownerToken = `sb_${newId()}`;
      await createToken(home.db, { id: newId(), accountId: world.accountId, projectId: null, name: "owner", scope: "admin", hash: hashToken(ownerToken), hint: "", now: new Date(), expiresAt: null });
      const join = async (accountId: string, projectId: string, role: Role): Promise<string> => (await addMember(home.db, projectId, { accountId, role, now: new Date() }))!.id;
      const [only, both] = [await newPerson(home.db), await newPerson(home.db)];
      const [here, shared] = [await join(only.id, world.projectId, "annotator"), await join(both.id, world.projectId, "annotator")];
      await join(both.id, elsewhere.projectId, "viewer");
      const adminId = (await (await ask(readAccount, { token: admin })).json() as { id: string }).id;
      const chief = await join(adminId, world.projectId, "viewer");
      const link = (member: string, token = ownerToken): Promise<Response> => ask(makeMemberResetLink, { method: "POST", token, params: { slug: world.slug, member } });
      expect((await link(here)).status).toBe(201);
      expect([(await link(shared)).status, (await link(chief)).status, (await link(newId())).status, (await link(here, only.token)).status]).toEqual([403, 403, 404, 403]);
    });
  });
});
