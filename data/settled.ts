import type { Pass } from "@/core/annotation/annotation";
import type { Database, Queryable } from "./database";
import { isSecretGold } from "./secret-gold";

/** The condition of {@link isSettled} on expressions of a statement. */
export const settledSql = ({ project, trace, submittedAt, pass, assignment }: Readonly<Record<"project" | "trace" | "submittedAt" | "pass" | "assignment", string>>): string => `(
  (EXISTS (SELECT FROM "annotation" g WHERE g."project_id" = ${project} AND g."trace_id" = ${trace} AND g."layer" = 'gold' AND g."revision" > 0) AND NOT ${isSecretGold(project, assignment)})
  OR (${pass} = 'behaviour' AND EXISTS (SELECT FROM "annotation" g WHERE g."project_id" = ${project} AND g."trace_id" = ${trace} AND g."pass" = 'truth' AND g."layer" LIKE 'annotator:%' AND g."revision" > 0))
  OR EXISTS (SELECT FROM "release" r WHERE r."project_id" = ${project} AND r."state" = 'frozen' AND r."frozen_at" >= ${submittedAt}))`;

/** Whether work submitted at a time has since been built upon: the trace has gold, a release was frozen after it, or its truth pass began, for which the behaviour pass is frozen. Reopening it then takes a researcher.
 *  Gold that is hidden in a round was there before: while that round is open, such work is reopened like the rest, or it would tell itself. */
export async function isSettled(db: Database, projectId: string, { traceId, pass, submittedAt, assignmentId }: { readonly traceId: string; readonly pass: Pass; readonly submittedAt: Date; readonly assignmentId: string | null }): Promise<boolean> {
  const [row] = await db.query<{ settled: boolean }>(`SELECT ${settledSql({ project: "$1", trace: "$2", submittedAt: "$3::timestamptz", pass: "$4", assignment: "$5::text" })} AS settled`, [projectId, traceId, submittedAt, pass, assignmentId]);
  return row?.settled ?? false;
}

/** Runs a statement that settles a trace (its first gold, the first of its truth pass), or that may only run while nothing does (reopening): one after the other, each seeing what those before it committed.
 *  A condition within one statement cannot do this alone: it sees the moment in which the statement began, also when it waits. */
export const oneByOne = <Value>(db: Database, projectId: string, traceId: string, run: (within: Queryable) => Promise<Value>): Promise<Value> =>
  db.transaction(async (within) => {
    await within.query('SELECT FROM "trace" WHERE "project_id" = $1 AND "id" = $2 FOR NO KEY UPDATE', [projectId, traceId]);
    return run(within);
  });

/** Whether a member has work of the behaviour pass on a trace that is not submitted: until it is, their truth pass stays closed. */
export async function behaviourUnfinished(db: Database, projectId: string, traceId: string, membershipId: string): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "membership_id" = $3 AND "pass" = 'behaviour' AND "status" = 'draft' AND "revision" > 0) AS open`, [projectId, traceId, membershipId]);
  return row?.open ?? false;
}
