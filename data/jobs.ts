import type { Queryable } from "./database";

export const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Long work off the request. */
export interface Job {
  readonly id: string;
  readonly projectId: string | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly state: JobState;
  readonly progress: Readonly<Record<string, unknown>>;
  /** Times that a runner took it up. */
  readonly attempts: number;
  readonly cancelRequested: boolean;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Queues a job; the same id twice is one job. */
export async function enqueueJob(db: Queryable, job: { readonly id: string; readonly projectId: string | null; readonly kind: string; readonly payload: Readonly<Record<string, unknown>>; readonly now: Date }): Promise<void> {
  await db.query('INSERT INTO "job" ("id", "project_id", "kind", "payload", "created_at") VALUES ($1, $2, $3, $4::jsonb, $5) ON CONFLICT DO NOTHING', [job.id, job.projectId, job.kind, JSON.stringify(job.payload), job.now]);
}

/** Takes the oldest job of the kinds that nobody works on, in one statement: queued ones, and running ones whose lease ran out because their runner died. */
export async function claimJob(db: Queryable, runner: string, kinds: readonly string[], leaseUntil: Date, now: Date): Promise<Job | null> {
  const [row] = await db.query<Job>(
    `UPDATE "job" SET "state" = 'running', "held_by" = $1, "lease_until" = $2, "attempts" = "attempts" + 1 WHERE "id" = (
       SELECT "id" FROM "job" WHERE "kind" = ANY ($4::text[]) AND ("state" = 'queued' OR ("state" = 'running' AND "lease_until" <= $3)) ORDER BY "created_at", "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`, [runner, leaseUntil, now, kinds]);
  return row ?? null;
}

/** Keeps a job alive and notes how far it is. null: it is not this runner's any more; otherwise whether somebody wants it to stop. */
export async function renewJob(db: Queryable, id: string, runner: string, leaseUntil: Date, progress: Readonly<Record<string, unknown>>): Promise<{ readonly cancelRequested: boolean } | null> {
  const [row] = await db.query<{ cancelRequested: boolean }>(
    `UPDATE "job" SET "lease_until" = $3, "progress" = $4::jsonb WHERE "id" = $1 AND "held_by" = $2 AND "state" = 'running' RETURNING "cancel_requested" AS "cancelRequested"`, [id, runner, leaseUntil, JSON.stringify(progress)]);
  return row ?? null;
}

export async function finishJob(db: Queryable, id: string, runner: string, outcome: { readonly state: "done" | "failed" | "cancelled"; readonly error?: string; readonly now: Date }): Promise<void> {
  await db.query(`UPDATE "job" SET "state" = $3, "error" = $4, "finished_at" = $5, "lease_until" = NULL WHERE "id" = $1 AND "held_by" = $2 AND "state" = 'running'`, [id, runner, outcome.state, outcome.error ?? null, outcome.now]);
}

/** Puts a job back untouched, when its runner stops on purpose: another may go on at once. */
export async function yieldJob(db: Queryable, id: string, runner: string): Promise<void> {
  await db.query(`UPDATE "job" SET "state" = 'queued', "held_by" = NULL, "lease_until" = NULL, "attempts" = "attempts" - 1 WHERE "id" = $1 AND "held_by" = $2 AND "state" = 'running'`, [id, runner]);
}

/** Frees what a dead process of the same embedded store held: there can be only one, so whatever runs now runs nowhere. */
export async function reclaimJobs(db: Queryable): Promise<void> {
  await db.query(`UPDATE "job" SET "state" = 'queued', "held_by" = NULL, "lease_until" = NULL WHERE "state" = 'running'`);
}

/** A queued job ends at once; a running one is asked to stop. False: no such job in the project, or it is over. */
export async function cancelJob(db: Queryable, projectId: string, id: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `UPDATE "job" SET "cancel_requested" = true, "finished_at" = CASE WHEN "state" = 'queued' THEN $3::timestamptz END, "state" = CASE WHEN "state" = 'queued' THEN 'cancelled' ELSE "state" END
     WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('queued', 'running') RETURNING "id"`, [projectId, id, now]);
  return rows.length > 0;
}

/** A project's jobs, the newest first. */
export const jobsOf = (db: Queryable, projectId: string, limit = 100): Promise<Job[]> =>
  db.query<Job>(`SELECT ${COLUMNS} FROM "job" WHERE "project_id" = $1 ORDER BY "created_at" DESC, "id" DESC LIMIT $2::int`, [projectId, limit]);

export async function jobById(db: Queryable, projectId: string, id: string): Promise<Job | null> {
  const [row] = await db.query<Job>(`SELECT ${COLUMNS} FROM "job" WHERE "project_id" = $1 AND "id" = $2`, [projectId, id]);
  return row ?? null;
}

const COLUMNS = `"id", "project_id" AS "projectId", "kind", "payload", "state", "progress", "attempts", "cancel_requested" AS "cancelRequested", "error", "created_at" AS "createdAt", "finished_at" AS "finishedAt"`;
