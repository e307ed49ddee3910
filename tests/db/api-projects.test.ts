import { beforeAll, expect, test } from "vitest";
import { PRESETS } from "@/core/codebook/presets";
import type { Codebook } from "@/core/codebook/codebook";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";
import type { Caller } from "./api-caller";
import { call, newCaller, serveFrom } from "./api-caller";
import { newTrace } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("projects, codebooks and teams over HTTP", (home) => {
  let owner: Caller;
  let slug: string;
  let base: string;
  let id: string;
  beforeAll(async () => {
    serveFrom(home.db);
    owner = await newCaller(home.db, null);
    slug = `made-${newId().slice(-12)}`;
    base = `/api/v1/projects/${slug}`;
    const made = await owner.call<{ id: string }>("POST", "/api/v1/projects", { slug, name: "Made 🙂" });
    expect(made).toMatchObject({ status: 201, body: { slug, name: "Made 🙂", role: "owner", settings: {} } });
    id = made.body.id;
  });

  test.each([["a taken slug", () => ({ slug, name: "x" }), 409], ["a slug with a slash", () => ({ slug: "a/b", name: "x" }), 422], ["no name", () => ({ slug: "abc" }), 422], ["an unknown preset", () => ({ slug: `u-${newId().slice(-8)}`, name: "x", preset: "astrology" }), 422]])(
    "a project with %s is refused", async (_, body, status) => { expect((await owner.call("POST", "/api/v1/projects", body())).status).toBe(status); });

  test("name and settings change; null takes a setting away; a deleted project comes back", async () => {
    expect((await owner.call("PATCH", base, { name: "Renamed 🙂", settings: { a: 1, b: { c: "🙂" } } })).body).toMatchObject({ name: "Renamed 🙂", settings: { a: 1, b: { c: "🙂" } } });
    expect((await owner.call("PATCH", base, { settings: { a: null } })).body).toMatchObject({ name: "Renamed 🙂", settings: { b: { c: "🙂" } } });
    const stranger = await newCaller(home.db, null);
    expect((await owner.call("DELETE", base)).status).toBe(204);
    expect((await owner.call("GET", base)).status).toBe(404);
    expect((await owner.call("GET", "/api/v1/deleted-projects")).body).toMatchObject({ items: [{ slug }] });
    expect((await stranger.call("GET", "/api/v1/deleted-projects")).body).toMatchObject({ items: [] });
    expect((await stranger.call("POST", `${base}/restore`)).status).toBe(404);
    expect((await owner.call("POST", `${base}/restore`)).status).toBe(204);
    expect((await owner.call("GET", base)).body).toMatchObject({ name: "Renamed 🙂" });
    expect((await owner.call<{ items: { action: string; by: string }[] }>("GET", `${base}/audit`)).body.items.map(({ action }) => action)).toEqual(expect.arrayContaining(["project.create", "project.delete", "project.restore", "project.change"]));
  });

  test("the audit is paged, the newest first", async () => {
    const all = (await owner.call<{ items: { id: string }[] }>("GET", `${base}/audit?limit=500`)).body.items.map((each) => each.id);
    const first = (await owner.call<{ items: { id: string }[]; next: string }>("GET", `${base}/audit?limit=1`)).body;
    const second = (await owner.call<{ items: { id: string }[] }>("GET", `${base}/audit?limit=500&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map((each) => each.id)).toEqual(all);
  });

  test("H16: a draft is published with a decision for what it removes, and published versions stay", async () => {
    const preset = PRESETS[0]!;
    const versions = async () => (await owner.call<{ current: string; draft: string | null; items: { id: string; version: number; status: string; body: Codebook }[] }>("GET", `${base}/codebook`)).body;
    const before = await versions();
    expect(before).toMatchObject({ draft: null, items: [{ version: 1, status: "published", body: { key: preset.key } }] });
    expect((await owner.call("POST", `${base}/codebook/publish`, {})).status).toBe(409);
    expect((await owner.call("PUT", `${base}/codebook/draft`, { ...preset, labels: [{ ...preset.labels[0], hotkey: 11 }] })).status).toBe(422);

    const trace = await newTrace(home.db, id, { prompt: `Codebook 🙂 ${newId()}` });
    const dropped = preset.labels.find(({ fields }) => fields.includes("cot"))!;
    const saved = await owner.call("POST", `${base}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations: [{ opId: "o", type: "addSpan", span: { id: "s", field: "cot", label: dropped.key, start: 0, end: 1, quote: "🙂" } }] });
    expect(saved.status).toBe(200);
    const draft = { ...preset, labels: preset.labels.filter(({ key }) => key !== dropped.key), relations: [], blocking: [] };
    expect(await owner.call("PUT", `${base}/codebook/draft`, draft)).toMatchObject({ status: 200, body: { status: "draft", version: 2 } });
    expect((await owner.call("GET", `${base}/codebook/plan`)).body).toMatchObject({ changes: expect.arrayContaining([{ kind: "label-removed", label: dropped.key, annotations: 1, needsDecision: true }]) });
    expect(await owner.call("POST", `${base}/codebook/publish`, {})).toMatchObject({ status: 409, body: { undecided: expect.arrayContaining([expect.objectContaining({ label: dropped.key })]) } });
    expect((await owner.call("POST", `${base}/codebook/publish`, { migration: [{ action: "rename", part: { label: dropped.key }, to: "astrology" }] })).status).toBe(422);
    const migration = [{ action: "drop", part: { label: dropped.key } }, ...preset.relations.map(({ key }) => ({ action: "drop", part: { relation: key } }))];
    expect(await owner.call("POST", `${base}/codebook/publish`, { migration })).toMatchObject({ status: 201, body: { version: 2, status: "published", migration } });
    const after = await versions();
    expect(after.items.find(({ version }) => version === 1)).toEqual(before.items[0]);
    expect((await owner.call("GET", `${base}/traces/${trace}/annotations/mine`)).body).toMatchObject({ codebook: { version: 1 }, spans: [{ label: dropped.key }] });
  });

  test("invitations are accepted once, by an account or with a new one", async () => {
    const invite = async (role = "annotator") => (await owner.call<{ token: string; id: string }>("POST", `${base}/invitations`, { role })).body;
    const [one, two, three] = [await invite(), await invite("viewer"), await invite()];
    const guest = await newCaller(home.db, null);
    expect((await call("POST", "/api/v1/invitations/accept", { token: one.token })).status).toBe(401);
    expect(await guest.call("POST", "/api/v1/invitations/accept", { token: one.token })).toMatchObject({ status: 201, body: { slug, member: { role: "annotator" } } });
    expect((await guest.call("POST", "/api/v1/invitations/accept", { token: one.token })).status).toBe(404);
    expect((await guest.call("POST", "/api/v1/invitations/accept", { token: two.token })).status).toBe(409);
    const account = { email: `${newId()}@example.org`, name: "Newcomer 🙂", password: "long enough for this" };
    expect(await call("POST", "/api/v1/invitations/accept", { token: two.token, account })).toMatchObject({ status: 201, body: { member: { role: "viewer", email: account.email } } });
    expect((await owner.call("DELETE", `${base}/invitations/${three.id}`)).status).toBe(204);
    expect((await call("POST", "/api/v1/invitations/accept", { token: three.token, account })).status).toBe(404);
    expect((await owner.call<{ items: { state: string }[] }>("GET", `${base}/invitations`)).body.items.map(({ state }) => state).sort()).toEqual(["accepted", "accepted", "revoked"]);
    expect(JSON.stringify((await owner.call("GET", `${base}/invitations`)).body)).not.toContain("inv_");
  });

  test("a handle that came with an import is given to an account, once, with the work that stands under it", async () => {
    const [membership, other] = [newId(), newId()];
    const { id: projectId } = (await owner.call<{ id: string }>("GET", base)).body;
    for (const [id, handle] of [[membership, `old-${membership.slice(-6)}`], [other, `old-${other.slice(-6)}`]] as const) await home.db.prisma.membership.create({ data: { id, projectId, accountId: null, handle, role: "annotator", createdAt: new Date() } });
    const person = await newCaller(home.db, null);
    const email = `${person.accountId}@example.org`;
    expect((await person.call("GET", base)).status).toBe(404);
    expect((await owner.call("PATCH", `${base}/members/${membership}`, { account: "nobody@example.org" })).body).toMatchObject({ kind: "invalid-input", errors: [{ field: "account" }] });
    expect((await owner.call("PATCH", `${base}/members/${membership}`, { account: email })).body).toMatchObject({ claimed: true, email, role: "annotator" });
    expect((await person.call("GET", base)).status).toBe(200);
    expect((await owner.call("PATCH", `${base}/members/${membership}`, { account: email })).status).toBe(409);
    expect((await owner.call("PATCH", `${base}/members/${other}`, { account: email })).status).toBe(409);
  });

  test("members change roles and leave, and a project keeps an owner", async () => {
    const account = await newCaller(home.db, null);
    const admin = await newCaller(home.db, null, { admin: true });
    const { email } = (await admin.call<{ items: { id: string; email: string }[] }>("GET", "/api/v1/users")).body.items.find((each) => each.id === account.accountId)!;
    const added = await owner.call<{ id: string }>("POST", `${base}/members`, { email, role: "annotator", handle: `h-${newId().slice(-6)}` });
    expect(added.status).toBe(201);
    expect((await owner.call("POST", `${base}/members`, { email, role: "viewer" })).status).toBe(409);
    expect((await owner.call("POST", `${base}/members`, { email: "nobody@example.org", role: "viewer" })).status).toBe(422);
    const seen = (await account.call<{ items: { id: string; email: string | null; role: string }[] }>("GET", `${base}/members`)).body.items;
    expect(seen.find((each) => each.id === added.body.id)).toMatchObject({ email });
    expect(seen.filter((each) => each.email !== null)).toHaveLength(1);
    const self = seen.find(({ role }) => role === "owner")!;
    expect((await owner.call("PATCH", `${base}/members/${self.id}`, { role: "viewer" })).status).toBe(409);
    expect((await owner.call("PATCH", `${base}/members/${added.body.id}`, { role: "researcher" })).body).toMatchObject({ role: "researcher" });
    expect((await account.call("GET", `${base}/jobs`)).status).toBe(200);
    expect((await owner.call("PATCH", `${base}/members/${added.body.id}`, { deactivated: true })).body).toMatchObject({ deactivatedAt: expect.any(String) });
    expect((await account.call("GET", base)).status).toBe(404);
  });

  test("jobs are seen and stopped in their own project only", async () => {
    const job = newId();
    await enqueueJob(home.db, { id: job, projectId: id, kind: "count-tokens", payload: {}, now: new Date() });
    const other = await newCaller(home.db, null);
    const elsewhere = `o-${newId().slice(-8)}`;
    await other.call("POST", "/api/v1/projects", { slug: elsewhere, name: "Other 🙂" });
    expect((await other.call("POST", `/api/v1/projects/${elsewhere}/jobs/${job}/cancel`)).status).toBe(404);
    expect((await owner.call("GET", `${base}/jobs/${job}`)).body).toMatchObject({ state: "queued" });
    expect(await owner.call("POST", `${base}/jobs/${job}/cancel`)).toMatchObject({ status: 202, body: { state: "cancelled" } });
    expect((await owner.call("POST", `${base}/jobs/${job}/cancel`)).status).toBe(409);
    const jobs = (await owner.call<{ items: { id: string }[] }>("GET", `${base}/jobs`)).body.items.map((one) => one.id);
    expect(jobs).toContain(job);
    const there = (await other.call<{ items: { id: string }[] }>("GET", `/api/v1/projects/${elsewhere}/jobs`)).body.items.map((one) => one.id);
    expect(there.filter((one) => jobs.includes(one))).toEqual([]);
  });

  test("the document and its page are there for everybody", async () => {
    const document = await call<{ openapi: string; paths: Record<string, object> }>("GET", "/api/v1/openapi.json");
    expect(document.body).toMatchObject({ openapi: "3.1.0", paths: { "/api/v1/projects/{slug}/queue/claim": { post: {} } } });
    const page = await call<string>("GET", "/api/v1/docs");
    expect(page.body).toContain("/api/v1/projects/{slug}/queue/claim");
    expect(page.body).not.toMatch(/<script|javascript:|(?:src|href|action)="(?:https?:)?\/\/|url\(/i);
  });
});
