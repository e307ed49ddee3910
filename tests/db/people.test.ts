import { expect, test } from "vitest";
import { annotationsOfTrace } from "@/data/annotations";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const check = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };

onBothHomes("people: figures, access and erasure over HTTP", (home) => {
  test("R18: figures are for the person and for owners; access ends and comes back; erasing keeps the work under the pseudonym", async () => {
    serveFrom(home.db);
    const world = await newWorld(home.db);
    const [owner, one, other] = [await ownerOf(home.db, world), await newCaller(home.db, world, { scope: "admin" }), await newCaller(home.db, world, { role: "researcher", scope: "admin" })];
    const at = `/api/v1/projects/${world.slug}`;
    const trace = await newTrace(home.db, world.projectId, { prompt: "figures 🙂" });
    for (const who of [one, other]) {
      expect((await who.call("POST", `${at}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations: [{ opId: `${who.handle}-1`, type: "addSpan", span: { id: "s", ...check } }, { opId: `${who.handle}-2`, type: "submit" }] })).status).toBe(200);
    }
    const figures = `${at}/members/${one.membershipId}/figures`;
    for (const who of [owner, one]) expect((await who.call("GET", figures)).body).toMatchObject({ all: { items: 1, others: { f1: 1, n: 1 }, gold: { f1: null, n: 0 } }, windows: [] });
    expect((await other.call("GET", figures)).status).toBe(403);
    const member = `${at}/members/${one.membershipId}`;
    expect((await owner.call("PATCH", member, { deactivated: true })).status).toBe(200);
    expect((await one.call("GET", `${at}/traces`)).status).toBe(404);
    expect((await owner.call("PATCH", member, { deactivated: false })).body).toMatchObject({ deactivatedAt: null });
    expect((await one.call("GET", `${at}/traces`)).status).toBe(200);

    const { body: { email } } = await one.call<{ email: string }>("GET", "/api/v1/account");
    expect((await one.call("DELETE", "/api/v1/account", { email: "somebody@example.org" })).status).toBe(422);
    expect((await one.call("DELETE", "/api/v1/account", { email })).status).toBe(204);
    expect((await one.call("GET", "/api/v1/account")).status).toBe(401);
    const left = (await owner.call<{ items: { handle: string; claimed: boolean; email: string | null }[] }>("GET", `${at}/members`)).body.items.find(({ handle }) => handle === one.handle);
    expect(left).toMatchObject({ claimed: false, email: null, name: null });
    expect((await annotationsOfTrace(home.db, world.projectId, trace)).map(({ head }) => head.layer)).toContain(`annotator:${one.handle}`);
    const { body: own } = await owner.call<{ email: string }>("GET", "/api/v1/account");
    expect(await owner.call("DELETE", "/api/v1/account", { email: own.email })).toMatchObject({ status: 409 });
  });
});
