import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/core/access/role";
import { annotationsOfTrace } from "@/data/annotations";
import { finishedWork } from "@/data/finished-work";
import { membershipById } from "@/data/memberships";
import { nextToSettle } from "@/features/adjudication/next-to-settle";
import { ownWorkView } from "@/features/rounds/own-work";
import { workbenchOpening } from "@/features/workbench/loaders";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const smile = { field: "cot", label: "branching", start: 0, end: 1, quote: "🙂" };

onBothHomes("what is in somebody's hands, and what became of their work", (home) => {
  let world: World;
  let owner: Caller;
  let at: string;

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    at = `/api/v1/projects/${world.slug}`;
  });

  const memberOf = async ({ membershipId }: Caller) => {
    const { id, handle, role } = (await membershipById(home.db, world.projectId, membershipId))!;
    return { id, handle, role };
  };
  const workOf = async (who: Caller) => ownWorkView(home.db, world.projectId, await memberOf(who), undefined, new Date());
  const round = async (name: string, annotators: readonly Caller[], traces: readonly string[], hidden: "everything" | [] = []) =>
    expect((await owner.call("POST", `${at}/rounds`, { name, annotators: annotators.map(({ handle }) => handle), overlap: annotators.length, traces, hidden })).status).toBe(201);
  const claim = async (who: Caller) => (await who.call<{ assignment: { id: string }; trace: { id: string } }>("POST", `${at}/queue/claim`, {})).body;
  const label = (who: Caller, trace: string, query = "", submit = false) =>
    who.call("POST", `${at}/traces/${trace}/annotations/mine/operations${query}`, { revision: 0, operations: [{ opId: "a", type: "addSpan", span: { id: "s", ...smile } }, ...(submit ? [{ opId: "b", type: "submit" }] : [])] });

  test("H25: a claim is in hand until it is finished or handed back; what was labelled on it stays, to be read, and is there again with the next claim", async () => {
    const annotator = await newCaller(home.db, world);
    const traces = [await newTrace(home.db, world.projectId, { prompt: "One 🙂" }), await newTrace(home.db, world.projectId, { prompt: "Two 🙂" })];
    await round("hands 🙂", [annotator], traces);
    const first = await claim(annotator);
    expect((await workOf(annotator)).claims).toMatchObject([{ assignment: first.assignment.id, traceId: first.trace.id, round: "hands 🙂", begun: false, late: false }]);
    expect((await label(annotator, first.trace.id, `?assignment=${first.assignment.id}`)).status).toBe(200);
    expect(await workOf(annotator)).toMatchObject({ claims: [{ begun: true }], lines: [{ place: "own", status: "draft" }] });
    const late = await ownWorkView(home.db, world.projectId, await memberOf(annotator), undefined, new Date(Date.now() + 7_200_000));
    expect(late.claims).toMatchObject([{ late: true }]);

    expect((await annotator.call("POST", `${at}/queue/${first.assignment.id}/release`)).status).toBe(204);
    expect(await workOf(annotator)).toMatchObject({ claims: [], lines: [{ place: "back", status: "draft", spans: 1 }] });
    const reader = { project: { id: world.projectId, slug: world.slug, name: "🙂" }, accountId: annotator.accountId, membership: await memberOf(annotator), now: new Date() };
    const read = await workbenchOpening(home.db, reader, { traceId: first.trace.id, layer: `annotator:${annotator.handle}`, pass: "behaviour" });
    expect(read).toMatchObject({ readOnly: true, annotation: { spans: [{ id: "s" }] } });

    expect((await claim(annotator)).assignment.id).toBe(first.assignment.id);
    expect(await workOf(annotator)).toMatchObject({ claims: [{ begun: true }], lines: [{ place: "own", spans: 1 }] });
    expect((await annotator.call("POST", `${at}/queue/${first.assignment.id}/skip`, { reason: "no 🙂" })).status).toBe(204);
    expect(await workOf(annotator)).toMatchObject({ claims: [], lines: [{ place: "skipped" }] });
  });

  test("J12: what was adjudicated leads to its result; where an adjudicator goes on is never a trace that a blind round still hides from them", async () => {
    const [a, b] = [await newCaller(home.db, world), await newCaller(home.db, world)];
    const judge = await newCaller(home.db, world, { role: "adjudicator" satisfies Role });
    const traces: string[] = [];
    for (const name of ["aj-1 🙂", "aj-2 🙂", "aj-3 🙂"]) {
      const trace = await newTrace(home.db, world.projectId, { externalId: name, prompt: name });
      traces.push(trace);
      for (const who of [a, b]) expect((await label(who, trace, "", true)).status).toBe(200);
    }
    const [one, two, three] = traces as [string, string, string];
    const next = async (from: string) => (await nextToSettle(home.db, world.projectId, await memberOf(judge), from, "behaviour"))?.trace ?? null;
    expect([await next(one), await next(two), await next(three)]).toEqual([two, three, one]);
    await round("blind 🙂", [judge], [two], "everything");
    expect([await next(one), await next(three)]).toEqual([three, one]);
    expect((await workOf(a)).lines.map(({ result, reopens }) => [result, reopens])).toEqual([[false, true], [false, true], [false, true]]);

    expect((await judge.call("POST", `${at}/adjudications/${one}/submit`, { revision: 0 })).status).toBe(200);
    expect(await next(three)).toBeNull();
    expect((await workOf(a)).lines.map(({ traceId, result, reopens }) => [traceId, result, reopens]).sort()).toEqual([[one, true, false], [two, false, true], [three, false, true]].sort());
    expect((await a.call("GET", `${at}/adjudications/${one}/feedback`)).status).toBe(200);
  });

  const lookAt = (who: Caller, trace: string, layer: string) =>
    workbenchOpening(home.db, { project: { id: world.projectId, slug: world.slug, name: "" }, accountId: who.accountId, membership: { id: who.membershipId, role: "annotator", handle: who.handle }, now: NOW }, { traceId: trace, layer });
  test.each([
    ["over HTTP", async (who: Caller, trace: string) => expect(await who.call("GET", `${at}/traces/${trace}/annotations`)).toMatchObject({ status: 200, body: { items: [{}, {}] } })],
    ["by its address", async (who: Caller, trace: string, layer: string) => expect(await lookAt(who, trace, layer)).toMatchObject({ layer, readOnly: true })],
  ])("D34: a layer that is asked for %s is noted where it is served; one's own is nothing new", async (way, ask) => {
    const [a, b] = [await newCaller(home.db, world), await newCaller(home.db, world)];
    const trace = await newTrace(home.db, world.projectId, { prompt: `Asked ${way} 🙂` });
    for (const who of [a, b]) expect((await label(who, trace, "", true)).status).toBe(200);
    await ask(a, trace, `annotator:${b.handle}`);
    await lookAt(b, trace, `annotator:${b.handle}`);
    for (const who of [a, b]) expect((await who.call("POST", `${at}/traces/${trace}/annotations/mine/operations`, { revision: 2, operations: [{ opId: "r", type: "reopen" }, { opId: "s", type: "submit" }] })).status).toBe(200);
    const { codebookId } = (await annotationsOfTrace(home.db, world.projectId, trace))[0]!.head;
    const { traces, withSuggestions } = await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId, least: 1, among: new Set([trace]) });
    expect([traces.flatMap(({ layers }) => layers.map(({ annotator }) => annotator)), withSuggestions]).toEqual([[b.handle], 1]);
  });

  test("D34: what others made of a trace and was looked at after submission counts once the work is reopened: then it is no longer independent", async () => {
    const [a, b] = [await newCaller(home.db, world), await newCaller(home.db, world)];
    const trace = await newTrace(home.db, world.projectId, { prompt: "Seen 🙂" });
    for (const who of [a, b]) expect((await label(who, trace, "", true)).status).toBe(200);
    const mine = `${at}/traces/${trace}/annotations/mine`;
    const look = (layer: string) => a.call("POST", `${mine}/reading`, { tab: "t", regions: [], activeSeconds: 1, layersInView: [layer] });
    const { codebookId } = (await annotationsOfTrace(home.db, world.projectId, trace))[0]!.head;
    const independent = async () => {
      const { traces, withSuggestions } = await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId, least: 1, among: new Set([trace]) });
      return { layers: traces.flatMap(({ layers }) => layers.map(({ annotator }) => annotator)).sort(), leftOut: withSuggestions };
    };
    const both = { layers: [a.handle, b.handle].sort(), leftOut: 0 };
    expect((await look("nobody's")).status).toBe(422);
    expect((await look(`annotator:${b.handle}`)).status).toBe(204);
    expect(await independent()).toEqual(both);
    const again = (opIds: readonly [string, string], revision: number) => a.call("POST", `${mine}/operations`, { revision, operations: [{ opId: opIds[0], type: "reopen" }, { opId: opIds[1], type: "submit" }] });
    expect((await again(["r1", "s1"], 2)).status).toBe(200);
    expect(await independent()).toEqual({ layers: [b.handle], leftOut: 1 });
    // Reopening without having looked changes nothing.
    const unread = `${at}/traces/${trace}/annotations/mine/operations`;
    expect((await b.call("POST", unread, { revision: 2, operations: [{ opId: "r", type: "reopen" }, { opId: "s", type: "submit" }] })).status).toBe(200);
    expect(await independent()).toEqual({ layers: [b.handle], leftOut: 1 });
  });
});
