import { beforeAll, expect, test } from "vitest";
import { BLIND_FIELDS } from "@/core/access/blinding";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

interface Row { id: string; externalId?: string; model?: string; checkpoint?: { name: string; step: number | null }; state?: string; opening: string }
interface List { items: Row[]; next: string | null }
interface Layers { items: { layer: string }[]; detectors: { layer: string; spans: object[] }[] }
const span = { id: "s1", field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };

onBothHomes("traces over HTTP", (home) => {
  let world: World;
  let owner: Caller;
  let base: string;
  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    base = `/api/v1/projects/${world.slug}`;
    for (const k of [0, 1, 2, 3, 4]) {
      await newTrace(home.db, world.projectId, {
        externalId: `ex-${k}`, prompt: `Question ${k} 🙂`, model: k < 3 ? "demo-a" : "demo-b", checkpoint: { name: `step-${k}00`, step: k * 100 }, correct: k % 2 === 0, language: k === 4 ? "zh" : "en",
        dataset: "demo", metadata: '{"secret":"🤫"}', referenceAnswer: "7",
      });
    }
  });
  const list = async (query = "", caller = owner) => (await caller.call<List>("GET", `${base}/traces${query}`)).body;

  test("a list is paged by a cursor that says nothing, and has no texts", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: List = await list(`?limit=2${next === "" ? "" : `&cursor=${next}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ externalId }) => externalId!));
      next = page.next;
      if (next !== null) expect(next).not.toContain("ex-");
    }
    expect(seen).toEqual(["ex-0", "ex-1", "ex-2", "ex-3", "ex-4"]);
    expect(JSON.stringify(await list())).not.toContain("Wait, 3+4");
    expect((await owner.call("GET", `${base}/traces?cursor=nothing`)).status).toBe(422);
  });

  test.each([
    ["?model=demo-b", ["ex-3", "ex-4"]], ["?checkpoint=step-000&checkpoint=step-400", ["ex-0", "ex-4"]], ["?correct=false", ["ex-1", "ex-3"]], ["?language=zh", ["ex-4"]], ["?q=QUESTION%203", ["ex-3"]],
    ["?q=%F0%9F%99%82&model=demo-b", ["ex-3", "ex-4"]], ["?status=adjudicated", []], ["?minLength=27", []], ["?model=nobody", []],
  ])("filters: %s", async (query, expected) => {
    expect((await list(query)).items.map(({ externalId }) => externalId)).toEqual(expected);
  });

  test("a filter is kept by whoever kept it, replaced under its name, and forgotten", async () => {
    const other = await newCaller(home.db, world, { role: "viewer" });
    const kept = await owner.call<{ id: string }>("POST", `${base}/views`, { name: "Wrong 🙈", query: "correct=false&model=demo-a" });
    expect(kept.status).toBe(200);
    await owner.call("POST", `${base}/views`, { name: "Wrong 🙈", query: "correct=false" });
    expect((await owner.call("GET", `${base}/views`)).body).toEqual({ items: [{ id: kept.body.id, name: "Wrong 🙈", query: "correct=false" }], next: null });
    expect((await other.call("GET", `${base}/views`)).body).toEqual({ items: [], next: null });
    expect((await other.call("DELETE", `${base}/views/${kept.body.id}`)).status).toBe(404);
    expect((await owner.call("POST", `${base}/views`, { name: "Bad", query: "a b" })).status).toBe(422);
    expect((await owner.call("DELETE", `${base}/views/${kept.body.id}`)).status).toBe(204);
    expect((await owner.call("GET", `${base}/views`)).body).toEqual({ items: [], next: null });
  });

  test("one trace comes with its texts and steps, once: then its tag is enough", async () => {
    const { items } = await list("?q=Question%200");
    const path = `${base}/traces/${items[0]!.id}`;
    const trace = await owner.call<{ cot: string; stepEnds: number[]; checkpoint: object; metadata: string }>("GET", path);
    expect(trace.body).toMatchObject({ prompt: "Question 0 🙂", cot: "🙂 So 7.\n\nWait, 3+4=7, yes.", cotLength: 26, checkpoint: { name: "step-000", step: 0 }, model: "demo-a", metadata: '{"secret":"🤫"}' });
    expect(trace.body.stepEnds.at(-1)).toBe(26);
    const again = await owner.call("GET", path, undefined, { "if-none-match": trace.headers.get("etag")! });
    expect(again.status).toBe(304);
    expect(again.body).toBeNull();
    expect((await owner.call("GET", `${base}/traces/nothing`)).status).toBe(404);
  });

  test("runs are counted", async () => {
    const { body } = await owner.call<{ items: { model: string; traces: number }[] }>("GET", `${base}/runs`);
    expect(body.items.map(({ model, traces }) => [model, traces])).toEqual([["demo-a", 1], ["demo-a", 1], ["demo-a", 1], ["demo-b", 1], ["demo-b", 1]]);
  });

  test("H10: a blind round hides from annotators where a trace came from, in every answer, until they have submitted", async () => {
    const annotator = await newCaller(home.db, world);
    const other = await newCaller(home.db, world);
    const { items: [first, second] } = await list();
    await other.call("POST", `${base}/traces/${first!.id}/annotations/mine/operations`, { revision: 0, operations: [{ opId: "o1", type: "addSpan", span }, { opId: "o2", type: "submit" }] });
    await owner.call("POST", `${base}/suggestions`, { detector: { name: "cues", version: "1" }, items: [{ traceId: first!.id, spans: [span] }] });
    const round = await owner.call("POST", `${base}/rounds`, { name: "blind 🙂", traces: [first!.id], annotators: [annotator.handle], hidden: "everything" });
    expect(round).toMatchObject({ status: 201, body: { hidden: [...BLIND_FIELDS], assignments: { open: 1 } } });

    const path = `${base}/traces/${first!.id}`;
    const texts = async () => {
      const answers = [await annotator.call("GET", path), await annotator.call("GET", `${base}/traces`), await annotator.call("GET", `${path}/annotations`), await annotator.call("GET", `${path}/annotations/mine`)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      return answers.map(({ body }) => body);
    };
    const claim = await annotator.call<{ assignment: { id: string }; trace: object }>("POST", `${base}/queue/claim`, {});
    for (const body of [claim.body, (await texts())[0]]) {
      expect(JSON.stringify(body)).not.toMatch(/demo-a|step-000|ex-0|referenceAnswer|correct|secret|metadata|dataset|importId|Sha256|createdAt/);
      expect(JSON.stringify(body)).toContain("Wait, 3+4=7, yes.");
    }
    const [, rows, layers] = await texts() as [object, List, Layers];
    expect(rows.items.find(({ id }) => id === first!.id)).toEqual({ id: first!.id, opening: "Question 0 🙂", cotLength: 26, steps: expect.any(Number), tokens: null, truncated: false, language: "en" });
    expect(rows.items.find(({ id }) => id === second!.id)).toMatchObject({ externalId: "ex-1", model: "demo-a" });
    expect(layers).toMatchObject({ items: [], detectors: [] });
    for (const query of ["checkpoint=step-000", "model=demo-a", "correct=true", "dataset=demo", "label=verification", "status=finished", `annotator=${other.handle}`, "disagreement=true"]) {
      expect(await annotator.call("GET", `${base}/traces?${query}`), query).toMatchObject({ status: 403, body: { kind: "hidden-field" } });
    }
    expect((await annotator.call("GET", `${base}/traces?q=Question&minLength=1&language=en`)).status).toBe(200);
    expect((await annotator.call("GET", `${base}/runs`)).status).toBe(403);
    // The same for everybody who has the assignment, and only for them.
    expect((await other.call<Row>("GET", path)).body).toMatchObject({ externalId: "ex-0", model: "demo-a" });

    const mine = `${path}/annotations/mine/operations?assignment=${claim.body.assignment.id}`;
    expect(await annotator.call("POST", mine, { revision: 0, operations: [{ opId: "o1", type: "addSpan", span }, { opId: "o2", type: "submit" }] })).toMatchObject({ status: 200, body: { revision: 2 } });
    expect((await annotator.call<Row>("GET", path)).body).toMatchObject({ externalId: "ex-0", checkpoint: { name: "step-000" } });
    expect((await annotator.call<Layers>("GET", `${path}/annotations`)).body).toMatchObject({ items: [{ layer: `annotator:${other.handle}` }, { layer: `annotator:${annotator.handle}` }], detectors: [{ layer: "detector:cues@1", spans: [{ id: "s1" }] }] });
    expect((await annotator.call("GET", `${base}/traces?checkpoint=step-000`)).status).toBe(200);
  });

  test("H10: what anybody may still claim blinds annotators, not those who only look", async () => {
    const { items } = await list("?q=Question%203");
    await owner.call("POST", `${base}/rounds`, { name: "pool 🙂", traces: [items[0]!.id], hidden: ["checkpoint", "model"] });
    const [annotator, viewer] = [await newCaller(home.db, world), await newCaller(home.db, world, { role: "viewer" })];
    const path = `${base}/traces/${items[0]!.id}`;
    expect((await annotator.call<Row>("GET", path)).body).not.toHaveProperty("model");
    expect((await viewer.call<Row>("GET", path)).body).toMatchObject({ model: "demo-b" });
  });

  test("suggestions are checked like spans, and all are written or none", async () => {
    const { items: [first, second] } = await list("?model=demo-a");
    const send = (spans: object[]) => owner.call<{ errors?: { field: string }[] }>("POST", `${base}/suggestions`, { detector: { name: "judge", version: "2" }, items: [{ traceId: second!.id, spans: [span] }, { traceId: first!.id, spans }] });
    expect((await send([{ ...span, quote: "wait" }, { ...span, label: "astrology" }])).body.errors?.map(({ field }) => field)).toEqual(["items.1.spans.0", "items.1.spans.1.label", "items.1.spans.1.id"]);
    expect((await owner.call<Layers>("GET", `${base}/traces/${second!.id}/annotations`)).body.detectors).toEqual([]);
    expect(await send([span])).toMatchObject({ status: 200, body: { layer: "detector:judge@2", traces: 2, spans: 2 } });
    expect(await send([])).toMatchObject({ status: 200, body: { spans: 1 } });
    const layers = (await owner.call<Layers>("GET", `${base}/traces/${first!.id}/annotations`)).body.detectors.filter(({ layer }) => layer === "detector:judge@2");
    expect(layers).toMatchObject([{ spans: [] }]);
  });

  test("flags reach the adjudicator with their comment", async () => {
    const { items: [, second] } = await list("?model=demo-a");
    const annotator = await newCaller(home.db, world);
    await annotator.call("POST", `${base}/traces/${second!.id}/annotations/mine/operations`, { revision: 0, operations: [{ opId: "o1", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "odd 🙂" } }] });
    expect((await owner.call("GET", `${base}/flags`)).body).toMatchObject({ items: [{ traceId: second!.id, layer: `annotator:${annotator.handle}`, comment: "odd 🙂" }] });
  });
});
