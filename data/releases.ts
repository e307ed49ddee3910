import type { ReleaseFormat } from "@/core/formats/release-formats";
import type { Database, Queryable } from "./database";
import { cancelJob, enqueueJob } from "./jobs";
import type { TraceFilter } from "./trace-filter";

export const RELEASE_STATES = ["building", "frozen", "failed", "cancelled"] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** What goes into a release. */
export interface ReleaseRequest {
  /** all (every human annotator), gold, annotator:<handle>, imported:<source>. */
  readonly layer: string;
  readonly filter: TraceFilter;
  readonly formats: readonly ReleaseFormat[];
  readonly seed?: number;
  /** Share of the steps and digits that ablations change. */
  readonly ablationShare?: number;
  readonly version: string;
  /** A Hugging Face licence key for the dataset card; absent: "other". */
  readonly license?: string;
  /** What the dataset card says first. */
  readonly summary?: string;
}

export interface Release {
  readonly id: string;
  readonly name: string;
  readonly state: ReleaseState;
  readonly request: ReleaseRequest;
  /** manifest.json once it is frozen. */
  readonly manifest: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
}

/** A release in state building, with its job. */
export const createRelease = (db: Database, projectId: string, { id, name, request, createdBy, now }: Pick<Release, "id" | "name" | "request" | "createdBy"> & { readonly now: Date }): Promise<void> =>
  db.transaction(async (within) => {
    await within.query(`INSERT INTO "release" ("project_id", "id", "name", "state", "request", "created_by", "created_at") VALUES ($1, $2, $3, 'building', $4::jsonb, $5, $6)`, [projectId, id, name, JSON.stringify(request), createdBy, now]);
    await enqueueJob(within, { id, projectId, kind: "release", payload: { releaseId: id }, now });
  });

export async function releaseById(db: Queryable, projectId: string, id: string): Promise<Release | null> {
  const [row] = await db.query<Release>(`SELECT ${COLUMNS} FROM "release" WHERE "project_id" = $1 AND "id" = $2`, [projectId, id]);
  return row ?? null;
}

/** The newest first. */
export const releases = (db: Queryable, projectId: string): Promise<Release[]> =>
  db.query<Release>(`SELECT ${COLUMNS} FROM "release" WHERE "project_id" = $1 ORDER BY "created_at" DESC, "id" DESC`, [projectId]);

/** From building to its end; a frozen release never changes again. */
export async function finishRelease(db: Queryable, projectId: string, id: string, outcome:
  | { readonly state: "frozen"; readonly manifest: unknown; readonly frozenAt: Date } | { readonly state: "failed"; readonly error: string } | { readonly state: "cancelled" }): Promise<void> {
  const frozen = outcome.state === "frozen" ? outcome : null;
  await db.query(
    `UPDATE "release" SET "state" = $3, "manifest" = $4::jsonb, "frozen_at" = $5::timestamptz, "error" = $6 WHERE "project_id" = $1 AND "id" = $2 AND "state" = 'building'`,
    [projectId, id, outcome.state, frozen ? JSON.stringify(frozen.manifest) : null, frozen?.frozenAt ?? null, outcome.state === "failed" ? outcome.error : null]);
}

/** Asks the build to stop. False: it is over, or not there. */
export async function cancelRelease(db: Database, projectId: string, id: string, now: Date): Promise<boolean> {
  const asked = await cancelJob(db, projectId, id, now);
  if (asked) {
    // A queued job ends at once and nobody will come to close the release.
    await db.query(`UPDATE "release" r SET "state" = 'cancelled' WHERE r."project_id" = $1 AND r."id" = $2 AND r."state" = 'building' AND EXISTS (SELECT FROM "job" j WHERE j."id" = r."id" AND j."state" = 'cancelled')`, [projectId, id]);
  }
  return asked;
}

/** Notes which traces a release holds; what is released may not be reopened by its annotator. */
export async function noteReleased(db: Queryable, projectId: string, releaseId: string, traceIds: readonly string[]): Promise<void> {
  await db.query('INSERT INTO "released_trace" ("project_id", "release_id", "trace_id") SELECT $1, $2, unnest($3::text[]) ON CONFLICT DO NOTHING', [projectId, releaseId, traceIds]);
}

export async function forgetReleased(db: Queryable, projectId: string, releaseId: string): Promise<void> {
  await db.query('DELETE FROM "released_trace" WHERE "project_id" = $1 AND "release_id" = $2', [projectId, releaseId]);
}

const COLUMNS = `"id", "name", "state", "request", "manifest", "error", "created_by" AS "createdBy", "created_at" AS "createdAt", "frozen_at" AS "frozenAt"`;
