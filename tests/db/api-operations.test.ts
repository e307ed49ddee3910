import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Caller } from "./api-caller";
import { newCaller, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const span = (id: string, over: object = {}) => ({ id, field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes.", ...over });
const add = (id: string, over: object = {}, opId = `op-${id}`) => ({ opId, type: "addSpan", span: span(id, over) });

interface Mine { revision: number; status: string; spans: { id: string; quote: string; note: string }[]; answers: object; reading: { regions: object[]; activeSeconds: number } }
interface Saved { revision: number; kind?: string; missing?: { opId: string }[]; opId?: string; operationType?: string; annotation?: Mine; expected?: string }

onBothHomes("H3–H8: the operations protocol over HTTP", (home) => {
  let world: World;
  let annotator: Caller;
  let mine: string;
  const post = (revision: number, operations: object[]) => annotator.call<Saved>("POST", `${mine}/operations`, { revision, operations });
  const held = async () => (await annotator.call<Mine>("GET", mine)).body;

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    annotator = await newCaller(home.db, world, { scope: "write" });
  });
  beforeEach(async () => {
    const trace = await newTrace(home.db, world.projectId, { prompt: `What is 3+4? 🙂 ${Math.random()}` });
    mine = `/api/v1/projects/${world.slug}/traces/${trace}/annotations/mine`;
  });

  test("H3: no annotation yet is revision 0, and reading writes nothing", async () => {
    expect(await held()).toMatchObject({ id: null, revision: 0, status: "draft", spans: [], layer: `annotator:${annotator.handle}`, codebook: { key: "test-book", version: 1 } });
    expect(await held()).toMatchObject({ id: null });
  });

  test("H3: a batch appends all of it or nothing", async () => {
    expect(await post(0, [add("s1"), add("s2", { start: 0, end: 1, quote: "🙂" })])).toMatchObject({ status: 200, body: { revision: 2 } });
    const refused = await post(2, [add("s3"), add("s4", { start: 2, end: 4, quote: "so" })]);
    expect(refused).toMatchObject({ status: 422, body: { kind: "quote-mismatch", opId: "op-s4", operationType: "addSpan", expected: "So" } });
    expect(await held()).toMatchObject({ revision: 2, spans: [{ id: "s1" }, { id: "s2", quote: "🙂" }] });
  });

  test("H4: a batch sent twice, in turn or at once, is one batch", async () => {
    const batch = [add("s1"), { opId: "op-flag", type: "setFlag", from: false, to: true }];
    expect((await post(0, batch)).body.revision).toBe(2);
    expect(await post(0, batch)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await post(2, batch)).toMatchObject({ status: 200, body: { revision: 2 } });
    const twins = await Promise.all(Array.from({ length: 8 }, () => post(2, [add("s2", { start: 0, end: 7, quote: "🙂 So 7." })])));
    expect(twins.map(({ status, body }) => [status, body.revision])).toEqual(twins.map(() => [200, 3]));
    expect(await held()).toMatchObject({ revision: 3, flagged: true, spans: [{ id: "s1" }, { id: "s2" }] });
  });

  test("H4: the same opId with other content is refused, logged or within a batch", async () => {
    await post(0, [add("s1")]);
    expect(await post(1, [add("s2", {}, "op-s1")])).toMatchObject({ status: 422, body: { kind: "operation-reused", opId: "op-s1" } });
    expect(await post(1, [add("s3"), add("s4", {}, "op-s3")])).toMatchObject({ status: 422, body: { kind: "operation-reused" } });
    expect((await held()).revision).toBe(1);
  });

  test("H5: a stale base gets what is missing, a half-logged batch as well", async () => {
    await post(0, [add("s1")]);
    await post(1, [{ opId: "op-note", type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "another tab 🙂" } }]);
    const stale = await post(0, [add("s2")]);
    expect(stale).toMatchObject({ status: 409, body: { kind: "stale-revision", revision: 2 } });
    expect(stale.body.missing?.map(({ opId }) => opId)).toEqual(["op-s1", "op-note"]);
    expect((await post(0, [add("s1"), add("s2")])).status).toBe(409);
    expect(await post(99, [add("s2")])).toMatchObject({ status: 409, body: { revision: 2, missing: [] } });
  });

  test("H5: of many batches racing for one revision exactly one wins", async () => {
    await post(0, [add("s0")]);
    const race = await Promise.all(Array.from({ length: 10 }, (_, k) => post(1, [add(`r${k}`)])));
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const lost of race.filter(({ status }) => status !== 200)) {
      expect(lost.status).toBe(409);
      expect(lost.body.missing).toHaveLength(1);
    }
    expect((await held()).spans).toHaveLength(2);
  });

  test.each([
    ["quote-mismatch", { quote: "wait, 3+4=7, yes." }], ["out-of-range", { end: 400 }], ["empty-range", { start: 9, end: 9, quote: "" }], ["unknown-label", { label: "astrology" }],
    ["splits-surrogate", { start: 0, end: 2, quote: "\ude42 " }],
  ])("H6: %s is refused by name", async (kind, over) => {
    const answer = await post(0, [add("s1", over)]);
    // Half a surrogate pair never reaches the operation: the body itself is refused.
    expect(answer).toMatchObject({ status: 422, body: { kind: kind === "splits-surrogate" ? "invalid-input" : kind } });
    expect((await held()).revision).toBe(0);
  });

  test.each([
    ["no quote", { revision: 0, operations: [{ opId: "o", type: "addSpan", span: { ...span("s"), quote: undefined } }] }],
    ["no operations", { revision: 0 }], ["a negative revision", { revision: -1, operations: [] }], ["an unknown type", { revision: 0, operations: [{ opId: "o", type: "explode" }] }],
    ["an id with a space", { revision: 0, operations: [add("s 1")] }], ["an unknown key", { revision: 0, operations: [], force: true }],
  ])("H6: a body with %s is refused with the field", async (_, body) => {
    const answer = await annotator.call<{ kind: string; errors: { field: string }[] }>("POST", `${mine}/operations`, body);
    expect(answer).toMatchObject({ status: 422, body: { kind: "invalid-input" } });
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  test("H7: PUT is a difference by id, and the same body twice is no operation", async () => {
    const body = { revision: 0, spans: [span("s1"), span("s2", { start: 0, end: 7, quote: "🙂 So 7.", label: "branching" })] };
    expect(await annotator.call("PUT", mine, body)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await annotator.call("PUT", mine, body)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await annotator.call("PUT", mine, { revision: 2, spans: [span("s1", { note: "kept 🙂" })], submit: true })).toMatchObject({ body: { revision: 5 } });
    expect(await held()).toMatchObject({ status: "submitted", spans: [{ id: "s1", note: "kept 🙂" }] });
    const stale = await annotator.call<Saved>("PUT", mine, { revision: 2, spans: [] });
    expect(stale).toMatchObject({ status: 409, body: { revision: 5, annotation: { revision: 5, spans: [{ id: "s1" }] } } });
    expect(await annotator.call("PUT", mine, { revision: 5, spans: [] })).toMatchObject({ status: 422, body: { kind: "submitted" } });
    expect(await annotator.call("PUT", mine, { revision: 5, spans: [span("s1", { quote: "no" })] })).toMatchObject({ status: 422 });
  });

  test("H8: reports of reading may come twice and in any order", async () => {
    const report = (tab: string, start: number, end: number, activeSeconds: number) => annotator.call("POST", `${mine}/reading`, { tab, regions: [{ field: "cot", start, end }], activeSeconds });
    expect((await report("a", 0, 10, 30)).status).toBe(204);
    await report("a", 8, 20, 20);
    await report("b", 15, 26, 5);
    await report("a", 0, 10, 30);
    expect((await held()).reading).toEqual({ regions: [{ field: "cot", start: 0, end: 26 }], activeSeconds: 35 });
    expect((await held()).revision).toBe(0);
    expect(await report("a", 0, 999, 1)).toMatchObject({ status: 422, body: { kind: "invalid-input" } });
  });

  test("submit, reopen, and after adjudication only a researcher may", async () => {
    await post(0, [add("s1"), { opId: "o-submit", type: "submit" }]);
    expect(await post(2, [add("s2")])).toMatchObject({ status: 422, body: { kind: "submitted" } });
    expect(await post(2, [{ opId: "o-reopen", type: "reopen" }])).toMatchObject({ status: 200 });
    await post(3, [{ opId: "o-submit-2", type: "submit" }]);
    const trace = mine.split("/")[6]!;
    await home.db.query(
      `INSERT INTO "annotation" ("project_id", "id", "trace_id", "layer", "pass", "codebook_id", "revision", "status") VALUES ($1, $2, $3, 'gold', 'behaviour', $4, 1, 'submitted')`,
      [world.projectId, `gold-${trace}`, trace, world.codebookId]);
    expect(await post(4, [{ opId: "o-reopen-2", type: "reopen" }])).toMatchObject({ status: 403, body: { kind: "forbidden" } });
  });
});
