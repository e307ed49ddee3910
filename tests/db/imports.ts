import { createImport, importById, queueImport } from "@/data/imports";
import type { Import } from "@/data/imports";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { appendBytes, completeFile, openFile } from "@/data/stored-files";
import { startJobs } from "@/jobs/runner";
import type { World } from "./fixtures";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Stores files as an import and queues it. */
export async function upload(db: Database, world: World, files: Files): Promise<string> {
  const id = newId();
  await createImport(db, world.projectId, { id, createdBy: world.membershipId, now: new Date() });
  for (const [path, content] of Object.entries(files)) {
    const file = await openFile(db, world.projectId, { kind: "import", id }, path, "application/octet-stream");
    await appendBytes(db, world.projectId, file.id, 0, typeof content === "string" ? Buffer.from(content, "utf8") : content);
    await completeFile(db, world.projectId, file.id, null);
  }
  await queueImport(db, world.projectId, id, { now: new Date() });
  return id;
}

/** Waits for the end of an import that some runner works on. */
export async function finished(db: Database, world: World, id: string): Promise<Import> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const held = await importById(db, world.projectId, id);
    if (held && ["done", "failed", "cancelled"].includes(held.state)) return held;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error("the import does not end");
}

/** Imports with a runner of its own. */
export async function importAll(db: Database, world: World, files: Files): Promise<Import> {
  const id = await upload(db, world, files);
  const jobs = startJobs(db, { idle: 10 });
  try {
    return await finished(db, world, id);
  } finally {
    await jobs.stop();
  }
}

export const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export const counts = ({ read, created, duplicates, repaired, rejected, state }: Import) => ({ read, created, duplicates, repaired, rejected, state });
