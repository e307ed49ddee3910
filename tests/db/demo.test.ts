import { expect, test } from "vitest";
import { createAccount } from "@/data/accounts";
import { newId } from "@/data/id";
import { members } from "@/data/memberships";
import { projectBySlug } from "@/data/projects";
import { releases } from "@/data/releases";
import { TRACE_STATES } from "@/data/trace-filter";
import { countTraces } from "@/data/trace-page";
import { detectors } from "@/data/detector-runs";
import { measureEmergence } from "@/features/emergence/measure-emergence";
import { EmergenceQuery } from "@/features/emergence/schema";
import { loadDemo } from "@/jobs/demo";
import { startJobs } from "@/jobs/runner";
import { onBothHomes } from "./homes";

onBothHomes("the demo project", (home) => {
  test("D20: it holds every state of work, a queue and a frozen release, and loading it twice adds nothing", async () => {
    const account = await createAccount(home.db, { id: newId(), email: "demo@example.org", name: "D 🙂", passwordHash: null, now: new Date() });
    await loadDemo(home.db, { accountId: account!.id, now: new Date() });
    await loadDemo(home.db, { accountId: account!.id, now: new Date() });
    const project = await projectBySlug(home.db, "demo");
    const counts = Object.fromEntries(await Promise.all(TRACE_STATES.map(async (state) => [state, await countTraces(home.db, project!.id, { state })] as const)));
    expect(counts).toEqual({ unclaimed: 40, in_progress: 4, finished: 287, disagreeing: 49, adjudicated: 12 });
    expect((await members(home.db, project!.id)).map(({ handle, accountId }) => [handle, accountId !== null]).filter(([, claimed]) => !claimed).map(([handle]) => handle).sort()).toEqual(["a1", "a2", "a3"]);
    const [{ waiting }] = await home.db.query<{ waiting: number }>(`SELECT count(*) AS waiting FROM "assignment" WHERE "project_id" = $1 AND "status" = 'open'`, [project!.id]) as [{ waiting: number }];
    expect(waiting).toBe(8);
    const jobs = startJobs(home.db, { idle: 10 });
    await expect.poll(async () => (await releases(home.db, project!.id)).map(({ state, error }) => ({ state, error })), { timeout: 40_000 }).toEqual([{ state: "frozen", error: null }]);
    await expect.poll(async () => (await detectors(home.db, project!.id)).map(({ complete, traces }) => ({ complete, traces })), { timeout: 40_000 }).toEqual([{ complete: true, traces: 392 }]);
    await jobs.stop();
    const [release] = await releases(home.db, project!.id);
    expect(release!.manifest).toMatchObject({ offset_unit: "codepoint" });
    expect(JSON.stringify(release!.manifest)).toContain('"traces":8');
  });

  test("D20: its training run holds a true emergence, a length artefact and a drifting proxy, and the measures tell them apart", async () => {
    const project = await projectBySlug(home.db, "demo");
    const { model, layer, detector, report } = await measureEmergence(home.db, project!.id, EmergenceQuery.parse({ resamples: 400 }));
    expect({ model, layer, detector }).toMatchObject({ model: "fir-2b", layer: "human", detector: expect.stringMatching(/^detector:cue-words@/) });
    expect(report!.findings[0]).toMatchObject({ kind: "rises", label: "verification", by: 800, word: "onset" });
    expect(report!.findings.find(({ label }) => label === "branching")).toMatchObject({ kind: "longer" });
    expect(report!.analysis.labels.flatMap(({ card }) => card.cautions)).not.toContain("few prompts");
    const proxy = report!.detectors.find(({ label }) => label === "backtracking")!;
    expect(report!.findings.find(({ label }) => label === "backtracking")!.kind).not.toBe("rises");
    expect(proxy.onset).not.toBeNull();
    expect(proxy.check!.specificityChange).toMatchObject({ verdict: "moves" });
    const mine = await measureEmergence(home.db, project!.id, EmergenceQuery.parse({ resamples: 200, model: "lumen-7b" }));
    expect(mine.report!.findings.map(({ kind }) => kind)).toEqual(mine.report!.findings.map(() => "too few"));
  });
});
