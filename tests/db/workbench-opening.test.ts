import { beforeAll, expect, test } from "vitest";
import { BLIND } from "@/core/access/blinding";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import { publishDraft, saveDraft } from "@/data/codebooks";
import { workbenchOpening, type OpeningRequest } from "@/features/workbench/loaders";
import type { Role } from "@/core/access/role";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

const LATER = new Date(NOW.getTime() + 60_000);
// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const VERIFICATION = { id: "s1", field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes.", attributes: { outcome: "confirms" } };

onBothHomes("what the workbench is opened with", (home) => {
  let world: World;
  let owner: Caller;
  let annotator: Caller;
  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    await saveDraft(home.db, world.projectId, longcotErrorCorrection, LATER);
    await publishDraft(home.db, world.projectId, [], LATER);
    owner = await ownerOf(home.db, world);
    annotator = await newCaller(home.db, world, { scope: "write" });
  });
  const open = (caller: Caller, role: Role, request: OpeningRequest) => workbenchOpening(home.db, { project: { id: world.projectId, slug: world.slug, name: "🙂" }, accountId: caller.accountId, membership: { id: caller.membershipId, handle: caller.handle, role }, now: LATER }, request);
  const trace = (over: object = {}) => newTrace(home.db, world.projectId, { prompt: `Opening? 🙂 ${Math.random()}`, ...over });
  const mine = (id: string): string => `/api/v1/projects/${world.slug}/traces/${id}/annotations/mine`;

  test("K10: before the first operation the current version, afterwards the annotation's own; reading it writes nothing", async () => {
    const id = await trace();
    const opening = (await open(annotator, "annotator", { traceId: id }))!;
    expect(opening).toMatchObject({ codebookVersion: 1, codebook: { key: longcotErrorCorrection.key }, annotation: { revision: 0, spans: [] }, layer: `annotator:${annotator.handle}`, passes: null, readOnly: false, newerCodebook: null, cues: true, rejected: [] });
    expect(await home.db.query(`SELECT "id" FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2`, [world.projectId, id])).toEqual([]);
    expect(await open(annotator, "annotator", { traceId: "nowhere" })).toBeNull();
    expect(await open(annotator, "annotator", { traceId: id, assignment: "nobody's" })).toBeNull();
  });

  test("K12: a layer is read by its name and pass; held to its own pass, unless it was made in both at once", async () => {
    const id = await trace();
    await annotator.call("PUT", mine(id), { revision: 0, spans: [VERIFICATION], submit: true });
    const layer = `annotator:${annotator.handle}`;
    expect(await open(owner, "owner", { traceId: id, layer })).toMatchObject({ readOnly: true, layer, passes: ["behaviour"], annotation: { spans: [{ id: "s1" }] }, suggested: [] });
    expect(await open(owner, "owner", { traceId: id, layer, pass: "truth" })).toBeNull();
    expect(await open(owner, "owner", { traceId: id, layer: "gold" })).toBeNull();

    const both = await trace();
    await annotator.call("PUT", mine(both), { revision: 0, spans: [{ ...VERIFICATION, attributes: { outcome: "confirms", verdict_right: "yes" } }], submit: true });
    expect((await open(owner, "owner", { traceId: both, layer }))!.passes).toBeNull();
  });

  test("K11: a round that shows suggestions has boxed answers among them, the first and each changed value; one that does not has none", async () => {
    const cot = "🙂 So \\boxed{7}. Wait.\n\nYes, \\boxed{ 7 }. No: \\boxed{\\frac{8}{1}}.";
    const helper = await newCaller(home.db, world, { scope: "write" });
    for (const shown of [true, false]) {
      const id = await trace({ cot, answer: "\\boxed{\\frac{8}{1}}" });
      expect((await owner.call("POST", `/api/v1/projects/${world.slug}/rounds`, { name: `boxes ${Math.random()} 🙂`, traces: [id], annotators: [helper.handle], design: { suggestions: { shown, withheldShare: 0 } } })).status).toBe(201);
      const { assignment } = (await helper.call<{ assignment: { id: string; traceId: string } }>("POST", `/api/v1/projects/${world.slug}/queue/claim`, {})).body;
      expect(assignment.traceId).toBe(id);
      const opening = (await open(helper, "annotator", { traceId: id, assignment: assignment.id }))!;
      expect(opening.suggested).toEqual(shown ? ["detector:boxed@1"] : []);
      const spans = opening.layers.flatMap((layer) => layer.spans);
      expect(spans.map(({ label, quote }) => [label, quote])).toEqual(shown ? [["candidate_answer", "\\boxed{7}"], ["candidate_answer", "\\boxed{\\frac{8}{1}}"]] : []);
      for (const { start, end, quote } of spans) expect(Array.from(cot).slice(start, end).join("")).toBe(quote);
      await helper.call("PUT", `${mine(id)}?assignment=${assignment.id}`, { revision: 0, spans: [], empty: true, submit: true });
    }
  });

  test("H10: what a round hides is not in the page's data at all, until it is submitted", async () => {
    const id = await trace({ model: "hidden-model-7b", checkpoint: { name: "hidden-step-900", step: 900 }, correct: true, referenceAnswer: "hidden 7", dataset: "hidden-set", externalId: "hidden-external" });
    await owner.call("PUT", mine(id), { revision: 0, spans: [{ ...VERIFICATION, id: "hidden-span" }], submit: true });
    expect((await owner.call("POST", `/api/v1/projects/${world.slug}/rounds`, { name: `blind ${Math.random()} 🙂`, traces: [id], annotators: [annotator.handle], hidden: [...BLIND.hidden] })).status).toBe(201);
    const claimed = (await annotator.call<{ assignment: { id: string } }>("POST", `/api/v1/projects/${world.slug}/queue/claim`, {})).body;
    const opening = (await open(annotator, "annotator", { traceId: id, assignment: claimed.assignment.id }))!;
    expect(JSON.stringify(opening)).not.toContain("hidden");
    expect(opening).toMatchObject({ layers: [], suggested: [], cues: false, assignment: { position: 1, total: 1 } });
    expect(await open(annotator, "annotator", { traceId: id, assignment: claimed.assignment.id, layer: `annotator:${owner.handle}` })).toBeNull();

    await annotator.call("PUT", `${mine(id)}?assignment=${claimed.assignment.id}`, { revision: 0, spans: [VERIFICATION], submit: true });
    const after = (await open(annotator, "annotator", { traceId: id, assignment: claimed.assignment.id }))!;
    expect(after.trace.facts).toContainEqual({ name: "model", value: "hidden-model-7b" });
    expect([after.trace.title, after.cues]).toEqual(["hidden-external", true]);
  });

  test("K12: a viewer reads what there is, and may change nothing", async () => {
    const id = await trace();
    await annotator.call("PUT", mine(id), { revision: 0, spans: [VERIFICATION], submit: true });
    const viewer = await newCaller(home.db, world, { role: "viewer" });
    expect(await open(viewer, "viewer", { traceId: id })).toMatchObject({ readOnly: true, assignment: null });
  });
});
