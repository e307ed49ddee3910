import type { Database } from "./database";

/** Whether work submitted at a time has since been built upon: the trace has gold, or a release was frozen after it. Reopening it then takes a researcher. */
export async function isSettled(db: Database, projectId: string, traceId: string, submittedAt: Date): Promise<boolean> {
  const [row] = await db.query<{ settled: boolean }>(
    `SELECT EXISTS (SELECT FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "layer" = 'gold' AND "revision" > 0)
         OR EXISTS (SELECT FROM "release" WHERE "project_id" = $1 AND "state" = 'frozen' AND "frozen_at" >= $3::timestamptz) AS settled`, [projectId, traceId, submittedAt]);
  return row?.settled ?? false;
}
