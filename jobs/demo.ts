import { RELEASE_FORMATS } from "@/core/formats/release-formats";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { insertAnnotations } from "@/data/insert-annotations";
import { insertTraces } from "@/data/insert-traces";
import { enqueueJob } from "@/data/jobs";
import { createProject } from "@/data/projects";
import { createRelease } from "@/data/releases";
import { createRound } from "@/data/rounds";
import { insertAssignments } from "@/data/assignments";
import type { DemoProject } from "@/prisma/demo/demo-project";
import { demoProject } from "@/prisma/demo/demo-project";
import { CUE_WORDS } from "@/core/detectors/built-in-lexicons";
import type { RunTrace } from "@/prisma/demo/training-run";
import { prepareTrace } from "./prepare-trace";
import type { RecreatedAnnotation } from "./recreate-annotations";
import { placeAnnotations, recreateAnnotations } from "./recreate-annotations";
import { startLexicon } from "./start-lexicon";

/** Loads the demo project for its owner: traces with every state of work, a queue of what nobody has claimed, a release on its way, and a training run with cue words looked for in it.
 *  Goes through the import's own functions, so that the demo cannot hold what an import would refuse. Nothing happens when a project "demo" is there already. */
export async function loadDemo(db: Database, { accountId, now }: { readonly accountId: string; readonly now: Date }): Promise<void> {
  const demo = demoProject();
  const made = await createProject(db, { id: newId(now.getTime()), slug: demo.slug, name: demo.name, ownerId: accountId, codebook: demo.codebook, now });
  if (!made) return;
  const projectId = made.project.id;
  const traceIds = await storeTraces(db, projectId, demo, demo.traces.map(({ record }) => record), made.codebookId, now);
  await storeTraces(db, projectId, demo, demo.run, made.codebookId, now);
  await openQueue(db, projectId, demo, made.codebookId, traceIds, now);
  await releaseSettled(db, projectId, demo, made.membership.id, now);
  await enqueueJob(db, { id: newId(), projectId, kind: "count-tokens", payload: {}, now });
  await startLexicon(db, projectId, CUE_WORDS, now);
}

/** @returns trace ids by external id */
async function storeTraces(db: Database, projectId: string, demo: DemoProject, records: readonly RunTrace[], codebookId: string, now: Date): Promise<ReadonlyMap<string, string>> {
  const codebooks = new Map([[`${demo.codebook.key} 1`, { id: codebookId, body: demo.codebook }]]);
  return db.transaction(async (within) => {
    const outcomes = await insertTraces(within, projectId, null, records.map((record) => prepareTrace(record)), now);
    const ids = new Map<string, string>();
    const annotated: { traceId: string; annotations: readonly RecreatedAnnotation[] }[] = [];
    for (const [index, record] of records.entries()) {
      const [outcome, annotations] = [outcomes[index], recreateAnnotations(record, codebooks)];
      if (outcome?.kind !== "created") throw new Error(`demo trace ${record.externalId} was not stored`);
      if (!annotations.ok) throw new Error(`demo trace ${record.externalId}: ${annotations.error}`);
      ids.set(record.externalId, outcome.traceId);
      annotated.push({ traceId: outcome.traceId, annotations: annotations.value });
    }
    await insertAnnotations(within, projectId, await placeAnnotations(within, projectId, annotated, now), now);
    return ids;
  });
}

/** What nobody has claimed waits in a blind round, for whoever asks for the next trace. */
async function openQueue(db: Database, projectId: string, demo: DemoProject, codebookId: string, traceIds: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const waiting = demo.traces.filter(({ state }) => state === "unclaimed").map(({ record }) => traceIds.get(record.externalId)!);
  const round = await createRound(db, projectId, { id: newId(), name: "Round 1", pass: "behaviour", codebookId, seed: 7, plan: { kind: "list", traces: waiting.length }, blinding: {}, suggesting: {}, now });
  if (!round) throw new Error("the demo's round could not be made");
  await insertAssignments(db, projectId, waiting.map((traceId, position) => ({ id: newId(), traceId, pass: "behaviour", roundId: round.id, position })));
}

/** Freezes the gold of one question; the release job builds it. */
async function releaseSettled(db: Database, projectId: string, demo: DemoProject, createdBy: string, now: Date): Promise<void> {
  const prompt = demo.traces.find(({ released }) => released)?.record.prompt;
  if (prompt === undefined) throw new Error("the demo releases nothing");
  await createRelease(db, projectId, { id: newId(), name: demo.releaseName, request: { layer: "gold", filter: { state: "adjudicated", q: prompt }, formats: RELEASE_FORMATS, seed: 7, version: "1", license: "apache-2.0" }, createdBy, now });
}
