import { isAtLeast } from "@/core/access/role";
import type { Database } from "@/data/database";
import { flaggedAnnotations } from "@/data/flags";
import { members } from "@/data/memberships";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTraces } from "@/web/blinding";
import type { Flag } from "./schema";

/** Flags with their answers: all of them for adjudicators (less what a blind round still hides from them), their own for annotators. Open ones first. */
export async function flagsFor(db: Database, projectId: string, member: ActorMembership, { own = false }: { readonly own?: boolean } = {}): Promise<Flag[]> {
  const onlyOwn = own || !isAtLeast(member.role, "adjudicator");
  const [found, team] = await Promise.all([flaggedAnnotations(db, projectId, onlyOwn ? { membershipId: member.id } : {}), members(db, projectId)]);
  const hidden = await hiddenOfTraces(db, projectId, member, found.map(({ traceId }) => traceId));
  const handles = new Map(team.map(({ accountId, handle }) => [accountId, handle]));
  return found.filter(({ traceId, layer }) => layer === `annotator:${member.handle}` || !hidden.get(traceId)?.has("layers")).map(({ externalId, flaggedAt, updatedAt, answers, ...flag }) => ({
    ...flag, externalId: hidden.get(flag.traceId)?.has("externalId") ? flag.traceId.slice(0, 8) : externalId, flaggedAt: flaggedAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString(),
    answers: answers.map(({ id, body, accountId, at }) => ({ id, body, by: accountId === null ? null : handles.get(accountId) ?? null, at: at.toISOString() })),
  }));
}
