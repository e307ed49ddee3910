import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { toFold } from "@/core/annotation/serialize";
import { presetByKey } from "@/core/codebook/presets";
import { createAccount } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { detectors } from "@/data/detector-runs";
import { finishedLayers } from "@/data/emergence-layers";
import { createProject } from "@/data/projects";
import { createRelease, releaseById } from "@/data/releases";
import { fileAt, readFile } from "@/data/stored-files";
import { measureEmergence } from "@/features/emergence/measure-emergence";
import type { Measured } from "@/features/emergence/measure-emergence";
import { EmergenceQuery } from "@/features/emergence/schema";
import { startJobs } from "@/jobs/runner";
import { trainingRun } from "../fixtures/training-run";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { NOW } from "./fixtures";
import { onBothHomes } from "./homes";
import { importAll } from "./imports";
import type { Files } from "./imports";

const LINES = trainingRun({ prompts: 24, samples: 2 }).trim().split("\n");
const fileOf = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

/** A project with the long-chain codebook and these files. */
async function projectWith(db: Database, files: Files): Promise<World> {
  const accountId = newId();
  await createAccount(db, { id: accountId, email: `${accountId}@example.org`, name: "Ada 🙂", passwordHash: null, now: NOW });
  const slug = `e-${accountId.slice(-12)}`;
  const made = (await createProject(db, { id: newId(), slug, name: "Emergence 🙂", ownerId: accountId, codebook: presetByKey("longcot-error-correction")!, now: NOW }))!;
  const world: World = { projectId: made.project.id, slug, accountId, membershipId: made.membership.id, handle: made.membership.handle, codebookId: made.codebookId };
  expect(await importAll(db, world, files)).toMatchObject({ state: "done", rejected: 0 });
  return world;
}

/** What a reader sees, without ids of the database. */
const numbers = ({ report, planHash, layers }: Measured): unknown => ({ report, planHash, layers });
const measured = (db: Database, { projectId }: World, query: Record<string, string> = {}) => measureEmergence(db, projectId, EmergenceQuery.parse({ resamples: "200", ...query }));

