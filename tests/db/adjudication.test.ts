import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Operation } from "@/core/annotation/operation";
import type { AdjudicationAnswer } from "@/features/adjudication/schema";
import { annotationsOfTrace } from "@/data/annotations";
import { appendOperations } from "@/data/append-operations";
import { mergeReading } from "@/data/readings";
import { oneByOne } from "@/data/settled";
import { codePoint } from "@/core/text/offset";
import { forgetPlaces } from "@/web/project-scope";
import type { Caller } from "./api-caller";
import { fetchFromHandlers, newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const whole = { label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };
const short = { label: "verification", start: 9, end: 20, quote: "Wait, 3+4=7" };
const smile = { label: "branching", start: 0, end: 1, quote: "🙂" };
type Marks = typeof whole;
interface Refused { kind: string; revision: number }

onBothHomes("J: adjudication over HTTP", (home) => {
  let world: World;
  let [a, b, judge]: Caller[] = [];
  let trace: string;
  let name: string;
  let at: string;

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    [a, b] = [await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    judge = await newCaller(home.db, world, { role: "adjudicator", scope: "write" });
  });
  beforeEach(async () => {
    name = `trace 🙂 ${Math.random()}`;
    trace = await newTrace(home.db, world.projectId, { externalId: name, prompt: `What is 3+4? 🙂 ${name}` });
    at = `/api/v1/projects/${world.slug}/adjudications/${trace}`;
  });

  /** Labels the trace and submits. */
  async function finish(who: Caller, marks: readonly Marks[]): Promise<void> {
    const operations = [...marks.map((mark, k) => ({ opId: `op-${who.handle}-${k}`, type: "addSpan", span: { id: `${who.handle}-${k}`, field: "cot", ...mark } })), ...(marks.length === 0 ? [{ opId: `e-${who.handle}`, type: "setEmpty", from: false, to: true }] : []), { opId: `s-${who.handle}`, type: "submit" }];
    expect(await who.call("POST", `/api/v1/projects/${world.slug}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations })).toMatchObject({ status: 200 });
  }
  const read = async (who: Caller = judge!) => (await who.call<AdjudicationAnswer>("GET", at)).body;
  const originals = async () => (await annotationsOfTrace(home.db, world.projectId, trace)).filter(({ head }) => head.layer !== "gold").map(({ head: { foldRevision: _snapshot, ...head }, annotation }) => JSON.stringify([head, [...annotation.spans.values()]]));
  const decide = (revision: number, groupKey: string, choice: object, reason = "") => judge!.call<AdjudicationAnswer & Refused>("POST", `${at}/decisions`, { revision, groupKey, choice, reason });

  test("J1: what all agree on stands beforehand, the rest is open, and reading stores nothing", async () => {
    await finish(a!, [smile, whole]);
    expect(await judge!.call("GET", at)).toMatchObject({ status: 404 });
    await finish(b!, [smile, short]);
    const answer = await read();
    expect(answer).toMatchObject({ revision: 0, status: "draft", gold: { spans: [{ label: "branching", quote: "🙂", provenance: { origin: "accepted" } }] } });
    expect(answer.groups.map(({ differences, decision, size }) => [differences, decision?.choice ?? null, size])).toEqual([[[], "agreed", 0], [["boundary"], null, 6]]);
    expect((await annotationsOfTrace(home.db, world.projectId, trace)).filter(({ head }) => head.layer === "gold")).toEqual([]);
  });

  test("J5: accept, merge, edit and reject make the gold; originals stay to the last byte; whoever is late is told", async () => {
    await finish(a!, [smile, whole]);
    await finish(b!, [short]);
    const before = await originals();
    const [only, edges] = (await read()).groups;
    expect(only).toMatchObject({ differences: ["only-one"], absent: [{ read: true }] });
    const first = await decide(0, edges!.key, { kind: "accept", layer: `annotator:${b!.handle}` }, "yes is talk 🙂");
    expect(first).toMatchObject({ status: 200, body: { revision: 1, gold: { spans: [{ ...short, provenance: { origin: "accepted", source: `annotator:${b!.handle}`, sourceIds: [`annotator:${b!.handle}/${b!.handle}-0`] } }] } } });
    expect(await decide(0, only!.key, { kind: "reject" })).toMatchObject({ status: 409, body: { kind: "stale-revision", revision: 1 } });
    expect(await decide(1, "annotator:nobody/x", { kind: "reject" })).toMatchObject({ status: 409, body: { kind: "conflict" } });
    expect(await decide(1, only!.key, { kind: "accept", layer: `annotator:${b!.handle}` })).toMatchObject({ status: 422 });
    expect(await judge!.call("POST", `${at}/submit`, { revision: 1 })).toMatchObject({ status: 409, body: { kind: "conflict" } });
    expect(await decide(1, only!.key, { kind: "reject" }, "a face")).toMatchObject({ status: 200, body: { revision: 1 } });
    const merged = await decide(1, edges!.key, { kind: "merge", label: "verification" });
    expect(merged.body.gold.spans).toMatchObject([{ ...whole, provenance: { origin: "merged" } }]);
    const edited = await decide(merged.body.revision, edges!.key, { kind: "edit", span: { label: "branching", start: 9, end: 14 } });
    expect(edited.body.gold.spans).toMatchObject([{ label: "branching", quote: "Wait,", provenance: { origin: "edited" } }]);
    expect(await decide(edited.body.revision, edges!.key, { kind: "edit", span: { label: "branching", start: 9, end: 99 } })).toMatchObject({ status: 422 });
    const added = await judge!.call<AdjudicationAnswer>("POST", `${at}/decisions`, { revision: edited.body.revision, add: { field: "answer", label: "verification", start: 0, end: 1 } });
    expect(added.status).toBe(422); // this trace has no answer
    expect(await originals()).toEqual(before);
  });

  test("J5: of two decisions on one revision at once, one is kept", async () => {
    await finish(a!, [whole]);
    await finish(b!, [short]);
    const [group] = (await read()).groups;
    const both = await Promise.all([a!, b!].map(({ handle }) => decide(0, group!.key, { kind: "accept", layer: `annotator:${handle}` })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read()).gold.spans).toHaveLength(1);
  });

  test("D6: a decision waits for a reopening that is not committed yet", async () => {
    await finish(a!, [whole]);
    await finish(b!, [short]);
    const [group] = (await read()).groups;
    let commit = (): void => {};
    const gate = new Promise<void>((resolve) => { commit = resolve; });
    let reopening = Promise.resolve();
    await new Promise<void>((held) => { reopening = oneByOne(home.db, world.projectId, trace, async () => { held(); await gate; }); });
    let answered = false;
    const decided = decide(0, group!.key, { kind: "reject" }).finally(() => { answered = true; });
    if (home.home === "postgresql") await expect.poll(async () => (await home.db.query(`SELECT FROM "pg_stat_activity" WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`)).length, { timeout: 10_000 }).toBe(1);
    expect(answered).toBe(false);
    commit();
    await reopening;
    expect((await decided).status).toBe(200);
  });

  test("J9: the gold is submitted once all is settled, exported as its own layer, and each annotator reads what became of the own work", async () => {
    await finish(a!, [whole]);
    await finish(b!, []);
    const [group] = (await read()).groups;
    expect((await a!.call("GET", `${at}/feedback`)).status).toBe(404);
    const { revision } = (await decide(0, group!.key, { kind: "accept", layer: `annotator:${a!.handle}` }, "it does check 🙂")).body;
    const done = await judge!.call<AdjudicationAnswer>("POST", `${at}/submit`, { revision });
    expect(done).toMatchObject({ status: 200, body: { status: "submitted", gold: { empty: false } } });
    expect(await decide(done.body.revision, group!.key, { kind: "reject" })).toMatchObject({ status: 422, body: { kind: "submitted" } });
    const owner = await ownerOf(home.db, world);
    const exported = await fetchFromHandlers(`http://127.0.0.1/api/v1/projects/${world.slug}/export.jsonl?layer=gold`, { headers: { authorization: `Bearer ${owner.token}` } });
    const lines = (await exported.text()).trim().split("\n").map((line) => JSON.parse(line) as { id: string; annotations: { layer: string; status: string; spans: object[] }[] });
    const gold = lines.filter(({ id }) => id === name).flatMap(({ annotations }) => annotations);
    expect(gold.map(({ layer, status }) => [layer, status])).toEqual([["gold", "submitted"]]);
    expect((await a!.call("GET", `${at}/feedback`)).body).toMatchObject({ items: [{ verdict: "same", reason: "it does check 🙂" }] });
    expect((await b!.call("GET", `${at}/feedback`)).body).toMatchObject({ items: [{ verdict: "missed", mine: null, result: whole, reason: "it does check 🙂" }] });
    expect(await judge!.call("POST", `${at}/reopen`, { revision: done.body.revision })).toMatchObject({ status: 200, body: { status: "draft" } });
  });

  test("J9: rejecting everything is a result too: the gold says that nothing is there", async () => {
    await finish(a!, [whole]);
    await finish(b!, []);
    const [group] = (await read()).groups;
    const { revision } = (await decide(0, group!.key, { kind: "reject" })).body;
    expect((await judge!.call<AdjudicationAnswer>("POST", `${at}/submit`, { revision })).body).toMatchObject({ status: "submitted", gold: { empty: true, spans: [] } });
  });

  test("J9: a step is taken back and done again; the log keeps both, and a group that was undone is open", async () => {
    await finish(a!, [smile, whole]);
    await finish(b!, [smile, short]);
    const before = await read();
    const [group] = before.groups.filter(({ decision }) => !decision);
    const settled = (await decide(0, group!.key, { kind: "accept", layer: `annotator:${a!.handle}` }, "🙂")).body;
    const operations = settled.revision - before.opening;
    const undo = (revision: number, step: object) => judge!.call<AdjudicationAnswer & Refused>("POST", `${at}/decisions`, { revision, undo: step });
    const undone = await undo(settled.revision, { operations, decision: { group: group!.key, restore: null } });
    expect(undone.status).toBe(200);
    expect(undone.body.groups.find(({ key }) => key === group!.key)?.decision).toBeNull();
    expect(undone.body.gold.spans.map(({ quote }) => quote)).toEqual(["🙂"]);
    const { decision } = settled.groups.find(({ key }) => key === group!.key)!;
    const redone = await undo(undone.body.revision, { operations: undone.body.revision - settled.revision, decision: { group: group!.key, restore: decision } });
    expect(redone.body.groups.find(({ key }) => key === group!.key)?.decision).toEqual(decision);
    expect(redone.body.gold.spans.map(({ quote }) => quote).sort()).toEqual(settled.gold.spans.map(({ quote }) => quote).sort());
    expect(redone.body.revision).toBe(settled.revision + 2 * operations);
    expect((await undo(redone.body.revision, { operations: 999, decision: null })).status).toBe(422);
    expect((await undo(redone.body.revision, { operations: 0, decision: { group: group!.key, restore: { choice: "accept", layer: null, span: "nowhere", reason: "" } } })).status).toBe(422);
    expect((await undo(1, { operations: 1, decision: null })).status).toBe(409);
  });

  test("J6: an original that is changed afterwards opens its group again, and settling it replaces the old gold span", async () => {
    await finish(a!, [whole]);
    await finish(b!, [short]);
    const [group] = (await read()).groups;
    const { revision } = (await decide(0, group!.key, { kind: "accept", layer: `annotator:${a!.handle}` })).body;
    const theirs = (await annotationsOfTrace(home.db, world.projectId, trace)).find(({ head }) => head.layer === `annotator:${b!.handle}`)!;
    const [old] = [...theirs.annotation.spans.values()];
    const spans = new Map([["again", { ...old!, id: "again" }]]);
    const operations: Operation[] = [{ opId: "o1", type: "reopen" }, { opId: "o2", type: "removeSpan", span: old! }, { opId: "o3", type: "addSpan", span: spans.get("again")! }, { opId: "o4", type: "submit" }];
    await appendOperations(home.db, world.projectId, { head: theirs.head, base: theirs.head.revision, operations, next: { ...theirs.annotation, spans }, accountId: null, now: new Date() });
    const [again] = (await read()).groups;
    expect(again).toMatchObject({ decision: null });
    const settled = await decide(revision, again!.key, { kind: "accept", layer: `annotator:${b!.handle}` });
    expect(settled.body.gold.spans).toMatchObject([short]);
  });

  test("J3: a place that an annotator never read is incomplete, not a rejection", async () => {
    await finish(a!, [whole]);
    await finish(b!, []);
    const theirs = (await annotationsOfTrace(home.db, world.projectId, trace)).find(({ head }) => head.layer === `annotator:${b!.handle}`)!;
    await mergeReading(home.db, world.projectId, theirs.head.id, { tab: "t", regions: [{ field: "cot", start: codePoint(0), end: codePoint(9) }], activeSeconds: 3 });
    expect((await read()).groups).toMatchObject([{ differences: ["incomplete"], absent: [{ layer: `annotator:${b!.handle}`, read: false }] }]);
  });

  test("where all agree the gold is made by itself, if the project says so", async () => {
    const owner = await ownerOf(home.db, world);
    const project = `/api/v1/projects/${world.slug}`;
    await finish(a!, [whole]);
    expect(await judge!.call("POST", `${project}/adjudications/complete`, {})).toMatchObject({ status: 409 });
    expect((await owner.call("PATCH", project, { settings: { completeUnanimous: true } })).status).toBe(200);
    forgetPlaces();
    await finish(b!, [whole]);
    expect(await read()).toMatchObject({ status: "submitted", gold: { spans: [whole] } });
    expect(await judge!.call("POST", `${project}/adjudications/complete`, {})).toMatchObject({ status: 200, body: { next: null } });
    await owner.call("PATCH", project, { settings: { completeUnanimous: null } });
    forgetPlaces();
  });

  test("H9: only adjudicators of this project; the list pages and counts", async () => {
    await finish(a!, [whole]);
    await finish(b!, [short]);
    const list = `/api/v1/projects/${world.slug}/adjudications`;
    for (const who of [a!, await newCaller(home.db, world, { role: "viewer" })]) {
      expect((await who.call("GET", at)).status).toBe(403);
      expect((await who.call("GET", list)).status).toBe(403);
      expect((await who.call("POST", `${at}/decisions`, { revision: 0, remove: "x" })).status).toBe(403);
    }
    const stranger = await ownerOf(home.db, await newWorld(home.db));
    expect((await stranger.call("GET", at)).status).toBe(404);
    expect((await stranger.call("GET", at.replace(world.slug, "no-such"))).status).toBe(404);
    const other = await newWorld(home.db);
    expect((await (await ownerOf(home.db, other)).call("GET", `/api/v1/projects/${other.slug}/adjudications/${trace}`)).status).toBe(404);
    const page = (await judge!.call<{ items: { traceId: string; disputes: number; state: string; layers: string[] }[]; next: string | null; counts: { open: number } }>("GET", `${list}?limit=100&state=open`)).body;
    expect(page.items.find(({ traceId }) => traceId === trace)).toMatchObject({ disputes: 1, state: "open", layers: [a!, b!].map(({ handle }) => `annotator:${handle}`).sort() });
    expect(page.items).toHaveLength(page.counts.open);
    const first = (await judge!.call<typeof page>("GET", `${list}?limit=1`)).body;
    expect((await judge!.call<typeof page>("GET", `${list}?limit=1&cursor=${encodeURIComponent(first.next!)}`)).body.items[0]!.traceId).not.toBe(first.items[0]!.traceId);
  });
});
