import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Role, Scope } from "@/core/access/role";
import { createAccount, deactivateAccount } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { addMember, deactivateMember } from "@/data/memberships";
import { deleteProject } from "@/data/projects";
import { createToken, revokeToken } from "@/data/tokens";
import { json } from "@/web/answer";
import { forgetTokens, hashToken } from "@/web/bearer";
import { forgetPlaces } from "@/web/project-scope";
import { route } from "@/web/route";
import { ask, problemOf, serveFrom } from "./edge";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";

const whoami = route({
  summary: "Who asks, where", role: "viewer", answers: { 200: z.unknown() },
  run: async ({ actor, project }) => json({ account: actor.account, via: actor.via, membership: actor.membership, project: project.slug }),
});
const change = route({
  summary: "Change something", role: "researcher", input: z.object({ spans: z.array(z.object({ start: z.number() })) }), answers: { 200: z.unknown() },
  run: async ({ input }) => json(input),
});
const own = route({ summary: "Owners only", role: "owner", answers: { 200: z.unknown() }, run: async () => json({}) });
const mine = route({ summary: "Any account", role: "signed-in", answers: { 200: z.unknown() }, run: async ({ actor }) => json({ only: actor.onlyProject }) });
const rule = route({ summary: "Admins only", role: "admin", answers: { 200: z.unknown() }, run: async () => json({}) });
const broken = route({ summary: "A bug", role: "public", answers: { 200: z.unknown() }, run: async () => { throw new Error("secret stack 🙂"); } });

async function newToken(db: Database, accountId: string, scope: Scope, over: { projectId?: string; expiresAt?: Date } = {}): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(), `sb_${newId().replaceAll("-", "")}`];
  await createToken(db, { id, accountId, projectId: over.projectId ?? null, name: "test 🙂", scope, hash: hashToken(token), hint: token.slice(-4), now: new Date(), expiresAt: over.expiresAt ?? null });
  return { id, token };
}

async function newColleague(db: Database, world: World, role: Role): Promise<{ accountId: string; membershipId: string }> {
  const accountId = newId();
  await createAccount(db, { id: accountId, email: `${accountId}@example.org`, name: "Bo 🙂", passwordHash: null, now: new Date() });
  const member = await addMember(db, world.projectId, { accountId, role, now: new Date() });
  return { accountId, membershipId: member!.id };
}

