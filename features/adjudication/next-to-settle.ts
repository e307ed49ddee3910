import type { Pass } from "@/core/annotation/annotation";
import { adjudications, cursorBehind } from "@/data/adjudications";
import type { Database } from "@/data/database";
import { traceById } from "@/data/traces";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTraces } from "@/web/blinding";

const PAGE = 25;

/** Where an adjudicator goes on: what comes behind this trace in the list, then from its beginning; what nobody has begun before what lies half done. What a blind round still hides from them is passed over. null: nothing is open for them. */
export async function nextToSettle(db: Database, projectId: string, member: ActorMembership, traceId: string, pass: Pass): Promise<{ readonly trace: string; readonly pass: Pass } | null> {
  const here = await traceById(db, projectId, traceId);
  const behind = here ? cursorBehind({ externalId: here.externalId, pass }) : undefined;
  for (const state of ["open", "begun"] as const) {
    for (const start of [behind, undefined]) {
      for (let cursor: string | null | undefined = start; cursor !== null;) {
        const page = await adjudications(db, projectId, { state, cursor, limit: PAGE });
        const hidden = await hiddenOfTraces(db, projectId, member, page.items.map((row) => row.traceId));
        const found = page.items.find((row) => (row.traceId !== traceId || row.pass !== pass) && !hidden.get(row.traceId)?.has("layers"));
        if (found) return { trace: found.traceId, pass: found.pass };
        cursor = page.next;
      }
    }
  }
  return null;
}
