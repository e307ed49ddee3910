import type { Operation } from "@/core/annotation/operation";
import type { Queryable } from "./database";

/** The operations after a revision, in order; `upTo` leaves out what came after it. */
export async function operationsSince(db: Queryable, projectId: string, annotationId: string, revision: number, upTo?: number): Promise<Operation[]> {
  const rows = await db.query<{ body: string }>(
    `SELECT "body" FROM "annotation_operation" WHERE "project_id" = $1 AND "annotation_id" = $2 AND "seq" > $3::int AND "seq" <= coalesce($4::int, 2147483647) ORDER BY "seq"`,
    [projectId, annotationId, revision, upTo ?? null]);
  return rows.map(({ body }) => JSON.parse(body) as Operation);
}

/** Those of the operation ids that the log holds already. */
export async function loggedOperations(db: Queryable, projectId: string, annotationId: string, opIds: readonly string[]): Promise<ReadonlyMap<string, Operation>> {
  const rows = await db.query<{ op_id: string; body: string }>(
    `SELECT "op_id", "body" FROM "annotation_operation" WHERE "project_id" = $1 AND "annotation_id" = $2 AND "op_id" = ANY ($3::text[])`, [projectId, annotationId, opIds]);
  return new Map(rows.map((row) => [row.op_id, JSON.parse(row.body) as Operation]));
}

/** One line of the history of an annotation. */
export interface LoggedOperation {
  readonly seq: number;
  readonly operation: Operation;
  readonly accountId: string | null;
  readonly at: Date;
}

/** The whole log, oldest first. */
export async function annotationHistory(db: Queryable, projectId: string, annotationId: string): Promise<LoggedOperation[]> {
  const rows = await db.query<{ seq: number; body: string; account_id: string | null; at: Date }>(
    `SELECT "seq", "body", "account_id", "at" FROM "annotation_operation" WHERE "project_id" = $1 AND "annotation_id" = $2 ORDER BY "seq"`, [projectId, annotationId]);
  return rows.map(({ seq, body, account_id, at }) => ({ seq, operation: JSON.parse(body) as Operation, accountId: account_id, at }));
}
