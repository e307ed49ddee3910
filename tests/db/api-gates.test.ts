import { beforeAll, expect, test } from "vitest";
import type { Role, Scope } from "@/core/access/role";
import { ROLES } from "@/core/access/role";
import { newId } from "@/data/id";
import { revokeToken, tokensOf } from "@/data/tokens";
import { forgetTokens } from "@/web/bearer";
import type { Method } from "@/web/openapi";
import { call, newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("H9: who may do what", (home) => {
  let world: World;
  let trace: string;
  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    trace = await newTrace(home.db, world.projectId);
  });

  test("without a token, with a made-up, an expired or a revoked one: 401", async () => {
    const path = `/api/v1/projects/${world.slug}`;
    expect(await call("GET", path)).toMatchObject({ status: 401, body: { kind: "unauthenticated" } });
    for (const authorization of ["Bearer sb_0000000000000000000000000000000000000000000", "Bearer 🙂", "Basic YTpi", "Bearer "]) {
      expect((await call("GET", path, undefined, { authorization: encodeURI(authorization) })).status).toBe(401);
    }
    const late = await newCaller(home.db, world, { expiresAt: new Date(Date.now() - 1000) });
    expect((await late.call("GET", path)).status).toBe(401);
    const revoked = await newCaller(home.db, world);
    expect((await revoked.call("GET", path)).status).toBe(200);
    const [token] = await tokensOf(home.db, revoked.accountId);
    await revokeToken(home.db, revoked.accountId, token!.id, new Date());
    forgetTokens();
    expect((await revoked.call("GET", path)).status).toBe(401);
  });

  test("somebody else's project and one that does not exist give the same answer", async () => {
    const other = await newWorld(home.db);
    const stranger = await ownerOf(home.db, other);
    const paths = (slug: string, id: string): [Method, string, unknown?][] => [
      ["GET", `/api/v1/projects/${slug}`], ["GET", `/api/v1/projects/${slug}/traces`], ["GET", `/api/v1/projects/${slug}/traces/${id}`],
      ["POST", `/api/v1/projects/${slug}/traces/${id}/annotations/mine/operations`, { revision: 0, operations: [] }], ["DELETE", `/api/v1/projects/${slug}`], ["GET", `/api/v1/projects/${slug}/members`],
    ];
    const [theirs, nobodys] = [paths(world.slug, trace), paths("no-such-project", trace)];
    for (const [k, [method, path, body]] of theirs.entries()) {
      const [a, b] = [await stranger.call(method, path, body), await stranger.call(...nobodys[k]!)];
      expect(a.status, path).toBe(404);
      expect(a.body).toEqual(b.body);
    }
  });

  test("an id of another project names nothing in this one", async () => {
    const other = await newWorld(home.db);
    const owner = await ownerOf(home.db, other);
    const mine = `/api/v1/projects/${other.slug}/traces/${trace}`;
    expect((await owner.call("GET", mine)).status).toBe(404);
    expect((await owner.call("GET", `${mine}/annotations`)).status).toBe(404);
    expect((await owner.call("GET", `${mine}/annotations/mine`)).status).toBe(404);
    expect((await owner.call("POST", `${mine}/annotations/mine/operations`, { revision: 0, operations: [{ opId: "o", type: "setEmpty", from: false, to: true }] })).status).toBe(404);
    expect((await owner.call("POST", `/api/v1/projects/${other.slug}/suggestions`, { detector: { name: "cues", version: "1" }, items: [{ traceId: trace, spans: [] }] })).status).toBe(422);
    expect((await owner.call("POST", `/api/v1/projects/${other.slug}/rounds`, { name: "r🙂", traces: [trace] })).status).toBe(422);
    expect((await owner.call("PATCH", `/api/v1/projects/${other.slug}/members/${world.membershipId}`, { role: "viewer" })).status).toBe(404);
  });

  const needs: [Role, Method, (world: World) => string, unknown?][] = [
    ["viewer", "GET", () => "/traces"], ["viewer", "GET", () => "/codebook"], ["annotator", "POST", () => "/queue/claim", {}], ["annotator", "GET", () => "/rounds"],
    ["annotator", "GET", () => "/flags"], ["adjudicator", "POST", () => "/flags/none/answers", { body: "🙂" }], ["researcher", "POST", () => "/rounds/leaks", {}], ["adjudicator", "GET", () => "/agreement"], ["researcher", "GET", () => "/jobs"], ["researcher", "GET", () => "/audit"], ["researcher", "POST", () => "/suggestions", {}],
    ["researcher", "PUT", () => "/codebook/draft", {}], ["owner", "GET", () => "/invitations"], ["owner", "PATCH", () => "", {}], ["owner", "POST", () => "/members", {}],
  ];
  test.each(needs)("%s and above: %s %s", async (least, method, path, body) => {
    for (const role of ROLES) {
      const { status } = await (await newCaller(home.db, world, { role })).call(method, `/api/v1/projects/${world.slug}${path(world)}`, body);
      const allowed = ROLES.indexOf(role) >= ROLES.indexOf(least);
      expect(status === 403, `${role} got ${status}`).toBe(!allowed);
    }
  });

  test.each<[Scope, Method, string, unknown]>([["read", "POST", "/queue/claim", {}], ["write", "PATCH", "", { name: "x" }], ["write", "POST", "/invitations", { role: "viewer" }]])(
    "a token of scope %s cannot %s %s, whatever the role", async (scope, method, path, body) => {
      const owner = await newCaller(home.db, world, { role: "owner", scope });
      expect(await owner.call(method, `/api/v1/projects/${world.slug}${path}`, body)).toMatchObject({ status: 403, body: { kind: "scope-too-small" } });
      expect((await owner.call("GET", `/api/v1/projects/${world.slug}`)).status).toBe(200);
    });

  test("a token for one project sees no other, and makes none", async () => {
    const other = await newWorld(home.db);
    const caller = await newCaller(home.db, world, { role: "owner", onlyProject: other.projectId });
    expect((await caller.call("GET", `/api/v1/projects/${world.slug}`)).status).toBe(404);
    expect((await caller.call<{ items: object[] }>("GET", "/api/v1/projects")).body.items).toEqual([]);
    expect((await caller.call("POST", "/api/v1/projects", { slug: `x-${newId().slice(-8)}`, name: "X" })).status).toBe(403);
  });

  test("accounts of the server are the admin's business", async () => {
    const owner = await ownerOf(home.db, world);
    expect((await owner.call("GET", "/api/v1/users")).status).toBe(403);
    const admin = await newCaller(home.db, null, { admin: true });
    const made = await admin.call<{ id: string }>("POST", "/api/v1/users", { email: `New-${newId()}@Example.org`, name: "New 🙂", password: "long enough for this" });
    expect(made.status).toBe(201);
    expect((await admin.call<{ items: { id: string }[] }>("GET", "/api/v1/users")).body.items.map(({ id }) => id)).toContain(made.body.id);
    expect((await admin.call("PATCH", `/api/v1/users/${admin.accountId}`, { deactivated: true })).status).toBe(409);
    expect((await admin.call("PATCH", `/api/v1/users/${owner.accountId}`, { deactivated: true })).status).toBe(200);
    expect((await owner.call("GET", `/api/v1/projects/${world.slug}`)).status).toBe(401);
  });

  test("agreement of a round that the project does not have is not found, not an empty panel", async () => {
    const adjudicator = await newCaller(home.db, world, { role: "adjudicator" });
    for (const path of ["agreement?round=none", "dawid-skene?round=none", "posteriors.jsonl?round=none"]) expect(await adjudicator.call("GET", `/api/v1/projects/${world.slug}/${path}`)).toMatchObject({ status: 404, body: { kind: "not-found" } });
    expect((await adjudicator.call("GET", `/api/v1/projects/${world.slug}/agreement?resamples=0`)).status).toBe(200);
  });

  test("a layer of an annotator whom the project does not have is refused, not frozen or sent empty", async () => {
    const researcher = await newCaller(home.db, world, { role: "researcher" });
    const base = `/api/v1/projects/${world.slug}`;
    expect(await researcher.call("GET", `${base}/export.jsonl?layer=annotator:nobody`)).toMatchObject({ status: 422, body: { errors: [{ field: "layer" }] } });
    for (const path of ["releases", "releases/preview"]) expect((await researcher.call("POST", `${base}/${path}`, { name: "r 🙂", layer: "annotator:nobody" })).status).toBe(422);
    expect((await researcher.call("POST", `${base}/releases/preview`, { name: "r 🙂", layer: `annotator:${world.handle}` })).status).toBe(200);
  });

  test("ids that no database can hold are not found, not an error", async () => {
    const viewer = await newCaller(home.db, world, { role: "viewer" });
    for (const path of ["/api/v1/projects/%00", `/api/v1/projects/${world.slug}/traces/a%00b`, `/api/v1/projects/${world.slug}/traces/${"x".repeat(5000)}`]) {
      expect((await viewer.call("GET", path)).status).toBe(404);
    }
    expect((await viewer.call("GET", `/api/v1/projects/${world.slug}/traces?cursor=%00`)).status).toBe(422);
    expect((await viewer.call("GET", `/api/v1/projects/${world.slug}/traces?limit=0`)).status).toBe(422);
  });
});
