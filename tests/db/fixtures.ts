import type { Codebook } from "@/core/codebook/codebook";
import type { ImportedTrace } from "@/core/formats/trace-record";
import { createAccount } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { insertTraces } from "@/data/insert-traces";
import { createProject } from "@/data/projects";
import { prepareTrace } from "@/jobs/prepare-trace";

export const NOW = new Date("2026-11-21T10:00:00.000Z");

export const codebook: Codebook = {
  key: "test-book", title: { en: "Test book 🙂" }, unit: "span",
  labels: ["branching", "verification"].map((key, index) => ({
    key, name: { en: key }, tag: key.slice(0, 2).toUpperCase(), colour: key, pattern: index === 0 ? "dashes" : "solid", hotkey: index + 1, pass: "behaviour",
    definition: { en: key }, examples: [], attributes: [], fields: ["prompt", "cot", "answer"],
  })),
  relations: [], questions: [], guidelines: { en: "Label it 🙂." }, blocking: [],
};

export interface World {
  readonly projectId: string;
  readonly slug: string;
  readonly accountId: string;
  readonly membershipId: string;
  readonly handle: string;
  readonly codebookId: string;
}

/** A project with an owner and a published codebook. */
export async function newWorld(db: Database, body: Codebook = codebook): Promise<World> {
  const accountId = newId();
  await createAccount(db, { id: accountId, email: `${accountId}@example.org`, name: "Ada 🙂", passwordHash: null, now: NOW });
  const slug = `p-${accountId.slice(-12)}`;
  const made = await createProject(db, { id: newId(), slug, name: "A project 🙂", ownerId: accountId, codebook: body, now: NOW });
  if (!made) throw new Error("the slug was taken");
  return { projectId: made.project.id, slug, accountId, membershipId: made.membership.id, handle: made.membership.handle, codebookId: made.codebookId };
}

export const record = (over: Partial<ImportedTrace> = {}): ImportedTrace => ({
  prompt: "What is 3+4? 🙂", cot: "🙂 So 7.\n\nWait, 3+4=7, yes.", decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [], ...over,
});

/** Stores one trace and answers its id. */
export async function newTrace(db: Database, projectId: string, over: Partial<ImportedTrace> = {}): Promise<string> {
  const trace = prepareTrace(record(over));
  const [outcome] = await insertTraces(db, projectId, null, [trace], NOW);
  if (outcome?.kind !== "created") throw new Error(`the trace was ${outcome?.kind}`);
  return outcome.traceId;
}
