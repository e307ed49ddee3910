import { z } from "zod";
import { foldLog } from "@/core/annotation/fold";
import { decideAll, migrationStepSchema } from "@/core/codebook/migration-plan";
import type { AnnotationHead } from "@/data/annotation-head";
import type { HeldAnnotation } from "@/data/annotations";
import { refreshed } from "@/data/annotations";
import { askAgain } from "@/data/ask-again";
import { codebookById } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { insertAnnotations } from "@/data/insert-annotations";
import { migratable, migratableGold } from "@/data/migratable";
import { readingOf } from "@/data/readings";
import type { Fate, Moved, Transition } from "./codebook-transition";
import { copyOf, moveTo } from "./codebook-transition";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";
import { followCodebook } from "./follow-codebook";
import { migrateGold } from "./migrate-gold";

const Payload = z.object({ from: z.string(), to: z.string(), steps: z.array(migrationStepSchema) });

/** Carries submitted work of one codebook version over to the next, as its accepted migration plan says, the annotators' first and then the gold. Originals stay as they are; a copy names the one that it came from.
 *  What holds parts that are to be asked again goes back to its author as a draft without them. Begun again the job goes on where no copy stands yet. */
export const migrateAnnotations: JobHandler = async ({ db, job, now, step }) => {
  const payload = Payload.parse(job.payload);
  const projectId = job.projectId;
  const [from, to] = projectId === null ? [] : await Promise.all([codebookById(db, projectId, payload.from), codebookById(db, projectId, payload.to)]);
  if (projectId === null || !from || !to) throw new Error("a migration needs a project and two published versions");
  const transition = { from, to, steps: decideAll(from.body, to.body, payload.steps) };
  const breather = new Breather();
  const counts = { copied: 0, askedAgain: 0, unasked: 0, refused: 0, dropped: 0 };
  const ids = { from: from.id, to: to.id };
  const [waiting, gold] = [await migratable(db, projectId, ids), await migratableGold(db, projectId, ids)];
  const all = [...waiting.map((id) => ({ id, carry: migrateLayer })), ...gold.map((id) => ({ id, carry: migrateGold }))];
  for (const [at, { id, carry }] of all.entries()) {
    step({ ...counts, annotations: at, of: all.length });
    await breather.pause();
    const held = await refreshed(db, projectId, id);
    const moved = held && await moveTo(db, projectId, held, transition);
    if (!held || !moved) continue;
    counts[await carry(db, projectId, held, transition, moved, now())]++;
    counts.dropped += moved.lost.filter(({ why }) => why !== "ask-again").length;
  }
  step({ ...counts, annotations: all.length, of: all.length });
  if (counts.copied > 0) await followCodebook(db, projectId, to.id, now()); // versions may have been published faster than work was carried over
};

async function migrateLayer(db: Database, projectId: string, { head }: HeldAnnotation, transition: Transition, { wanted, asksAgain, operationsFor }: Moved, now: Date): Promise<Fate> {
  const operations = operationsFor({ ...wanted, submit: !asksAgain });
  if (!operations) return "refused";
  if (asksAgain) {
    // A copy of the same text elsewhere is not asked about: it follows its original.
    if (head.provenance["copiedFrom"] !== undefined) return "unasked";
    const draft = { codebookId: transition.to.id, operations, annotation: foldLog(operations), provenance: { askedAgain: head.id, askedRevision: String(head.revision), fromVersion: transition.from.id } };
    return (await askAgain(db, projectId, head, draft, now)) ? "askedAgain" : "unasked";
  }
  const reading = await readingOf(db, projectId, head.id);
  const copied = await insertAnnotations(db, projectId, [{
    ...copyOf(head, transition, operations), coverage: reading?.coverage ?? null, activeSeconds: reading?.activeSeconds ?? null, submittedAt: now.toISOString(),
    provenance: { migratedFrom: head.id, migratedRevision: String(head.revision), fromVersion: transition.from.id, ...twinOf(head) },
  }], now);
  return copied > 0 ? "copied" : "refused";
}

/** A copy of the same text elsewhere stays known as one: it was not made independently. */
const twinOf = ({ provenance: { copiedFrom, copiedTrace } }: AnnotationHead): Readonly<Record<string, string>> =>
  (typeof copiedFrom === "string" && typeof copiedTrace === "string" ? { copiedFrom, copiedTrace } : {});
