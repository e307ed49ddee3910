import { successorOf } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";

/** Payload {from, to, steps} of the job that follows a publication, and of the one that follows work which came later. */
export const MIGRATE = "migrate-annotations";

/** Work that was begun under one codebook version and finished after the next was published is carried over like the rest, by the plan that was accepted then. Nothing where the version is the last.
 *  @param codebookId the version under which the work stands */
export async function followCodebook(db: Database, projectId: string, codebookId: string, now: Date): Promise<void> {
  const next = await successorOf(db, projectId, codebookId);
  if (next) await enqueueJob(db, { id: newId(), projectId, kind: MIGRATE, payload: { from: codebookId, to: next.id, steps: next.migration }, now });
}
