import { beforeAll, expect, test } from "vitest";
import { ratingRanking } from "@/core/codebook/presets/step-judgements";
import { publishDraft, saveDraft } from "@/data/codebooks";
import { workbenchOpening } from "@/features/workbench/loaders";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { codebook, newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

interface Held { traces: string[]; revision: number; tiers: string[][]; reason: string; contradictions: { better: string; worse: string }[] }

const LATER = new Date(NOW.getTime() + 60_000);

onBothHomes("judgements beside the log", (home) => {
  let world: World;
  let annotator: Caller;
  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    annotator = await newCaller(home.db, world, { scope: "write" });
  });
  const opening = async (caller: Caller, traceId: string, more: object = {}) => workbenchOpening(home.db, { project: { id: world.projectId, slug: world.slug, name: "🙂" }, accountId: caller.accountId, membership: { id: caller.membershipId, handle: caller.handle, role: "annotator" }, now: NOW }, { traceId, ...more });

  test("K11: rejected suggestions are kept, either twice is once, and they are the annotator's own", async () => {
    const trace = await newTrace(home.db, world.projectId, { prompt: "Rejected? 🙂" });
    const mine = `/api/v1/projects/${world.slug}/traces/${trace}/annotations/mine`;
    const say = (suggestions: object[], rejected: boolean) => annotator.call("POST", `${mine}/suggestions`, { suggestions, rejected });
    const [one, two] = [{ layer: "detector:cues@1", span: "s 1" }, { layer: "detector:cues@1", span: "s 2🙂" }];
    expect((await say([one, two], true)).status).toBe(204);
    expect((await say([one], true)).status).toBe(204);
    expect((await opening(annotator, trace))!.rejected).toEqual([one, two]);
    await say([one], false);
    await say([one], false);
    expect((await opening(annotator, trace))!.rejected).toEqual([two]);
    expect((await opening(await newCaller(home.db, world), trace))!.rejected).toEqual([]);
    expect((await say([], true)).status).toBe(422);
    expect((await annotator.call("POST", `/api/v1/projects/${world.slug}/traces/nowhere/annotations/mine/suggestions`, { suggestions: [one], rejected: true })).status).toBe(404);
  });

  test("K10: a new annotation gets the published version that its page shows; drafts and others' versions are none", async () => {
    const there = await newWorld(home.db);
    const writer = await newCaller(home.db, there, { scope: "write" });
    const trace = await newTrace(home.db, there.projectId);
    await saveDraft(home.db, there.projectId, { ...codebook, title: { en: "Second 🙂" } }, NOW);
    const mine = `/api/v1/projects/${there.slug}/traces/${trace}/annotations/mine`;
    const draft = (await home.db.query<{ id: string }>(`SELECT "id" FROM "codebook_version" WHERE "project_id" = $1 AND "status" = 'draft'`, [there.projectId]))[0]!.id;
    expect((await writer.call("POST", `${mine}/operations?codebook=${draft}`, { revision: 0, operations: [] })).status).toBe(404);
    await publishDraft(home.db, there.projectId, [], LATER);
    const flag = { revision: 0, operations: [{ opId: "f", type: "setFlag", from: false, to: true }] };
    expect((await writer.call("POST", `${mine}/operations?codebook=${world.codebookId}`, flag)).status).toBe(404);
    expect((await writer.call("POST", `${mine}/operations?codebook=${there.codebookId}`, flag)).status).toBe(200);
    expect((await writer.call("GET", mine)).body).toMatchObject({ revision: 1, codebook: { version: 1 } });
  });

  test("Q6: an order of all traces of a prompt, on the revision that was seen; a contradiction of one's ratings wants a reason", async () => {
    const there = await newWorld(home.db);
    await saveDraft(home.db, there.projectId, ratingRanking, LATER);
    await publishDraft(home.db, there.projectId, [], LATER);
    const [rater, other, owner] = [await newCaller(home.db, there, { scope: "write" }), await newCaller(home.db, there, { scope: "write" }), await ownerOf(home.db, there)];
    const traces = await Promise.all([0, 1, 2].map((k) => newTrace(home.db, there.projectId, { prompt: "Which? 🙂", cot: `🙂 ${k}` })));
    await newTrace(home.db, there.projectId, { prompt: "Another 🙂" });
    const at = (trace: string) => `/api/v1/projects/${there.slug}/traces/${trace}/ranking`;
    const first = (await rater.call<Held>("GET", at(traces[0]!))).body;
    expect([new Set(first.traces), first.revision, first.tiers]).toEqual([new Set(traces), 0, []]);
    expect((await rater.call<Held>("GET", at(traces[1]!))).body.traces).toEqual(first.traces);
    for (const [k, overall] of [2, 6, 4].entries()) await rater.call("PUT", `/api/v1/projects/${there.slug}/traces/${traces[k]}/annotations/mine`, { revision: 0, answers: { overall } });
    const [a, b, c] = traces as [string, string, string];
    const put = (caller: Caller, body: object) => caller.call<{ revision: number; kind: string; errors: { field: string }[] }>("PUT", at(a), body);

    for (const [tiers, field] of [[[[a], [b]], "tiers"], [[[a], [b], [c], [a]], "tiers"], [[[a], [b], ["nowhere"]], "tiers"], [[[a], [b, c]], "reason"]] as const)
      expect((await put(rater, { revision: 0, tiers })).body).toMatchObject({ kind: "invalid-input", errors: [{ field }] });
    expect(await put(rater, { revision: 0, tiers: [[b], [a, c]] })).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await rater.call<Held>("GET", at(c))).body).toMatchObject({ revision: 1, tiers: [[b], [a, c]], contradictions: [] });
    expect(await put(rater, { revision: 0, tiers: [[b], [c], [a]] })).toMatchObject({ status: 409, body: { kind: "stale-revision", revision: 1 } });
    expect(await put(rater, { revision: 1, tiers: [[a], [b], [c]], reason: "Short and right 🙂" })).toMatchObject({ status: 200, body: { revision: 2 } });
    expect((await rater.call<Held>("GET", at(a))).body.contradictions).toEqual([{ better: a, worse: b }, { better: a, worse: c }]);
    expect((await put(other, { revision: 3, tiers: [[c], [b], [a]] })).status).toBe(409); // a revision that never was
    expect((await put(other, { revision: 0, tiers: [[c], [b], [a]] })).status).toBe(200);

    expect((await rater.call("GET", `/api/v1/projects/${there.slug}/rankings`)).status).toBe(403);
    const { items } = (await owner.call<{ items: { handle: string; tiers: string[][]; reason: string; ratings: object }[] }>("GET", `/api/v1/projects/${there.slug}/rankings`)).body;
    expect(items).toHaveLength(2);
    expect(items.find(({ handle }) => handle === rater.handle)).toMatchObject({ tiers: [[a], [b], [c]], reason: "Short and right 🙂", ratings: { [a]: { overall: 2 }, [b]: { overall: 6 } } });
  });
});