onBothHomes("emergence", (home) => {
  let whole: World;

  test("E23: the same traces give the same numbers, imported as one file or as several in another order", async () => {
    whole = await projectWith(home.db, { "run.jsonl": fileOf(LINES) });
    const middle = LINES.length / 2;
    const split = await projectWith(home.db, { "b.jsonl": fileOf(LINES.slice(middle).reverse()), "a.jsonl": fileOf(LINES.slice(0, 17)), "c.jsonl": fileOf(LINES.slice(17, middle)) });
    const first = await measured(home.db, whole);
    expect(first.report!.findings[0]).toMatchObject({ kind: "rises", label: "verification" });
    expect(numbers(await measured(home.db, split))).toEqual(numbers(first));
    expect(numbers(await measured(home.db, split, { layer: "dawid-skene" }))).toEqual(numbers(await measured(home.db, whole, { layer: "dawid-skene" })));
  }, 120_000);

  test("E21: where two people read the same traces their posteriors are a layer of their own: steps, imputed, without what attributes would be needed for", async () => {
    const { layers, layer, detector, report, doubly } = await measured(home.db, whole, { layer: "dawid-skene", labels: "verification,branching" });
    expect(layers).toContainEqual({ layer: "dawid-skene", traces: doubly });
    expect(doubly).toBe(12 * 8);
    expect({ layer, detector, imputations: report!.analysis.imputations }).toEqual({ layer: "dawid-skene", detector: null, imputations: 20 });
    expect(report!.findings[0]).toMatchObject({ kind: "rises", label: "verification" });
    expect(report!.analysis.errorCorrection[0]!.funnel.detected).toMatchObject({ estimate: null, reason: "the layer does not say" });
    const human = await measured(home.db, whole, { labels: "verification,branching" });
    for (const [i, point] of report!.analysis.labels[0]!.perThousandTokens.entries()) {
      expect(point.traces).toBe(24);
      const { low, high } = human.report!.analysis.labels[0]!.perThousandTokens[i]!;
      if (low !== null && high !== null) expect(point.estimate!).toBeGreaterThan(low / 3);
    }
  }, 60_000);

  test("E22: a filter narrows what is measured, is named in the plan's digest and leaves a frozen plan", async () => {
    const all = await measured(home.db, whole);
    const traces = (found: Measured) => found.report!.analysis.covariates.reduce((sum, each) => sum + each.traces, 0);
    const [right, wrong] = [await measured(home.db, whole, { correct: "true" }), await measured(home.db, whole, { correct: "false" })];
    expect(traces(right) + traces(wrong)).toBe(traces(all));
    expect(right.report!.analysis.covariates.every(({ accuracy }) => accuracy === 1)).toBe(true);
    expect(right.planHash).not.toBe(all.planHash);
    const few = await measured(home.db, whole, { checkpoints: "step-0,step-1400", truncated: "false", language: "en", dataset: "switchback-demo-run", seeds: "1" });
    expect(few.report!.analysis.checkpoints.map(({ name }) => name)).toEqual(["step-0", "step-1400"]);
    expect(few.filter).toEqual({ checkpoints: ["step-0", "step-1400"], truncated: false, languages: ["en"], datasets: ["switchback-demo-run"], seeds: [1] });
    const long = await measured(home.db, whole, { minLength: "2000" });
    expect(traces(long)).toBeLessThan(traces(all));
    for (const query of [{ language: "zh" }, { seeds: "2" }, { minLength: "1000000" }, { dataset: "🙂" }] as Record<string, string>[]) expect(await measured(home.db, whole, query)).toMatchObject({ reason: "filtered away", report: null });
    expect(EmergenceQuery.safeParse({ seeds: "one" }).success).toBe(false);
    expect(EmergenceQuery.safeParse({ correct: "maybe" }).success).toBe(false);
  }, 60_000);

  test("E24: an analysis names the frozen release that holds exactly its work, and none where it holds less", async () => {
    expect((await measured(home.db, whole, { layer: "annotator:a1" })).release).toBeNull();
    const released = async (layer: string, filter: Record<string, unknown> = {}) => {
      const id = newId();
      await createRelease(home.db, whole.projectId, { id, name: `R ${layer} 🙂`, request: { layer, filter, formats: ["jsonl"], version: "1" }, createdBy: whole.membershipId, now: new Date() });
      const jobs = startJobs(home.db, { idle: 10 });
      await expect.poll(async () => (await releaseById(home.db, whole.projectId, id))?.state, { timeout: 40_000 }).toBe("frozen");
      await jobs.stop();
      return id;
    };
    await released("annotator:a1", { checkpoints: ["step-0"] });
    expect((await measured(home.db, whole, { layer: "annotator:a1" })).release).toBeNull();
    const all = await released("all");
    expect((await measured(home.db, whole, { layer: "annotator:a1" })).release).toEqual({ id: all, name: "R all 🙂" });
    expect((await measured(home.db, whole, { layer: "human" })).release).toEqual({ id: all, name: "R all 🙂" });
    expect((await measured(home.db, whole, { layer: "dawid-skene" })).release).toBeNull();
  }, 60_000);

  test("X13: what another program's detector found comes in from a file as a detector: apart from people's work, held against it, corrected, and offered as suggestions where the round shows them; half a file is not used", async () => {
    serveFrom(home.db);
    const layer = "detector:other@program@2";
    const detections = LINES.map((line) => {
      const { annotations, ...trace } = JSON.parse(line) as { id: string; annotations: { pass: string; spans: { label: string }[] }[] };
      const seen = annotations.find(({ pass }) => pass === "behaviour")?.spans.filter(({ label }, i) => label === "verification" && i % 5 !== 0) ?? [];
      return JSON.stringify({ ...trace, annotations: [{ id: `${trace.id}-d`, layer, pass: "behaviour", codebook: { key: "longcot-error-correction", version: 1 }, status: "submitted", flagged: false, empty: false, revision: 1, spans: seen, relations: [], answers: {} }] });
    });
    const world = await projectWith(home.db, { "run.jsonl": fileOf(LINES) });
    expect(await importAll(home.db, world, { "found.jsonl": fileOf(detections), "bad.jsonl": fileOf([detections[0]!.replace(layer, "detector:nameless")]) })).toMatchObject({ state: "done", created: 0, duplicates: LINES.length, rejected: 1 });
    const human = await measured(home.db, world, { detector: layer, labels: "verification" });
    const { check, corrected } = human.report!.detectors[0]!;
    expect(human).toMatchObject({ layer: "human", detector: layer });
    expect(check!.overall).toMatchObject({ precision: 1 });
    expect(check!.overall.recall!).toBeGreaterThan(0.7);
    expect(check!.overall.recall!).toBeLessThan(1);
    // Nobody drew the traces that people read: prediction-powered inference does not hold, Rogan–Gladen is offered.
    expect(human.report!.sampledAtRandom).toBe(false);
    expect(corrected.at(-1)).toMatchObject({ rate: { estimate: null, reason: "the labelled traces are not a random sample" }, share: { estimate: expect.any(Number) } });
    const alone = await measured(home.db, world, { layer, labels: "verification" });
    expect(alone.report!.analysis.labels[0]!.perThousandTokens.at(-1)!.events).toBeGreaterThan(20);
    expect(alone.layers).toContainEqual({ layer, traces: LINES.length });

    const [owner, annotator] = [await ownerOf(home.db, world), await newCaller(home.db, world, { scope: "write" })];
    const at = `/api/v1/projects/${world.slug}`;
    expect(await owner.call("POST", `${at}/rounds`, { name: "With help 🙂", annotators: [annotator.handle], seed: 7, design: { suggestions: { shown: true, withheldShare: 0.5 } } })).toMatchObject({ status: 201 });
    const shown = new Set<boolean>();
    for (let k = 0; k < 20 && shown.size < 2; k++) {
      const { assignment } = (await annotator.call<{ assignment: { id: string; traceId: string; suggestionsShown: boolean } }>("POST", `${at}/queue/claim`, {})).body;
      const { detectors } = (await annotator.call<{ detectors: { layer: string }[] }>("GET", `${at}/traces/${assignment.traceId}/annotations`)).body;
      expect(detectors.map((each) => each.layer)).toEqual(assignment.suggestionsShown ? [layer] : []);
      shown.add(assignment.suggestionsShown);
      await annotator.call("POST", `${at}/queue/${assignment.id}/skip`, { reason: "too hard 🙂" });
    }
    expect(shown.size).toBe(2);

    await home.db.query(`UPDATE "detector" SET "config" = "config" || '{"complete": false}' WHERE "project_id" = $1`, [world.projectId]);
    expect((await measured(home.db, world, { layer })).reason).toBe("no such layer");
  }, 60_000);

  test("E16a: a detector is not held against work that a round, or the annotator's own wish, put its suggestions beside; how much was left out is said", async () => {
    serveFrom(home.db);
    const world = await projectWith(home.db, { "run.jsonl": fileOf(LINES) });
    const [owner, annotator] = [await ownerOf(home.db, world), await newCaller(home.db, world, { scope: "write" })];
    const at = `/api/v1/projects/${world.slug}`;
    const traces = await home.db.query<{ id: string; cot: string }>(`SELECT "id", "cot" FROM "trace" WHERE "project_id" = $1 ORDER BY "id"`, [world.projectId]);
    const spanOf = (cot: string) => ({ id: "s1", field: "cot", label: "verification", start: 0, end: 3, quote: Array.from(cot).slice(0, 3).join("") });
    const found = traces.map(({ id, cot }) => ({ traceId: id, spans: [spanOf(cot)] }));
    expect(await owner.call("POST", `${at}/suggestions`, { detector: { name: "guess", version: "1" }, items: found })).toMatchObject({ status: 200 });
    expect(await owner.call("POST", `${at}/rounds`, { name: "With help 🙂", annotators: [annotator.handle], seed: 7, design: { suggestions: { shown: true, withheldShare: 0.5 } } })).toMatchObject({ status: 201 });
    let shown = 0;
    /** Had the layer in view before submission, and neither took nor put aside anything. */
    let swayed = "";
    const claimed: { trace: string; assignment: string }[] = [];
    const inView = ({ trace, assignment }: { trace: string; assignment: string }) => annotator.call("POST", `${at}/traces/${trace}/annotations/mine/reading?assignment=${assignment}`, { tab: "t", regions: [], activeSeconds: 3, layersInView: ["detector:guess@1"] });
    for (let k = 0; k < 24; k++) {
      const { assignment } = (await annotator.call<{ assignment: { id: string; traceId: string; suggestionsShown: boolean } }>("POST", `${at}/queue/claim`, {})).body;
      const item = { trace: assignment.traceId, assignment: assignment.id };
      if (!assignment.suggestionsShown && swayed === "") { expect(await inView(item)).toMatchObject({ status: 204 }); swayed = item.trace; }
      expect(await annotator.call("PUT", `${at}/traces/${assignment.traceId}/annotations/mine?assignment=${assignment.id}`, { revision: 0, spans: [], relations: [], answers: {}, empty: true, submit: true })).toMatchObject({ status: 200 });
      if (assignment.suggestionsShown) shown++;
      else if (item.trace !== swayed) claimed.push(item);
    }
    expect(shown).toBeGreaterThan(4);
    expect(claimed.length).toBeGreaterThan(4);
    const query = { layer: `annotator:${annotator.handle}`, detector: "detector:guess@1", labels: "verification" };
    const first = (await measured(home.db, world, query)).report!;
    expect(first).toMatchObject({ humanTraces: 24, aidedTraces: shown + 1, drawn: true });
    expect(first.detectors[0]!.check!.traces).toBe(23 - shown);
    // Asked for by the annotator: put aside, so it was seen; the rest of the sample depends on what people did.
    const { trace, assignment } = claimed[0]!;
    expect(await annotator.call("POST", `${at}/traces/${trace}/annotations/mine/suggestions?assignment=${assignment}`, { suggestions: [{ layer: "detector:guess@1", span: "s1" }], rejected: true })).toMatchObject({ status: 204 });
    expect((await measured(home.db, world, query)).report).toMatchObject({ aidedTraces: shown + 2, drawn: true, sampledAtRandom: false });
    // Looked at after submission: no matter.
    expect(await inView(claimed[1]!)).toMatchObject({ status: 204 });
    expect((await measured(home.db, world, query)).report).toMatchObject({ aidedTraces: shown + 2 });
    // Another detector, made after the work was done, was in nobody's view.
    expect(await owner.call("POST", `${at}/suggestions`, { detector: { name: "late", version: "1" }, items: found })).toMatchObject({ status: 200 });
    expect((await measured(home.db, world, { ...query, detector: "detector:late@1" })).report).toMatchObject({ aidedTraces: 0, humanTraces: 24 });
  }, 60_000);

  test("E26: adjudicated traces keep the probability with which a plan drew them: in the people's layer, and in the figures of a release; gold of some of them alone is no random sample", async () => {
    serveFrom(home.db);
    const world = await projectWith(home.db, { "run.jsonl": fileOf(LINES) });
    const [owner, annotator] = [await ownerOf(home.db, world), await newCaller(home.db, world, { scope: "write" })];
    const at = `/api/v1/projects/${world.slug}`;
    await home.db.query(`DELETE FROM "annotation" WHERE "project_id" = $1`, [world.projectId]); // what the file brought nobody drew
    expect(await owner.call("POST", `${at}/rounds`, { name: "Drawn 🙂", annotators: [annotator.handle], seed: 7, design: { sample: { size: 32, strata: ["checkpoint"], allocation: "equal" } } })).toMatchObject({ status: 201 });
    const read: string[] = [];
    for (let k = 0; k < 32; k++) {
      const { assignment } = (await annotator.call<{ assignment: { id: string; traceId: string } }>("POST", `${at}/queue/claim`, {})).body;
      expect(await annotator.call("PUT", `${at}/traces/${assignment.traceId}/annotations/mine?assignment=${assignment.id}`, { revision: 0, spans: [], relations: [], answers: {}, empty: true, submit: true })).toMatchObject({ status: 200 });
      read.push(assignment.traceId);
    }
    const query = { detector: "none", labels: "verification" };
    const gold = (traces: readonly string[]) => home.db.query(
      `INSERT INTO "annotation" ("project_id", "id", "trace_id", "layer", "pass", "codebook_id", "revision", "status", "submitted_at", "fold") SELECT $1, 'gold-' || t, t, 'gold', 'behaviour', $3, 1, 'submitted', $4, $5 FROM unnest($2::text[]) AS u (t)`,
      [world.projectId, traces, world.codebookId, NOW, JSON.stringify({ ...toFold(emptyAnnotation), revision: 1, status: "submitted", empty: true })]);
    expect((await measured(home.db, world, query)).report!.drawn).toBe(true);
    await gold(read.slice(0, 20));
    expect((await measured(home.db, world, query)).report!.drawn).toBe(true);
    expect((await measured(home.db, world, { ...query, layer: "gold" })).report!.drawn).toBe(false);
    await gold(read.slice(20));
    expect((await measured(home.db, world, { ...query, layer: "gold" })).report!.drawn).toBe(true);

    const id = newId();
    await createRelease(home.db, world.projectId, { id, name: "Gold 🙂", request: { layer: "gold", filter: {}, formats: ["analysis"], version: "1", seed: 7 }, createdBy: world.membershipId, now: new Date() });
    const jobs = startJobs(home.db, { idle: 10 });
    await expect.poll(async () => (await releaseById(home.db, world.projectId, id))?.state, { timeout: 40_000 }).toBe("frozen");
    await jobs.stop();
    const file = (await fileAt(home.db, world.projectId, { kind: "release", id }, "analysis/annotations.csv"))!;
    const parts: Uint8Array[] = [];
    for await (const part of readFile(home.db, world.projectId, file.id)) parts.push(part);
    const [head, ...rows] = Buffer.concat(parts).toString("utf8").trimEnd().split("\r\n").map((line) => line.split(","));
    expect(rows).toHaveLength(32);
    expect(new Set(rows.map((row) => row[head!.indexOf("weight")]))).toEqual(new Set([String(384 / 32)]));
  }, 60_000);

  test("E3: where people read everything and marked nothing, that is a finding with a bound, not missing work", async () => {
    type Marked = { annotations: { spans: unknown[]; relations: unknown[] }[]; checkpoint: { name: string; step?: number } };
    const edited = (edit: (row: Marked) => object) => fileOf(LINES.filter((line) => /"step-(0|1400)"/.test(line)).map((line) => { const row = JSON.parse(line) as Marked; return JSON.stringify({ ...row, ...edit(row) }); }));
    const world = await projectWith(home.db, { "none.jsonl": edited(({ annotations }) => ({ annotations: annotations.map((each) => ({ ...each, spans: [], relations: [], answers: {} })) })) });
    const none = await measured(home.db, world);
    expect(none.reason).toBeNull();
    expect(none.report!.findings.length).toBeGreaterThan(3);
    for (const finding of none.report!.findings) expect(finding).toMatchObject({ kind: "none seen", bound: expect.any(Number) });
    const unnamed = await projectWith(home.db, { "unordered.jsonl": edited(({ checkpoint }) => ({ checkpoint: { name: checkpoint.name === "step-0" ? "🙂 early" : "late" } })) });
    const byName = await measured(home.db, unnamed, { labels: "verification" });
    expect(byName).toMatchObject({ ordered: false });
    expect(byName.report!.analysis.labels[0]!.onset).toMatchObject({ onset: null, reason: "the checkpoints have no order" });
  }, 60_000);

  test("X13: predictions in a Label Studio file become a detector's output, apart from what people marked", async () => {
    const world = await projectWith(home.db, { "tasks.json": readFileSync("tests/golden/label-studio/predictions.in.json") });
    expect((await detectors(home.db, world.projectId)).map(({ name, version, complete, traces }) => ({ name, version, complete, traces })).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([{ name: "judge", version: "2", complete: true, traces: 1 }, { name: "label-studio", version: "cue 1", complete: true, traces: 1 }]);
    expect((await finishedLayers(home.db, world.projectId)).map(({ layer }) => layer)).toEqual(["imported:label-studio:3"]);
  });
});
