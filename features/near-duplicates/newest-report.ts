import { z } from "zod";
import type { Database } from "@/data/database";
import { newestJob } from "@/data/near-duplicate-texts";
import type { NearDuplicateReport } from "@/jobs/near-duplicates";
import { NEAR_DUPLICATES } from "@/jobs/near-duplicates";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere } from "@/web/blinding";

const Member = z.object({ id: z.string(), name: z.string(), model: z.string(), checkpoint: z.string(), step: z.number().nullable(), similarity: z.number() });
const Report = z.object({
  threshold: z.number(), traces: z.number(), prompts: z.number(), alike: z.number(), groups: z.number(), acrossCheckpoints: z.number(), acrossPrompts: z.number(),
  listed: z.array(z.object({ size: z.number(), prompts: z.number(), checkpoints: z.number(), opening: z.string(), members: z.array(Member) })),
  promptGroups: z.array(z.object({ size: z.number(), traces: z.number(), openings: z.array(z.string()) })),
}) satisfies z.ZodType<NearDuplicateReport>;
export const NearDuplicatesAnswer = z.object({ id: z.string(), state: z.string(), error: z.string().nullable(), compared: z.number(), report: Report.nullable(), createdAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable() }).meta({ id: "NearDuplicates" });
export type NearDuplicatesAnswer = z.infer<typeof NearDuplicatesAnswer>;

/** A blind round hides where traces come from, and the report tells it. */
export const isBlind = async (db: Database, projectId: string, member: ActorMembership): Promise<boolean> => (await hiddenAnywhere(db, projectId, member)).size > 0;

/** null: none was ever asked for. */
export async function newestReport(db: Database, projectId: string): Promise<NearDuplicatesAnswer | null> {
  const job = await newestJob(db, projectId, NEAR_DUPLICATES);
  if (!job) return null;
  const { compared, report } = job.progress;
  return {
    id: job.id, state: job.state, error: job.error, compared: typeof compared === "number" ? compared : 0, report: Report.safeParse(report).data ?? null, createdAt: job.createdAt.toISOString(), finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
