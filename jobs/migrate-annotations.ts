import { z } from "zod";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import { diffAnnotation } from "@/core/annotation/diff";
import { foldLog } from "@/core/annotation/fold";
import { migrateAnnotation } from "@/core/codebook/migrate-annotation";
import { migrationStepSchema } from "@/core/codebook/migration-plan";
import { refreshed } from "@/data/annotations";
import { codebookById } from "@/data/codebooks";
import { newId } from "@/data/id";
import { insertAnnotations } from "@/data/insert-annotations";
import { migratable } from "@/data/migratable";
import { readingOf } from "@/data/readings";
import { offsetsOfTrace, traceById } from "@/data/traces";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";

/** Payload of the job that follows a publication. */
export const MIGRATE = "migrate-annotations";
const Payload = z.object({ from: z.string(), to: z.string(), steps: z.array(migrationStepSchema) });

/** Copies the annotators' submitted work of one codebook version to the next, as its accepted migration plan says. Originals stay as they are; a copy names the one that it came from.
 *  What is to be asked again, or no longer holds by the next version's rules, is not copied and is counted. Begun again it goes on where no copy stands yet. */
export const migrateAnnotations: JobHandler = async ({ db, job, now, step }) => {
  const { from, to, steps } = Payload.parse(job.payload);
  const projectId = job.projectId;
  const next = projectId === null ? null : await codebookById(db, projectId, to);
  if (projectId === null || !next) throw new Error("a migration needs a project and a published version");
  const breather = new Breather();
  const counts = { copied: 0, askedAgain: 0, refused: 0, dropped: 0 };
  const waiting = await migratable(db, projectId, { from, to });
  for (const [at, id] of waiting.entries()) {
    step({ ...counts, annotations: at, of: waiting.length });
    await breather.pause();
    const held = await refreshed(db, projectId, id);
    const [trace, offsets] = held ? await Promise.all([traceById(db, projectId, held.head.traceId), offsetsOfTrace(db, projectId, held.head.traceId)]) : [];
    if (!held || !trace || !offsets) continue;
    const migrated = migrateAnnotation(held.annotation, steps, next.body);
    if (migrated.kind === "ask-again") { counts.askedAgain++; continue; }
    const operations = diffAnnotation(emptyAnnotation, { ...migrated.wanted, submit: true }, newId);
    // Submission was judged when it happened: checks that block it in the next version are not the copy's.
    if (!applyAll(emptyAnnotation, operations.filter(({ type }) => type !== "submit"), { offsets, codebook: next.body, excluded: trace.excluded }).ok) { counts.refused++; continue; }
    const { head } = held;
    const reading = await readingOf(db, projectId, head.id);
    counts.copied += await insertAnnotations(db, projectId, [{
      id: newId(), traceId: head.traceId, layer: head.layer, membershipId: head.membershipId, assignmentId: head.assignmentId, slot: `migrated ${to}`, pass: head.pass, codebookId: to, operations, annotation: foldLog(operations),
      recordedRevision: operations.length, coverage: reading?.coverage ?? null, activeSeconds: reading?.activeSeconds ?? null, submittedAt: now().toISOString(),
      provenance: { migratedFrom: head.id, migratedRevision: String(head.revision), fromVersion: from },
    }], now());
    counts.dropped += migrated.dropped;
  }
  step({ ...counts, annotations: waiting.length, of: waiting.length });
};
