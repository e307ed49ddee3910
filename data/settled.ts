import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";

/** Whether work submitted at a time has since been built upon: the trace has gold, a release was frozen after it, or its truth pass began, for which the behaviour pass is frozen. Reopening it then takes a researcher. */
export async function isSettled(db: Database, projectId: string, { traceId, pass, submittedAt }: { readonly traceId: string; readonly pass: Pass; readonly submittedAt: Date }): Promise<boolean> {
  const [row] = await db.query<{ settled: boolean }>(
    `SELECT EXISTS (SELECT FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "layer" = 'gold' AND "revision" > 0)
         OR ($4 = 'behaviour' AND EXISTS (SELECT FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "pass" = 'truth' AND "layer" LIKE 'annotator:%' AND "revision" > 0))
         OR EXISTS (SELECT FROM "release" WHERE "project_id" = $1 AND "state" = 'frozen' AND "frozen_at" >= $3::timestamptz) AS settled`, [projectId, traceId, submittedAt, pass]);
  return row?.settled ?? false;
}

/** Whether a member has work of the behaviour pass on a trace that is not submitted: until it is, their truth pass stays closed. */
export async function behaviourUnfinished(db: Database, projectId: string, traceId: string, membershipId: string): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "membership_id" = $3 AND "pass" = 'behaviour' AND "status" = 'draft' AND "revision" > 0) AS open`, [projectId, traceId, membershipId]);
  return row?.open ?? false;
}
