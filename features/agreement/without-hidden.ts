import type { BlindField } from "@/core/access/blinding";
import type { Database } from "@/data/database";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTraces } from "@/web/blinding";
import type { AgreementAnswer } from "./schema";

/** The answer without the single places on traces that a blind round still hides from whoever asks, and without anything by checkpoint while it hides checkpoints; sums over all traces stay. */
export async function withoutHidden(db: Database, projectId: string, member: ActorMembership, answer: AgreementAnswer, anywhere: ReadonlySet<BlindField>): Promise<AgreementAnswer> {
  const hidden = await hiddenOfTraces(db, projectId, member, [...new Set(answer.disagreements.map(({ trace }) => trace))]);
  const checkpointless = { checkpoints: [], gamma: answer.gamma && { ...answer.gamma, checkpoints: [] } };
  return { ...answer, ...(anywhere.has("checkpoint") && checkpointless), disagreements: answer.disagreements.filter(({ trace }) => !hidden.get(trace)?.has("layers")) };
}
