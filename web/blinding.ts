import type { BlindField } from "@/core/access/blinding";
import { hiddenBy } from "@/core/access/blinding";
import { blindRules, blindTraces } from "@/data/blind-assignments";
import type { Database } from "@/data/database";
import type { TraceOrder } from "@/data/trace-page";
import type { ActorMembership } from "./actor";

/** What is hidden from a member anywhere in the project now: no filter, sort or count may tell it. */
export async function hiddenAnywhere(db: Database, projectId: string, member: ActorMembership): Promise<ReadonlySet<BlindField>> {
  return hiddenBy(await blindRules(db, projectId, { membershipId: member.id, pool: drawsFromPool(member) }));
}

/** In which order traces may be listed for somebody from whom these fields are hidden anywhere. */
export const orderFor = (hidden: ReadonlySet<BlindField>): TraceOrder => (hidden.has("externalId") ? "opaque" : "name");

/** What is hidden of each of these traces; traces of which nothing is hidden are left out. */
export async function hiddenOfTraces(db: Database, projectId: string, member: ActorMembership, traceIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<BlindField>>> {
  const rules = await blindTraces(db, projectId, { membershipId: member.id, pool: drawsFromPool(member), traceIds });
  return new Map([...rules].map(([traceId, each]) => [traceId, hiddenBy(each)]));
}

export async function hiddenOfTrace(db: Database, projectId: string, member: ActorMembership, traceId: string): Promise<ReadonlySet<BlindField>> {
  return (await hiddenOfTraces(db, projectId, member, [traceId])).get(traceId) ?? NOTHING;
}

/** Work that is free for anybody blinds annotators, who may get it any moment; adjudicators and above are blind only for what they were given or took. */
const drawsFromPool = ({ role }: ActorMembership): boolean => role === "annotator";

const NOTHING: ReadonlySet<BlindField> = new Set();
