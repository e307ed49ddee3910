import { beforeAll, beforeEach, expect, test } from "vitest";
import type { MigrationStep } from "@/core/codebook/migration-plan";
import { adjudicationBench } from "@/data/adjudication-bench";
import { annotationsOfTrace } from "@/data/annotations";
import { finishedWork } from "@/data/finished-work";
import { qualifications } from "@/data/qualifications";
import { jobsOf } from "@/data/jobs";
import { workbenchOpening } from "@/features/workbench/loaders";
import type { AdjudicationAnswer } from "@/features/adjudication/schema";
import { MIGRATE } from "@/jobs/follow-codebook";
import { startJobs } from "@/jobs/runner";
import { forgetPlaces } from "@/web/project-scope";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { codebook, newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const check = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };
const smile = { field: "cot", label: "branching", start: 0, end: 1, quote: "🙂" };
interface Claimed { assignment: { id: string; traceId: string } }
interface Listed { items: { traceId: string; state: string; disputes: number | null }[]; counts: Record<string, number> }

onBothHomes("R21: what becomes of work when a codebook version is published", (home) => {
  let world: World;
  let at: string;
  let trace: string;
  let [owner, one, two]: Caller[] = [];
  let made = 0;

  beforeAll(() => { serveFrom(home.db); });
  beforeEach(async () => {
    world = await newWorld(home.db);
    [owner, one, two] = [await ownerOf(home.db, world), await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    at = `/api/v1/projects/${world.slug}`;
    trace = await newTrace(home.db, world.projectId, { prompt: `versions 🙂 ${++made}` });
  });

  /** Labels and submits; span ids are the same for everybody. */
  async function finish(who: Caller, marks: readonly object[], { on = trace, place = "", revision = 0 } = {}): Promise<void> {
    const tag = `${who.handle}-${++made}`;
    const operations = [...marks.map((mark, k) => ({ opId: `${tag}-${k}`, type: "addSpan", span: { id: `${tag}-${k}`, ...mark } })), ...(marks.length === 0 && revision === 0 ? [{ opId: `${tag}-e`, type: "setEmpty", from: false, to: true }] : []), { opId: `${tag}-s`, type: "submit" }];
    expect(await who.call("POST", `${at}/traces/${on}/annotations/mine/operations${place}`, { revision, operations })).toMatchObject({ status: 200 });
  }
  const branchingGone: readonly MigrationStep[] = [{ action: "ask-again", part: { label: "branching" } }];
  const renamed: readonly MigrationStep[] = [{ action: "rename", part: { label: "verification" }, to: "check" }];
  /** Publishes a version without "branching", or with "verification" under another key, and lets its job come to its end. @returns its id */
  async function publish(migration: readonly MigrationStep[]): Promise<string> {
    const [branching, verification] = codebook.labels;
    const labels = migration.some(({ part }) => "label" in part && part.label === "branching") ? [] : [branching!];
    labels.push(migration.some(({ action }) => action === "rename") ? { ...verification!, key: "check", name: { en: "check 🙂" } } : verification!);
    expect((await owner!.call("PUT", `${at}/codebook/draft`, { ...codebook, labels })).status).toBe(200);
    const published = await owner!.call<{ id: string }>("POST", `${at}/codebook/publish`, { migration });
    expect(published.status).toBe(201);
    const jobs = startJobs(home.db, { idle: 10 });
    await expect.poll(async () => (await jobsOf(home.db, world.projectId)).filter(({ kind }) => kind === MIGRATE).map(({ state, error }) => error ?? state), { timeout: 30_000 }).toEqual(["done"]);
    await jobs.stop();
    forgetPlaces();
    return published.body.id;
  }
  const under = async (version: string) => (await annotationsOfTrace(home.db, world.projectId, trace)).filter(({ head }) => head.codebookId === version).sort((a, b) => (a.head.layer < b.head.layer ? -1 : 1));
  const opened = async (who: Caller, assignment: string) => workbenchOpening(home.db, {
    project: { id: world.projectId, slug: world.slug, name: "" }, accountId: who.accountId, membership: { id: who.membershipId, handle: who.handle, role: "annotator" }, now: NOW,
  }, { traceId: trace, assignment });
  const listed = async () => (await owner!.call<Listed>("GET", `${at}/adjudications`)).body;

  test("C9: submitted work is copied as the plan says; originals stay, copies name them, and two who agreed agree still", async () => {
    for (const who of [one!, two!]) await finish(who, [smile, check]);
    const next = await publish(renamed);
    const originals = await under(world.codebookId);
    const copies = await under(next);
    expect(originals.map(({ annotation }) => [...annotation.spans.values()].map(({ label }) => label))).toEqual([["branching", "verification"], ["branching", "verification"]]);
    expect(copies.map(({ head }) => [head.layer, head.status, head.provenance["migratedFrom"], head.provenance["migratedRevision"]])).toEqual(originals.map(({ head }) => [head.layer, "submitted", head.id, "3"]));
    expect([...copies[0]!.annotation.spans.values()].map(({ label, quote, provenance }) => [label, quote, provenance.origin])).toEqual([["branching", "🙂", "made"], ["check", "Wait, 3+4=7, yes.", "edited"]]);
    expect((await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId: next })).traces.map(({ layers }) => layers.length)).toEqual([2]);
    const { items: [seen] } = (await owner!.call<{ items: { state: string }[] }>("GET", `${at}/traces`)).body;
    expect(seen!.state).toBe("finished");
  });

  test("R24: work begun before a publication keeps its version; submitted afterwards it is carried over like the rest, through every version since", async () => {
    const verification = codebook.labels[1]!;
    const publishNow = async (key: string, migration: readonly MigrationStep[]): Promise<string> => {
      expect((await owner!.call("PUT", `${at}/codebook/draft`, { ...codebook, labels: [codebook.labels[0]!, { ...verification, key }] })).status).toBe(200);
      const published = await owner!.call<{ id: string }>("POST", `${at}/codebook/publish`, { migration });
      expect(published.status).toBe(201);
      return published.body.id;
    };
    const settled = async (count: number): Promise<void> => {
      const jobs = startJobs(home.db, { idle: 10 });
      await expect.poll(async () => (await jobsOf(home.db, world.projectId)).filter(({ kind }) => kind === MIGRATE).map(({ state, error }) => error ?? state), { timeout: 30_000 }).toEqual(Array.from({ length: count }, () => "done"));
      await jobs.stop();
      forgetPlaces();
    };
    const labels = (held: Awaited<ReturnType<typeof under>>) => held.map(({ head, annotation }) => [head.layer, head.status, ...[...annotation.spans.values()].map(({ label }) => label)]);
    await finish(one!, [smile, check]);
    const mine = `${at}/traces/${trace}/annotations/mine`;
    expect((await two!.call("POST", `${mine}/operations`, { revision: 0, operations: [{ opId: "begun", type: "addSpan", span: { id: "begun", ...check } }] })).status).toBe(200);
    const second = await publishNow("check", renamed);
    await settled(1);
    expect(labels(await under(second))).toEqual([[`annotator:${one!.handle}`, "submitted", "branching", "check"]]);
    const third = await publishNow("test", [{ action: "rename", part: { label: "check" }, to: "test" }]);
    await settled(2);
    expect((await two!.call<{ codebook: { version: number }; status: string }>("GET", mine)).body).toMatchObject({ status: "draft", codebook: { version: 1 } });
    expect((await two!.call("POST", `${mine}/operations`, { revision: 1, operations: [{ opId: "done", type: "submit" }] })).status).toBe(200);
    await settled(4); // to the second version, and on to the third
    const [a, b] = [`annotator:${one!.handle}`, `annotator:${two!.handle}`];
    const sorted = (rows: readonly (readonly string[])[]) => [...rows].sort(([x], [y]) => (x! < y! ? -1 : 1));
    expect(labels(await under(world.codebookId))).toEqual(sorted([[a, "submitted", "branching", "verification"], [b, "submitted", "verification"]]));
    expect(labels(await under(third))).toEqual(sorted([[a, "submitted", "branching", "test"], [b, "submitted", "test"]]));
    expect((await listed()).items).toMatchObject([{ layers: [a, b].sort() }]);
  });

  test("R21: what is asked again goes back to its author alone, as a draft of the rest; submitted, it is finished work under the new version", async () => {
    const handles = [one!, two!].map(({ handle }) => handle);
    const round = await owner!.call<{ id: string }>("POST", `${at}/rounds`, { name: "Round 🙂", annotators: handles, overlap: 2, hidden: "everything" });
    for (const [who, marks] of [[one!, [check]], [two!, [smile, check]]] as const) {
      const { assignment } = (await who.call<Claimed>("POST", `${at}/queue/claim`, {})).body;
      await finish(who, marks, { place: `?assignment=${assignment.id}` });
    }
    expect((await owner!.call("PATCH", `${at}/rounds/${round.body.id}`, { closed: true })).status).toBe(200);
    const next = await publish(branchingGone);
    expect((await under(next)).map(({ head }) => [head.layer, head.status])).toEqual(expect.arrayContaining([[`annotator:${one!.handle}`, "submitted"], [`annotator:${two!.handle}`, "draft"]]));
    expect((await one!.call("POST", `${at}/queue/claim`, {})).status).toBe(204);
    const [first] = await home.db.query<{ id: string }>(`SELECT "id" FROM "annotation" WHERE "project_id" = $1 AND "layer" = $2 AND "codebook_id" = $3`, [world.projectId, `annotator:${two!.handle}`, world.codebookId]);
    const again = await two!.call<Claimed & { trace: Record<string, unknown> }>("POST", `${at}/queue/claim`, {});
    expect(again).toMatchObject({ status: 200, body: { assignment: { traceId: trace, round: round.body.id } } });
    expect(again.body.trace["checkpoint"]).toBeUndefined();
    const assignment = again.body.assignment.id;
    const bench = await opened(two!, assignment);
    expect(bench).toMatchObject({ codebookId: next, codebookVersion: 2, annotation: { status: "draft", spans: [{ label: "verification" }] }, askedAgain: [{ place: { field: "cot", start: 0, end: 1, quote: "🙂" }, said: [{ en: "branching" }] }] });
    expect((await owner!.call("POST", `${at}/rounds/${round.body.id}/reassign`, { from: two!.handle, to: one!.handle })).body).toEqual({ moved: 0 });
    await finish(two!, [], { place: `?assignment=${assignment}`, revision: bench!.annotation.revision });
    expect((await under(next)).find(({ head }) => head.layer === `annotator:${two!.handle}`)!.head).toMatchObject({ status: "submitted", provenance: { askedAgain: first!.id, fromVersion: world.codebookId } });
    expect((await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId: next })).traces.map(({ layers }) => layers.length)).toEqual([2]);
    expect((await two!.call("POST", `${at}/queue/claim`, {})).status).toBe(204);
  });

  test("R21: whoever has left is not asked, and a copy of the same text follows its original", async () => {
    const twins = [await newTrace(home.db, world.projectId, { prompt: "twins 🙂", sample: 0 }), await newTrace(home.db, world.projectId, { prompt: "twins 🙂", sample: 1 })];
    await owner!.call("POST", `${at}/rounds`, { name: "Twins 🙂", annotators: [two!.handle], traces: twins, design: {} });
    const { assignment } = (await two!.call<Claimed>("POST", `${at}/queue/claim`, {})).body;
    await finish(two!, [smile, check], { on: assignment.traceId, place: `?assignment=${assignment.id}` });
    await finish(one!, [smile]);
    expect((await owner!.call("PATCH", `${at}/members/${one!.membershipId}`, { deactivated: true })).status).toBe(200);
    const next = await publish(branchingGone);
    const items = await home.db.query<{ member: string }>(`SELECT "membership_id" AS member FROM "assignment" WHERE "project_id" = $1 AND "asks_again" IS NOT NULL`, [world.projectId]);
    expect(items).toEqual([{ member: two!.membershipId }]);
    const again = (await two!.call<Claimed>("POST", `${at}/queue/claim`, {})).body.assignment;
    await finish(two!, [smile].map((mark) => ({ ...mark, label: "verification" })), { on: again.traceId, place: `?assignment=${again.id}`, revision: 1 });
    const other = twins.find((id) => id !== again.traceId)!;
    const copies = () => annotationsOfTrace(home.db, world.projectId, other).then((all) => all.filter(({ head }) => head.codebookId === next));
    await expect.poll(async () => (await copies()).map(({ head, annotation }) => [head.status, head.provenance["copiedTrace"], annotation.spans.size])).toEqual([["submitted", again.traceId, 2]]);
    expect((await finishedWork(home.db, world.projectId, { pass: "behaviour", codebookId: next, least: 1 })).traces.map(({ id }) => id)).toEqual([again.traceId]);
  });

  test("R22: gold is carried over with the decisions that made it; what was submitted stays submitted, and hidden gold is scored by the version of the work", async () => {
    await finish(one!, [smile, check]);
    await finish(two!, [check]);
    const decide = async (body: object) => owner!.call<AdjudicationAnswer>("POST", `${at}/adjudications/${trace}/decisions`, body);
    const { body: before } = await owner!.call<AdjudicationAnswer>("GET", `${at}/adjudications/${trace}`);
    const open = before.groups.find(({ decision }) => decision === null)!;
    const { body: { revision } } = await decide({ revision: 0, groupKey: open.key, choice: { kind: "reject" }, reason: "a face 🙂" });
    expect((await owner!.call("POST", `${at}/adjudications/${trace}/submit`, { revision })).status).toBe(200);
    const next = await publish(renamed);
    const [gold] = (await under(next)).filter(({ head }) => head.layer === "gold");
    expect(gold!.head).toMatchObject({ status: "submitted", provenance: { fromVersion: world.codebookId } });
    expect([...gold!.annotation.spans.values()]).toMatchObject([{ label: "check", provenance: { origin: "accepted" } }]);
    const { body: after } = await owner!.call<AdjudicationAnswer>("GET", `${at}/adjudications/${trace}`);
    expect(after).toMatchObject({ codebook: { id: next, version: 2 }, status: "submitted", leftOut: [] });
    expect(after.groups.map(({ decision }) => [decision?.choice, decision?.reason])).toEqual(before.groups.map(({ key }) => (key === open.key ? ["reject", "a face 🙂"] : ["agreed", ""])));
    expect((await listed()).counts).toEqual({ open: 0, begun: 0, done: 1 });
    const feedback = await two!.call<{ items: { verdict: string }[] }>("GET", `${at}/adjudications/${trace}/feedback`);
    expect(feedback.body.items.map(({ verdict }) => verdict)).toContain("same");

    await newTrace(home.db, world.projectId, { prompt: `the rest 🙂 ${++made}` });
    const three = await newCaller(home.db, world, { scope: "write" });
    await owner!.call("POST", `${at}/rounds`, { name: "Known 🙂", annotators: [three.handle], design: { qualification: { size: 1, passMark: 0.5 } } });
    const { assignment } = (await three.call<Claimed>("POST", `${at}/queue/claim`, {})).body;
    await finish(three, [{ ...check, label: "check" }], { place: `?assignment=${assignment.id}` });
    await three.call("POST", `${at}/queue/claim`, {}); // judges what is done
    expect(await qualifications(home.db, world.projectId)).toMatchObject([{ membershipId: three.membershipId, f1: 1, passed: true }]);
  });

  test("R22: where gold holds what is asked again it comes back as a draft once its annotators have answered; until then the earlier one stands", async () => {
    await finish(one!, [smile, check]);
    await finish(two!, [smile, check]);
    expect((await owner!.call("POST", `${at}/adjudications/${trace}/submit`, { revision: 0 })).status).toBe(200);
    const next = await publish(branchingGone);
    expect(await listed()).toMatchObject({ counts: { done: 1, begun: 0 }, items: [{ state: "done", disputes: 0 }] });
    expect((await one!.call("GET", `${at}/adjudications/${trace}/feedback`)).status).toBe(200);
    for (const [who, marks] of [[one!, [{ ...smile, label: "verification" }]], [two!, []]] as const) {
      const { assignment } = (await who.call<Claimed>("POST", `${at}/queue/claim`, {})).body;
      await finish(who, marks, { place: `?assignment=${assignment.id}`, revision: 1 });
    }
    expect(await listed()).toMatchObject({ counts: { done: 0, begun: 1 }, items: [{ state: "begun", disputes: 1 }] });
    const bench = await adjudicationBench(home.db, world.projectId, trace, "behaviour");
    expect(bench!.codebook.id).toBe(next);
    expect(bench!.alignment.groups.map(({ key, members }) => [members.length, bench!.decisions.get(key)?.choice ?? "open"])).toEqual([[1, "open"], [2, "agreed"]]);
    const open = bench!.alignment.groups[0]!;
    const { body } = await owner!.call<AdjudicationAnswer>("POST", `${at}/adjudications/${trace}/decisions`, { revision: bench!.gold.revision, groupKey: open.key, choice: { kind: "accept", layer: `annotator:${one!.handle}` } });
    expect((await owner!.call("POST", `${at}/adjudications/${trace}/submit`, { revision: body.revision })).status).toBe(200);
    expect((await listed()).counts).toEqual({ open: 0, begun: 0, done: 1 });
    const golds = (await annotationsOfTrace(home.db, world.projectId, trace)).filter(({ head }) => head.layer === "gold");
    expect(golds.map(({ head, annotation }) => [head.codebookId, head.status, [...annotation.spans.values()].map(({ label }) => label).sort()])).toEqual(
      [[world.codebookId, "submitted", ["branching", "verification"]], [next, "submitted", ["verification", "verification"]]]);
  });
});
