import { beforeAll, expect, test } from "vitest";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

interface Claimed { assignment: { id: string; traceId: string; prefetched: boolean; status: string }; trace: { id: string; cot: string }; leaseUntil: string }

onBothHomes("H11: the queue over HTTP", (home) => {
  let world: World;
  let owner: Caller;
  let base: string;
  const claim = async (caller: Caller, body: object = {}) => caller.call<Claimed>("POST", `${base}/queue/claim`, body);

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    base = `/api/v1/projects/${world.slug}`;
    for (let k = 0; k < 12; k++) await newTrace(home.db, world.projectId, { prompt: `Question ${k} 🙂` });
  });

  test("an empty queue is 204; a round fills it; a second claim is the same one with a new lease", async () => {
    const annotator = await newCaller(home.db, world);
    expect((await claim(annotator)).status).toBe(204);
    expect(await claim(annotator, { round: "no-such-round" })).toMatchObject({ status: 404, body: { type: expect.stringContaining("not-found") } });
    expect(await owner.call("POST", `${base}/rounds`, { name: "first 🙂", annotators: [annotator.handle] })).toMatchObject({ status: 201, body: { assignments: { open: 12 } } });
    expect((await owner.call("POST", `${base}/rounds`, { name: "first 🙂" })).status).toBe(409);
    const one = await claim(annotator);
    expect(one).toMatchObject({ status: 200, body: { assignment: { status: "claimed", prefetched: false }, trace: { cot: expect.stringContaining("🙂") } } });
    const two = await claim(annotator);
    expect(two.body.assignment.id).toBe(one.body.assignment.id);
    expect(Date.parse(two.body.leaseUntil)).toBeGreaterThanOrEqual(Date.parse(one.body.leaseUntil));

    const ahead = await claim(annotator, { prefetch: true });
    expect(ahead.body.assignment).toMatchObject({ prefetched: true });
    expect(ahead.body.assignment.id).not.toBe(one.body.assignment.id);
    expect((await claim(annotator, { prefetch: true })).body.assignment.id).toBe(ahead.body.assignment.id);

    const post = (path: string, body?: unknown) => annotator.call("POST", `${base}/queue/${one.body.assignment.id}/${path}`, body);
    expect((await post("renew")).status).toBe(200);
    expect((await post("skip", { reason: " " })).status).toBe(422);
    expect((await post("skip", { reason: "cannot read it 🙂" })).status).toBe(204);
    expect((await post("renew")).status).toBe(409);
    expect((await claim(annotator)).body.assignment).toMatchObject({ id: ahead.body.assignment.id, prefetched: false });
    expect((await annotator.call("POST", `${base}/queue/${ahead.body.assignment.id}/release`)).status).toBe(204);
    expect((await claim(annotator)).body.assignment.id).toBe(ahead.body.assignment.id);
  });

  test("a claim is one person's: others can neither hold nor save it", async () => {
    const [a, b] = [await newCaller(home.db, world), await newCaller(home.db, world)];
    await owner.call("POST", `${base}/rounds`, { name: "theirs 🙂", annotators: [a.handle] });
    const { body } = await claim(a);
    const mine = `${base}/traces/${body.trace.id}/annotations/mine?assignment=${body.assignment.id}`;
    expect((await b.call("POST", `${base}/queue/${body.assignment.id}/renew`)).status).toBe(409);
    expect((await b.call("GET", mine)).status).toBe(404);
    expect((await b.call("PUT", mine, { revision: 0, empty: true })).status).toBe(404);
    expect(await a.call("PUT", mine, { revision: 0, empty: true })).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await a.call("GET", mine)).body).toMatchObject({ assignment: body.assignment.id, empty: true });
    // The ad-hoc annotation of the same trace is another one.
    expect((await a.call("GET", mine.split("?")[0]!)).body).toMatchObject({ assignment: null, revision: 0 });
    const elsewhere = await a.call("GET", `${base}/traces/${(await newTrace(home.db, world.projectId, { prompt: `${Math.random()}` }))}/annotations/mine?assignment=${body.assignment.id}`);
    expect(elsewhere.status).toBe(404);
  });

  test("submitting finishes the assignment, and the next claim is another trace", async () => {
    const annotator = await newCaller(home.db, world);
    const round = await owner.call<{ id: string }>("POST", `${base}/rounds`, { name: "to the end 🙂", annotators: [annotator.handle] });
    const { body } = await claim(annotator);
    await annotator.call("PUT", `${base}/traces/${body.trace.id}/annotations/mine?assignment=${body.assignment.id}`, { revision: 0, empty: true, submit: true });
    const next = await claim(annotator);
    expect(next.body.trace.id).not.toBe(body.trace.id);
    const progress = (await owner.call<{ items: { id: string; assignments: object }[] }>("GET", `${base}/rounds`)).body.items.find(({ id }) => id === round.body.id);
    expect(progress?.assignments).toMatchObject({ submitted: 1, claimed: 1 });
    expect((await owner.call("PATCH", `${base}/rounds/${round.body.id}`, { closed: true })).body).toMatchObject({ closedAt: expect.any(String) });
    await annotator.call("POST", `${base}/queue/${next.body.assignment.id}/release`);
    expect((await claim(annotator, { round: round.body.id })).status).toBe(204);
  });

  test("of many people claiming at once no two get the same trace", async () => {
    const other = await newWorld(home.db);
    const boss = await ownerOf(home.db, other);
    for (let k = 0; k < 10; k++) await newTrace(home.db, other.projectId, { prompt: `Pool ${k} 🙂` });
    await boss.call("POST", `/api/v1/projects/${other.slug}/rounds`, { name: "pool 🙂" });
    const people = await Promise.all(Array.from({ length: 14 }, () => newCaller(home.db, other)));
    const claims = await Promise.all(people.map((person) => person.call<Claimed>("POST", `/api/v1/projects/${other.slug}/queue/claim`, {})));
    const got = claims.filter(({ status }) => status === 200).map(({ body }) => body.assignment.id);
    expect(got).toHaveLength(10);
    expect(new Set(got).size).toBe(10);
    expect(claims.filter(({ status }) => status === 204)).toHaveLength(4);
  });

  test.each([
    ["an unknown person", { annotators: ["nobody"] }, "annotators"], ["more overlap than people", { annotators: [], overlap: 51 }, "overlap"], ["an unknown codebook", { codebook: "nothing" }, "codebook"],
    ["unknown traces", { traces: ["nothing"] }, "traces"], ["a field that cannot be hidden", { hidden: ["cot"] }, "hidden"],
  ])("a round of %s is refused at the field", async (_, over, field) => {
    const answer = await owner.call<{ errors: { field: string }[] }>("POST", `${base}/rounds`, { name: `refused ${field} 🙂`, ...over });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]!.field).toContain(field);
  });
});
