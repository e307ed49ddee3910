import { beforeAll, expect, test } from "vitest";
import { joinPasses } from "@/core/annotation/join-passes";
import { toFold } from "@/core/annotation/serialize";
import { annotationsOfTrace } from "@/data/annotations";
import { queueCounts } from "@/data/assignments";
import { finishedWork } from "@/data/finished-work";
import { measureEmergence } from "@/features/emergence/measure-emergence";
import { EmergenceQuery } from "@/features/emergence/schema";
import { roundsView, waitingFor } from "@/features/rounds/loaders";
import { ownWorkView } from "@/features/rounds/own-work";
import { workbenchOpening } from "@/features/workbench/loaders";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const check = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };
const smile = { field: "cot", label: "branching", start: 0, end: 1, quote: "🙂" };
interface Claimed { assignment: { id: string; traceId: string; window: { start: number; end: number } | null; suggestionsShown: boolean } }

onBothHomes("R: what rounds enforce over HTTP", (home) => {
  let world: World;
  let owner: Caller;
  let people: Caller[];
  let at: string;
  let made = 0;

  beforeAll(() => { serveFrom(home.db); });
  async function fresh(annotators = 2): Promise<void> {
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    people = [];
    for (let k = 0; k < annotators; k++) people.push(await newCaller(home.db, world, { scope: "write" }));
    at = `/api/v1/projects/${world.slug}`;
  }
  const claim = (who: Caller) => who.call<Claimed>("POST", `${at}/queue/claim`, {});
  async function finish(who: Caller, trace: string, spans: readonly object[], place = ""): Promise<void> {
    const tag = `x${++made}`;
    const operations = [...spans.map((span, k) => ({ opId: `${tag}-${k}`, type: "addSpan", span: { id: `${tag}-${k}`, ...span } })), ...(spans.length === 0 ? [{ opId: `${tag}-e`, type: "setEmpty", from: false, to: true }] : []), { opId: `${tag}-s`, type: "submit" }];
    expect(await who.call("POST", `${at}/traces/${trace}/annotations/mine/operations${place}`, { revision: 0, operations })).toMatchObject({ status: 200 });
  }
  const round = async (over: object): Promise<string> => {
    const answer = await owner.call<{ id: string }>("POST", `${at}/rounds`, { name: `Round 🙂 ${++made}`, annotators: people.map(({ handle }) => handle), seed: 7, ...over });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  /** Gold by the way of two who agree. */
  async function goldOn(trace: string): Promise<void> {
    const [a, b] = [await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    for (const who of [a, b]) await finish(who, trace, [check]);
    const bench = await owner.call<{ revision: number }>("GET", `${at}/adjudications/${trace}`);
    expect((await owner.call("POST", `${at}/adjudications/${trace}/submit`, { revision: bench.body.revision })).status).toBe(200);
  }

  test("R15: below the pass mark the rest stays closed, a researcher can let people pass, and whoever is good enough goes on at once", async () => {
    await fresh();
    const known = [await newTrace(home.db, world.projectId, { prompt: "known 1 🙂" }), await newTrace(home.db, world.projectId, { prompt: "known 2" })];
    for (const trace of known) await goldOn(trace);
    for (let k = 0; k < 4; k++) await newTrace(home.db, world.projectId, { prompt: `new ${k} 🙂` });
    const id = await round({ design: { qualification: { size: 2, passMark: 0.7 } } });
    const [good, weak] = people;
    for (const [who, spans] of [[good!, [check]], [weak!, [smile]]] as const) {
      for (let k = 0; k < 2; k++) {
        const { assignment } = (await claim(who)).body;
        expect(known).toContain(assignment.traceId);
        await finish(who, assignment.traceId, spans, `?assignment=${assignment.id}`);
      }
    }
    const next = await claim(good!);
    expect(next.status).toBe(200);
    expect(known).not.toContain(next.body.assignment.traceId);
    expect((await claim(weak!)).status).toBe(204);
    expect((await claim(weak!)).status).toBe(204);
    expect((await owner.call("PATCH", `${at}/rounds/${id}`, { qualified: weak!.handle })).status).toBe(200);
    expect((await claim(weak!)).status).toBe(200);
    expect((await owner.call("POST", `${at}/rounds/preview`, { name: "too many 🙂", annotators: people.map(({ handle }) => handle), design: { qualification: { size: 9, passMark: 0.7 } } })).body).toMatchObject({ errors: [{ field: "design.qualification.size" }] });
  });

  test("R16: the same text of the same prompt is labelled once; the copy says where it is from, follows its original and stays out of agreement", async () => {
    await fresh(1);
    const [one, two] = [await newTrace(home.db, world.projectId, { prompt: "twins 🙂", sample: 0 }), await newTrace(home.db, world.projectId, { prompt: "twins 🙂", sample: 1 })];
    await round({ design: {} });
    const { assignment } = (await claim(people[0]!)).body;
    const [original, twin] = assignment.traceId === one ? [one, two] : [two, one];
    const place = `?assignment=${assignment.id}`;
    await finish(people[0]!, original, [check], place);
    expect((await claim(people[0]!)).status).toBe(204);
    const copyOf = async () => (await annotationsOfTrace(home.db, world.projectId, twin))[0]!;
    const [source] = await annotationsOfTrace(home.db, world.projectId, original);
    const first = await copyOf();
    expect(first.head).toMatchObject({ status: "submitted", layer: `annotator:${people[0]!.handle}`, provenance: { copiedFrom: source!.head.id, copiedTrace: original } });
    expect([...first.annotation.spans.values()].map(({ label, quote }) => [label, quote])).toEqual([["verification", "Wait, 3+4=7, yes."]]);
    const more = [{ opId: "r🙂".replace("🙂", "1"), type: "reopen" }, { opId: "r2", type: "addSpan", span: { id: "more", ...smile } }, { opId: "r3", type: "submit" }];
    expect(await people[0]!.call("POST", `${at}/traces/${original}/annotations/mine/operations${place}`, { revision: 2, operations: more })).toMatchObject({ status: 200 });
    expect((await copyOf()).annotation.spans.size).toBe(2);
    const work = await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId: world.codebookId });
    expect(work.alone).toBe(1);
  });

  test("R13: a window is told, spans outside it are refused, and only it counts as read", async () => {
    await fresh(1);
    const cot = Array.from({ length: 60 }, (_, i) => `Step ${String(i).padStart(2, "0")} is here 🙂 and goes on for a while.`).join("\n\n");
    await newTrace(home.db, world.projectId, { prompt: "long", cot });
    await round({ design: { window: { longerThan: 1000, steps: 10 } } });
    const { assignment } = (await claim(people[0]!)).body;
    const { start, end } = assignment.window!;
    const text = Array.from(cot);
    const span = (from: number) => ({ id: `w${from}`, field: "cot", label: "branching", start: from, end: from + 4, quote: text.slice(from, from + 4).join("") });
    const save = (from: number) => people[0]!.call("POST", `${at}/traces/${assignment.traceId}/annotations/mine/operations?assignment=${assignment.id}`, { revision: 0, operations: [{ opId: `o${from}`, type: "addSpan", span: span(from) }] });
    expect((await save(start === 0 ? end + 3 : 0)).status).toBe(422);
    expect((await save(start)).status).toBe(200);
    const [row] = await home.db.query<{ chance: number }>(`SELECT "inclusion_probability" AS chance FROM "assignment" WHERE "project_id" = $1 AND "id" = $2`, [world.projectId, assignment.id]);
    expect(row!.chance).toBeCloseTo(1 / 6, 12);
  });

  test("R17: the truth pass opens after the behaviour pass, which is frozen from then on", async () => {
    await fresh(2);
    const trace = await newTrace(home.db, world.projectId, { prompt: "passes 🙂" });
    await round({ pass: "behaviour", annotators: [people[0]!.handle] });
    await round({ pass: "truth", annotators: [people[1]!.handle] });
    expect((await claim(people[1]!)).status).toBe(204);
    const first = (await claim(people[0]!)).body.assignment;
    expect((await claim(people[1]!)).status).toBe(204);
    await people[0]!.call("POST", `${at}/traces/${trace}/annotations/mine/operations?assignment=${first.id}`, { revision: 0, operations: [{ opId: "b1", type: "addSpan", span: { id: "b1", ...check } }] });
    expect(await people[0]!.call("POST", `${at}/traces/${trace}/annotations/mine/operations?pass=truth`, { revision: 0, operations: [{ opId: "t", type: "setEmpty", from: false, to: true }] })).toMatchObject({ status: 409 });
    expect((await people[0]!.call("POST", `${at}/traces/${trace}/annotations/mine/operations?assignment=${first.id}`, { revision: 1, operations: [{ opId: "b2", type: "submit" }] })).status).toBe(200);
    const second = (await claim(people[1]!)).body.assignment;
    const place = `${at}/traces/${trace}/annotations/mine`;
    const begun = (await people[1]!.call<{ revision: number }>("GET", `${place}?assignment=${second.id}`)).body;
    await people[1]!.call("POST", `${place}/operations?assignment=${second.id}`, { revision: begun.revision, operations: [{ opId: "t1", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "🙂" } }] });
    expect(await people[0]!.call("POST", `${place}/operations?assignment=${first.id}`, { revision: 2, operations: [{ opId: "b3", type: "reopen" }] })).toMatchObject({ status: 403 });
  });

  test("R17: what nobody can claim any more holds no truth pass back, counts for nobody and hides nothing", async () => {
    await fresh(2);
    const trace = await newTrace(home.db, world.projectId, { prompt: "again 🙂" });
    const [first, truth] = people;
    await round({ annotators: [first!.handle] });
    const again = await round({ annotators: [first!.handle], hidden: "everything" }); // the same trace for the same person: never claimed
    await round({ pass: "truth", annotators: [truth!.handle], hidden: "everything" });
    const { id } = (await claim(first!)).body.assignment;
    expect((await claim(truth!)).status).toBe(204);
    await finish(first!, trace, [check], `?assignment=${id}`);
    const counts = () => queueCounts(home.db, world.projectId, truth!.membershipId, NOW);
    expect((await claim(truth!)).status).toBe(200);
    const about = async (who: Caller) => Object.keys((await who.call<object>("GET", `${at}/traces/${trace}`)).body);
    expect(await about(truth!)).not.toContain("model");
    expect(await about(truth!)).toContain("referenceAnswer");
    expect(await about(first!)).not.toContain("model");
    expect((await owner.call("PATCH", `${at}/rounds/${again}`, { closed: true })).status).toBe(200);
    expect(await about(first!)).toContain("model");
    const more = await round({ annotators: [truth!.handle] });
    expect((await counts()).open).toBe(1);
    await owner.call("PATCH", `${at}/rounds/${more}`, { closed: true });
    expect((await counts()).open).toBe(0);
  });

  test("R17, A33: a claimed truth pass begins with the gold of the behaviour pass, else with the one work there is, in the page, over HTTP and at the first save alike, once", async () => {
    await fresh(3);
    const [settled, alone] = [await newTrace(home.db, world.projectId, { prompt: "settled 🙂" }), await newTrace(home.db, world.projectId, { prompt: "alone 🙂" })];
    await goldOn(settled);
    const [first, , truth] = people;
    await finish(first!, alone, [smile]);
    await round({ pass: "truth", annotators: [truth!.handle] });
    interface Mine { revision: number; spans: { label: string; start: number; end: number; quote: string; provenance: { origin: string; source?: string } }[] }
    for (let k = 0; k < 2; k++) {
      const { id, traceId } = (await claim(truth!)).body.assignment;
      const [label, source, { start, end, quote }] = traceId === settled ? ["verification", "gold", check] as const : ["branching", "behaviour", smile] as const;
      const mine = `${at}/traces/${traceId}/annotations/mine`;
      // Three at once, as two tabs and a script: one of them begins it.
      const [page, asked] = await Promise.all([
        workbenchOpening(home.db, { project: { id: world.projectId, slug: world.slug, name: "" }, accountId: truth!.accountId, membership: { id: truth!.membershipId, role: "annotator", handle: truth!.handle }, now: NOW }, { traceId, assignment: id }),
        truth!.call<Mine>("GET", `${mine}?assignment=${id}`), truth!.call("PUT", `${mine}?assignment=${id}`, { revision: 0, answers: {} }),
      ]);
      expect(asked.body.spans).toMatchObject([{ label, start, end, quote, provenance: { origin: "accepted", source } }]);
      expect(page?.annotation.spans).toMatchObject([{ label, start, end, quote }]);
      const again = (await truth!.call<Mine>("GET", `${mine}?assignment=${id}`)).body;
      expect(again).toMatchObject({ revision: 1, spans: asked.body.spans });
      expect((await truth!.call("POST", `${mine}/operations?assignment=${id}`, { revision: 1, operations: [{ opId: `s${k}`, type: "submit" }] })).status).toBe(200);
    }
  });

  test("R17: where two finished the behaviour pass, the truth pass opens for everybody when it is adjudicated, so that all judge the same spans", async () => {
    await fresh(3);
    const trace = await newTrace(home.db, world.projectId, { prompt: "settled by one 🙂" });
    const [first, later, truth] = people;
    await finish(first!, trace, [check]);
    await round({ pass: "truth", annotators: [first!.handle, truth!.handle], overlap: 2 });
    await finish(later!, trace, [check]);
    for (const who of [first!, truth!]) expect((await claim(who)).status).toBe(204);
    const bench = await owner.call<{ revision: number }>("GET", `${at}/adjudications/${trace}`);
    expect((await owner.call("POST", `${at}/adjudications/${trace}/submit`, { revision: bench.body.revision })).status).toBe(200);
    for (const who of [first!, truth!]) {
      const { id } = (await claim(who)).body.assignment;
      expect((await who.call<{ spans: object[] }>("GET", `${at}/traces/${trace}/annotations/mine?assignment=${id}`)).body.spans).toMatchObject([{ ...check, provenance: { origin: "accepted", source: "gold" } }]);
    }
  });

  test("R17: what waits for the behaviour pass or for its adjudication is counted for researchers and for those whose queue it is in, until it opens", async () => {
    await fresh(2);
    const trace = await newTrace(home.db, world.projectId, { prompt: "waits 🙂" });
    const [first, truth] = people;
    await round({ annotators: [first!.handle] });
    const id = await round({ pass: "truth", annotators: [truth!.handle] });
    const told = async () => [(await roundsView(home.db, world.projectId)).lines.find((line) => line.id === id)!.waiting, await waitingFor(home.db, world.projectId, truth!.membershipId)];
    const nothing = { behaviour: 0, adjudication: 0 };
    expect(await told()).toEqual([{ behaviour: 1, adjudication: 0 }, { behaviour: 1, adjudication: 0 }]);
    expect(await waitingFor(home.db, world.projectId, first!.membershipId)).toEqual(nothing);
    const { assignment } = (await claim(first!)).body;
    await finish(first!, trace, [check], `?assignment=${assignment.id}`);
    expect(await told()).toEqual([nothing, nothing]);
    await finish(await newCaller(home.db, world, { scope: "write" }), trace, [smile]);
    expect(await told()).toEqual([{ behaviour: 0, adjudication: 1 }, { behaviour: 0, adjudication: 1 }]);
    expect((await claim(truth!)).status).toBe(204);
    expect((await owner.call("PATCH", `${at}/rounds/${id}`, { closed: true })).status).toBe(200);
    expect(await told()).toEqual([nothing, nothing]);
  });

  test("R25: in a blind round in progress nothing tells an annotator which of the traces they submitted were hidden gold; when it is closed, they read what became of all", async () => {
    await fresh(2);
    const known = await newTrace(home.db, world.projectId, { prompt: "known 🙂" });
    await goldOn(known);
    const settled = await newTrace(home.db, world.projectId, { prompt: "settled meanwhile 🙂" });
    await newTrace(home.db, world.projectId, { prompt: "left as it is 🙂" });
    const id = await round({ hidden: "everything", design: { overlap: { share: 1, fold: 2 }, goldEvery: 2 } });
    for (const who of people) {
      for (let next = await claim(who); next.status === 200; next = await claim(who)) await finish(who, next.body.assignment.traceId, [check], `?assignment=${next.body.assignment.id}`);
    }
    expect((await owner.call("POST", `${at}/adjudications/${settled}/submit`, { revision: (await owner.call<{ revision: number }>("GET", `${at}/adjudications/${settled}`)).body.revision })).status).toBe(200);
    const [who] = people;
    const member = { id: who!.membershipId, handle: who!.handle, role: "annotator" as const };
    const told = async () => {
      const { lines } = await ownWorkView(home.db, world.projectId, member, undefined, new Date());
      return Promise.all(lines.map(async ({ traceId, result, reopens }) => ({
        traceId, result, reopens, feedback: (await who!.call("GET", `${at}/adjudications/${traceId}/feedback`)).status,
        layers: (await who!.call<{ items: { layer: string }[] }>("GET", `${at}/traces/${traceId}/annotations`)).body.items.map(({ layer }) => layer).filter((layer) => layer !== `annotator:${who!.handle}`).length,
        state: (await who!.call<{ items: { id: string; state?: string }[] }>("GET", `${at}/traces`)).body.items.find((item) => item.id === traceId)!.state,
      })));
    };
    const figures = async () => (await who!.call<{ all: object }>("GET", `${at}/members/${who!.membershipId}/figures`)).body.all;
    const during = await told();
    expect(during).toHaveLength(3);
    for (const line of during) expect(line).toEqual({ traceId: line.traceId, result: false, reopens: line.traceId !== settled, feedback: 404, layers: 0, state: undefined });
    expect((await who!.call("GET", `${at}/traces?status=adjudicated`)).status).toBe(403);
    expect(await figures()).toMatchObject({ items: 3, known: { n: 0 }, gold: { n: 0 }, others: { n: 0 } });
    const { assignment, revision } = (await ownWorkView(home.db, world.projectId, member, undefined, new Date())).lines.find(({ traceId }) => traceId === known)!;
    expect(await who!.call("POST", `${at}/traces/${known}/annotations/mine/operations?assignment=${assignment}`, { revision, operations: [{ opId: "again-1", type: "reopen" }, { opId: "again-2", type: "submit" }] })).toMatchObject({ status: 200 });
    expect((await owner.call("GET", `${at}/adjudications?state=done`)).body).toMatchObject({ items: [{}, {}] });

    expect((await owner.call("PATCH", `${at}/rounds/${id}`, { closed: true })).status).toBe(200);
    const after = new Map((await told()).map((line) => [line.traceId, line]));
    for (const trace of [known, settled]) expect(after.get(trace)).toMatchObject({ result: true, reopens: false, feedback: 200, state: "adjudicated" });
    expect(after.get(known)!.layers).toBe(4);
    expect(await figures()).toMatchObject({ known: { n: 1 }, gold: { n: 2 } });
  });

  test("R17, A34: two finish the truth pass, it is adjudicated like any other, and its gold is measured as one with that of the behaviour pass", async () => {
    await fresh(2);
    const trace = await newTrace(home.db, world.projectId, { prompt: "both passes 🙂" });
    await goldOn(trace);
    await round({ pass: "truth", overlap: 2 });
    for (const who of people) {
      const { id } = (await claim(who)).body.assignment;
      const mine = `${at}/traces/${trace}/annotations/mine`;
      const held = (await who.call<{ revision: number; spans: { id: string }[] }>("GET", `${mine}?assignment=${id}`)).body;
      const tag = `v${++made}`;
      const operations = [
        { opId: tag, type: "changeSpan", id: held.spans[0]!.id, from: { note: "" }, to: { note: "right 🙂" } },
        { opId: `${tag}-s`, type: "submit" },
      ];
      expect(await who.call("POST", `${mine}/operations?assignment=${id}`, { revision: held.revision, operations })).toMatchObject({ status: 200 });
    }
    const bench = await owner.call<{ revision: number }>("GET", `${at}/adjudications/${trace}?pass=truth`);
    expect((await owner.call("POST", `${at}/adjudications/${trace}/submit?pass=truth`, { revision: bench.body.revision })).status).toBe(200);
    const gold = (await annotationsOfTrace(home.db, world.projectId, trace)).filter(({ head }) => head.layer === "gold");
    const folds = gold.map(({ head, annotation }) => ({ pass: head.pass, fold: toFold(annotation) }));
    expect(folds.map(({ pass, fold }) => [pass, fold.spans.length]).sort()).toEqual([["behaviour", 1], ["truth", 1]]);
    expect(joinPasses(folds).spans).toMatchObject([{ label: "verification", quote: check.quote, note: "right 🙂" }]);
  });

  test("R: suggestions are hidden where the round withholds them and seen where it shows them, in a blind round as well", async () => {
    await fresh(1);
    const ids = [];
    for (let k = 0; k < 4; k++) ids.push(await newTrace(home.db, world.projectId, { prompt: `suggest ${k} 🙂` }));
    expect((await owner.call("POST", `${at}/suggestions`, { detector: { name: "cues", version: "1" }, items: ids.map((traceId) => ({ traceId, spans: [{ id: "s1", ...check }] })) })).body).toMatchObject({ spans: 4 });
    await round({ hidden: "everything", design: { suggestions: { shown: true, withheldShare: 0.5 } } });
    for (let k = 0; k < 4; k++) {
      const { assignment } = (await claim(people[0]!)).body;
      const layers = (await people[0]!.call<{ detectors: unknown[] }>("GET", `${at}/traces/${assignment.traceId}/annotations`)).body;
      expect(layers.detectors.length).toBe(assignment.suggestionsShown ? 1 : 0);
      await finish(people[0]!, assignment.traceId, [check], `?assignment=${assignment.id}`);
    }
    const other = await newCaller(home.db, world, { scope: "write" });
    for (const id of ids) await finish(other, id, [check]);
    expect(await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId: world.codebookId })).toMatchObject({ withSuggestions: 2, traces: [{}, {}] });
  });

  test("R14: where the most uncertain comes first the queue hands out traces by how much detectors differ, of runs that have ended", async () => {
    await fresh(1);
    const ids: string[] = [];
    for (let k = 0; k < 6; k++) ids.push(await newTrace(home.db, world.projectId, { prompt: `uncertain ${k} 🙂` }));
    const say = (name: string, of: (k: number) => readonly object[]) => owner.call("POST", `${at}/suggestions`, { detector: { name, version: "1" }, items: ids.map((traceId, k) => ({ traceId, spans: of(k).map((span, i) => ({ id: `s${i}`, ...span })) })) });
    // On 0 and 1 they differ in all that they find, on 2 and 3 in half of it, on 4 and 5 in nothing.
    expect((await say("one", (k) => (k < 2 ? [smile] : [check, ...(k < 4 ? [smile] : [])]))).status).toBe(200);
    expect((await say("two", () => [check])).status).toBe(200);
    expect((await say("half", (k) => (k >= 4 ? [smile] : []))).status).toBe(200);
    await home.db.query(`UPDATE "detector" SET "config" = "config" || '{"complete": false}' WHERE "project_id" = $1 AND "name" = 'half'`, [world.projectId]);
    expect((await owner.call("POST", `${at}/rounds`, { name: "Estimates 🙂", annotators: [people[0]!.handle], seed: 7, design: { order: "uncertain" } })).status).toBe(422);
    await round({ design: { order: "uncertain", forEstimation: false } });
    const order: number[] = [];
    for (let k = 0; k < 6; k++) {
      const { assignment } = (await claim(people[0]!)).body;
      order.push(Math.floor(ids.indexOf(assignment.traceId) / 2));
      await finish(people[0]!, assignment.traceId, [check], `?assignment=${assignment.id}`);
    }
    expect(order).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test("R20: in a blind round the tenth submitted trace is asked about, once, and the answers go into the emergence report; an open round asks nothing", async () => {
    await fresh(1);
    for (let k = 0; k < 12; k++) await newTrace(home.db, world.projectId, { prompt: `guess ${k} 🙂`, model: "m", checkpoint: { name: k % 2 === 0 ? "step-0" : "step-100", step: (k % 2) * 100 } } as Parameters<typeof newTrace>[2]);
    await round({ hidden: "everything" });
    const who = people[0]!;
    const asked = () => who.call<{ assignment: string }>("GET", `${at}/queue/guess`);
    let last = { id: "", traceId: "" };
    for (let k = 1; k <= 10; k++) {
      last = (await claim(who)).body.assignment;
      await finish(who, last.traceId, [check], `?assignment=${last.id}`);
      expect((await asked()).status).toBe(k === 10 ? 200 : 204);
    }
    expect((await asked()).body).toEqual({ assignment: last.id });
    const late = (await owner.call<{ checkpoint: { step: number } }>("GET", `${at}/traces/${last.traceId}`)).body.checkpoint.step === 100;
    const next = (await claim(who)).body.assignment; // the next one may be open already
    const guess = (assignment: string, said: string, by = who) => by.call("POST", `${at}/queue/${assignment}/guess`, { guess: said });
    expect((await guess(next.id, "late")).status).toBe(409);
    expect((await guess(last.id, "middle")).status).toBe(422);
    expect((await guess(last.id, "late", owner)).status).toBe(409);
    expect((await guess(last.id, late ? "late" : "early")).status).toBe(204);
    expect((await guess(last.id, "early")).status).toBe(409);
    expect((await asked()).status).toBe(204);
    expect(await measureEmergence(home.db, world.projectId, EmergenceQuery.parse({ model: "m", resamples: 200 }))).toMatchObject({ blinding: { right: 1, n: 1, unsure: 0, verdict: "not shown" } });
    await fresh(1);
    for (let k = 0; k < 11; k++) await newTrace(home.db, world.projectId, { prompt: `open ${k} 🙂` });
    await round({});
    for (let k = 1; k <= 10; k++) {
      const { assignment } = (await claim(people[0]!)).body;
      await finish(people[0]!, assignment.traceId, [check], `?assignment=${assignment.id}`);
    }
    expect((await people[0]!.call("GET", `${at}/queue/guess`)).status).toBe(204);
  });

  test("R11: names in the texts are found before a blind round is made", async () => {
    await fresh(1);
    const leaking = await newTrace(home.db, world.projectId, { prompt: "who? 🙂", cot: "🙂 I am Demo-B, so 7.", model: "demo-b", checkpoint: { name: "step-100", step: 100 } } as Parameters<typeof newTrace>[2]);
    await newTrace(home.db, world.projectId, { prompt: "other", cot: "demo-bb and step-1000 are others." });
    expect((await owner.call("POST", `${at}/rounds/leaks`, {})).body).toMatchObject({ looked: 2, traces: 1, items: [{ trace: leaking, name: "demo-b", field: "cot", at: 7 }] });
  });

  test("contract: open and skipped items are handed on, never one that the other has already", async () => {
    await fresh(2);
    for (let k = 0; k < 3; k++) await newTrace(home.db, world.projectId, { prompt: `hand on ${k} 🙂` });
    const id = await round({ overlap: 1, annotators: [people[0]!.handle] });
    const { assignment } = (await claim(people[0]!)).body;
    expect((await people[0]!.call("POST", `${at}/queue/${assignment.id}/skip`, { reason: "too long 🙂" })).status).toBe(204);
    await finish(people[1]!, (await claim(people[0]!)).body.assignment.traceId, [check]);
    expect((await owner.call("POST", `${at}/rounds/${id}/reassign`, { from: people[0]!.handle, to: people[1]!.handle, skipped: true })).body).toEqual({ moved: 2 });
    expect((await claim(people[1]!)).status).toBe(200);
    expect((await owner.call("POST", `${at}/rounds/${id}/reassign`, { from: "nobody", to: null })).status).toBe(422);
  });

  test("contract: what somebody skips goes back to the pool for the others, not for them", async () => {
    await fresh(2);
    const trace = await newTrace(home.db, world.projectId, { prompt: "skip 🙂" });
    await round({ annotators: [], overlap: 1 });
    const { assignment } = (await claim(people[0]!)).body;
    expect((await people[0]!.call("POST", `${at}/queue/${assignment.id}/skip`, { reason: "🙂 not mine" })).status).toBe(204);
    expect((await claim(people[0]!)).status).toBe(204);
    expect((await claim(people[1]!)).body.assignment.traceId).toBe(trace);
  });
});