onBothHomes("the gate", (home) => {
  let world: World;
  let other: World;
  beforeAll(async () => { [world, other] = [await newWorld(home.db), await newWorld(home.db)]; });
  beforeEach(() => serveFrom(home.db));

  describe("who asks", () => {
    test("W3: nobody is told to sign in, and how", async () => {
      const response = await ask(whoami, { params: { slug: world.slug } });
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await problemOf(response)).toEqual({ status: 401, kind: "unauthenticated" });
    });

    test("W4: a token is its account, in the project that the address names, and never shows a password hash", async () => {
      const { token } = await newToken(home.db, world.accountId, "read");
      const response = await ask(whoami, { token, params: { slug: world.slug } });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        account: { id: world.accountId, email: expect.any(String), name: "Ada 🙂", admin: false }, via: "token",
        membership: { id: world.membershipId, handle: world.handle, role: "owner" }, project: world.slug,
      });
    });

    test("W9: an unknown, malformed, expired or revoked token is nobody, and so is one of a deactivated account", async () => {
      const expired = await newToken(home.db, world.accountId, "read", { expiresAt: new Date(Date.now() - 1000) });
      const revoked = await newToken(home.db, world.accountId, "read");
      expect((await ask(mine, { token: revoked.token })).status).toBe(200);
      await revokeToken(home.db, world.accountId, revoked.id, new Date());
      forgetTokens();
      const gone = await newColleague(home.db, world, "viewer");
      const orphan = await newToken(home.db, gone.accountId, "admin");
      await deactivateAccount(home.db, gone.accountId, new Date());
      for (const token of ["sb_unknown_unknown_unknown_unknown", "nonsense", expired.token, revoked.token, orphan.token]) {
        expect(await problemOf(await ask(mine, { token })), token).toEqual({ status: 401, kind: "unauthenticated" });
      }
      expect((await ask(mine, { headers: { authorization: "Basic YTpi" } })).status).toBe(401);
    });

    test("W9: who guesses tokens is told to wait, from that address alone; who has one goes on", async () => {
      const { token } = await newToken(home.db, world.accountId, "read");
      const from = (address: string, credential: string): Promise<Response> => ask(mine, { token: credential, headers: { "x-switchback-peer": `${home.home} ${address}` } });
      // Twice as many as a minute allows: wherever a minute ends among them, one of the two holds too many.
      const guesses = await Promise.all(Array.from({ length: 1202 }, (_, k) => from("198.51.100.7", `sb_guess${k}`)));
      expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]));
      const refused = guesses.find(({ status }) => status === 429)!;
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await problemOf(refused)).toEqual({ status: 429, kind: "rate-limited" });
      expect((await from("198.51.100.7", token)).status).toBe(200);
      expect((await from("198.51.100.8", "sb_guess")).status).toBe(401);
    });
    test("W9: a token that expires within the look-up's lifetime ends on time", async () => {
      vi.useFakeTimers({ toFake: ["Date"] });
      try {
        const { token } = await newToken(home.db, world.accountId, "read", { expiresAt: new Date(Date.now() + 300) });
        expect((await ask(mine, { token })).status).toBe(200);
        vi.advanceTimersByTime(301);
        expect((await ask(mine, { token })).status).toBe(401);
      } finally {
        vi.useRealTimers();
      }
    });
  });

  describe("where", () => {
    test("W3: another's project, a deleted one and one that never was are the same 404, byte for byte", async () => {
      const { token } = await newToken(home.db, world.accountId, "admin");
      const deleted = await newWorld(home.db);
      const deletedToken = await newToken(home.db, deleted.accountId, "admin");
      await deleteProject(home.db, deleted.projectId, new Date());
      const answers = await Promise.all([
        ask(whoami, { token, params: { slug: other.slug } }), ask(whoami, { token, params: { slug: "no-such-🙂" } }), ask(whoami, { token: deletedToken.token, params: { slug: deleted.slug } }),
      ].map(async (response) => `${(await response).status} ${await (await response).text()}`));
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toMatch(/^404 .*not-found/);
    });

    test("W3: a member who was deactivated is a stranger", async () => {
      const { accountId, membershipId } = await newColleague(home.db, world, "annotator");
      const { token } = await newToken(home.db, accountId, "write");
      expect((await ask(whoami, { token, params: { slug: world.slug } })).status).toBe(200);
      await deactivateMember(home.db, world.projectId, membershipId, new Date());
      forgetPlaces();
      expect((await ask(whoami, { token, params: { slug: world.slug } })).status).toBe(404);
    });

    test("W4: a token for one project knows no other, though its account does; lists are told which", async () => {
      const member = await addMember(home.db, other.projectId, { accountId: world.accountId, role: "owner", now: new Date() });
      expect(member).not.toBeNull();
      const { token } = await newToken(home.db, world.accountId, "admin", { projectId: world.projectId });
      expect((await ask(whoami, { token, params: { slug: world.slug } })).status).toBe(200);
      expect((await ask(whoami, { token, params: { slug: other.slug } })).status).toBe(404);
      expect(await (await ask(mine, { token })).json()).toEqual({ only: world.projectId });
      expect((await ask(mine, { token, method: "POST" })).status).toBe(403);
    });
  });

  describe("what they may", () => {
    test("W4: the right is the lesser of role and scope", async () => {
      const expected: Record<Role, number> = { viewer: 403, annotator: 403, adjudicator: 403, researcher: 200, owner: 200 };
      for (const [role, status] of Object.entries(expected) as [Role, number][]) {
        const { accountId } = await newColleague(home.db, world, role);
        const write = await newToken(home.db, accountId, "write");
        const read = await newToken(home.db, accountId, "read");
        const input = { spans: [] };
        expect((await ask(change, { token: write.token, params: { slug: world.slug }, input })).status, role).toBe(status);
        expect((await ask(change, { token: read.token, params: { slug: world.slug }, input })).status, role).toBe(403);
        expect((await ask(whoami, { token: read.token, params: { slug: world.slug } })).status, role).toBe(200);
      }
    });

    test("W4: what only owners change needs the scope admin; reading it does not", async () => {
      const write = await newToken(home.db, world.accountId, "write");
      const admin = await newToken(home.db, world.accountId, "admin");
      expect(await problemOf(await ask(own, { method: "DELETE", token: write.token, params: { slug: world.slug } }))).toEqual({ status: 403, kind: "scope-too-small" });
      expect((await ask(own, { method: "DELETE", token: admin.token, params: { slug: world.slug } })).status).toBe(200);
      expect((await ask(own, { token: write.token, params: { slug: world.slug } })).status).toBe(200);
    });

    test("W4: an owner is not the server's admin", async () => {
      const { token } = await newToken(home.db, world.accountId, "admin");
      expect(await problemOf(await ask(rule, { token }))).toEqual({ status: 403, kind: "forbidden" });
    });
  });

  describe("what they send", () => {
    test("W7: a wrong field is named; a stranger is not told about fields", async () => {
      const { token } = await newToken(home.db, world.accountId, "write");
      const response = await ask(change, { token, params: { slug: world.slug }, input: { spans: [{ start: "🙂" }] } });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ errors: [{ field: "spans.0.start" }] });
      expect((await ask(change, { params: { slug: world.slug }, input: { spans: 7 } })).status).toBe(401);
    });

    test("W6: a body with __proto__ changes no prototype", async () => {
      const { token } = await newToken(home.db, world.accountId, "write");
      const request = new Request("http://labels.example.org/", { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: '{"spans":[],"__proto__":{"polluted":"🙂"}}' });
      expect((await change(request, { params: Promise.resolve({ slug: world.slug }) })).status).toBe(422);
      expect("polluted" in {}).toBe(false);
    });
  });

  test("W8: a bug is a 500 with an incident id; the log has the stack, the answer has not", async () => {
    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const response = await ask(broken);
    const text = await response.text();
    const body = JSON.parse(text) as { kind: string; incident: string };
    expect([response.status, body.kind]).toEqual([500, "internal"]);
    expect(text).not.toContain("secret stack");
    const line = JSON.parse(String(logged.mock.calls[0]![0])) as { incident: string; error: string };
    expect(line.incident).toBe(body.incident);
    expect(line.error).toContain("secret stack 🙂");
  });
});
