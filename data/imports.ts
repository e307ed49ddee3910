import type { ImportPlan } from "@/core/formats/import-plan";
import type { Said } from "@/core/formats/said";
import type { Database, Queryable } from "./database";
import { cancelJob, enqueueJob } from "./jobs";

export const IMPORT_STATES = ["uploading", "planned", "queued", "running", "done", "failed", "cancelled"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Where an import goes on: rows of file number `file` that are dealt with. */
export interface ImportPosition {
  readonly file: number;
  readonly rows: number;
}

export interface ImportWarning {
  readonly file: string;
  readonly line: number;
  /** In English; its code and what stands in it, since there are codes. */
  readonly text: string;
  readonly code?: string;
  readonly params?: Said["params"];
}

export interface ImportCounts {
  readonly read: number;
  readonly created: number;
  readonly duplicates: number;
  /** Rows in which characters were replaced. */
  readonly repaired: number;
  readonly rejected: number;
}

export interface Import extends ImportCounts {
  readonly id: string;
  readonly state: ImportState;
  /** One plan a file, by path; files without one are detected when the import runs. */
  readonly plan: Readonly<Record<string, ImportPlan>>;
  readonly position: ImportPosition;
  /** The first WARNINGS_KEPT. */
  readonly warnings: readonly ImportWarning[];
  readonly error: string | null;
  /** Membership id. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface ImportReject {
  readonly ordinal: number;
  readonly file: string;
  readonly line: number | null;
  readonly byteOffset: number | null;
  /** In English. */
  readonly reason: string;
  /** null: rejected before reasons had codes. */
  readonly code: string | null;
  readonly params: Said["params"] | null;
  /** The row, to be mended and imported again. */
  readonly source: string;
}

export const WARNINGS_KEPT = 200;

export async function createImport(db: Queryable, projectId: string, { id, createdBy, now }: { readonly id: string; readonly createdBy: string; readonly now: Date }): Promise<void> {
  await db.query(`INSERT INTO "import" ("project_id", "id", "state", "created_by", "created_at", "position") VALUES ($1, $2, 'uploading', $3, $4, '{"file": 0, "rows": 0}')`, [projectId, id, createdBy, now]);
}

export async function importById(db: Queryable, projectId: string, id: string): Promise<Import | null> {
  const [row] = await db.query<Import>(`SELECT ${COLUMNS} FROM "import" WHERE "project_id" = $1 AND "id" = $2`, [projectId, id]);
  return row ?? null;
}

/** The newest first. What was cancelled before it was queued was a dry run, or an upload that was given up: no import. */
export const imports = (db: Queryable, projectId: string, limit = 100): Promise<Import[]> =>
  db.query<Import>(`SELECT ${COLUMNS} FROM "import" WHERE "project_id" = $1 AND NOT ("state" = 'cancelled' AND "read" = 0 AND NOT EXISTS (SELECT 1 FROM "job" WHERE "job"."id" = "import"."id")) ORDER BY "created_at" DESC, "id" DESC LIMIT $2::int`, [projectId, limit]);

/** Keeps the accepted plans; null when the import has begun already. */
export async function planImport(db: Queryable, projectId: string, id: string, plan: Readonly<Record<string, ImportPlan>>): Promise<Import | null> {
  const [row] = await db.query<Import>(
    `UPDATE "import" SET "state" = 'planned', "plan" = $3::jsonb WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('uploading', 'planned') RETURNING ${COLUMNS}`, [projectId, id, JSON.stringify(plan)]);
  return row ?? null;
}

/** Queues the import with its job; false when it has begun already. @param maxUnpackedBytes what a compressed file may unpack to */
export const queueImport = (db: Database, projectId: string, id: string, { maxUnpackedBytes, now }: { readonly maxUnpackedBytes?: number; readonly now: Date }): Promise<boolean> =>
  db.transaction(async (within) => {
    const queued = await within.query(`UPDATE "import" SET "state" = 'queued' WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('uploading', 'planned') RETURNING "id"`, [projectId, id]);
    if (queued.length === 0) return false;
    await enqueueJob(within, { id, projectId, kind: "import", payload: { importId: id, maxUnpackedBytes }, now });
    return true;
  });

/** A runner takes it up, for the first time or again; null when it is over. */
export async function beginImport(db: Queryable, projectId: string, id: string): Promise<Import | null> {
  const [row] = await db.query<Import>(`UPDATE "import" SET "state" = 'running' WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('queued', 'running') RETURNING ${COLUMNS}`, [projectId, id]);
  return row ?? null;
}

/** Moves on, in the transaction that stored the rows: a row is counted exactly once, whatever is killed when.
 *  False: another runner was here, or the import is over; the caller must roll back. */
export async function advanceImport(within: Queryable, projectId: string, id: string, { from, to, counts, warnings, rejects }: {
  readonly from: ImportPosition; readonly to: ImportPosition; readonly counts: ImportCounts; readonly warnings: readonly ImportWarning[]; readonly rejects: readonly Omit<ImportReject, "ordinal">[];
}): Promise<boolean> {
  const [row] = await within.query<{ rejected: number }>(
    `UPDATE "import" SET "position" = $4::jsonb, "read" = "read" + $5::int, "created" = "created" + $6::int, "duplicates" = "duplicates" + $7::int, "repaired" = "repaired" + $8::int, "rejected" = "rejected" + $9::int,
       "warnings" = CASE WHEN jsonb_array_length("warnings") < $11::int THEN "warnings" || $10::jsonb ELSE "warnings" END
     WHERE "project_id" = $1 AND "id" = $2 AND "state" = 'running' AND "position" = $3::jsonb RETURNING "rejected"`,
    [projectId, id, JSON.stringify(from), JSON.stringify(to), counts.read, counts.created, counts.duplicates, counts.repaired, counts.rejected, JSON.stringify(warnings.slice(0, WARNINGS_KEPT)), WARNINGS_KEPT]);
  if (!row) return false;
  if (rejects.length > 0) {
    await within.query(
      `INSERT INTO "import_reject" ("project_id", "import_id", "ordinal", "file", "line", "byte_offset", "reason", "code", "params", "source")
       SELECT $1, $2, $3::int + x."place", x."file", x."line", x."byteOffset", x."reason", x."code", x."params", x."source"
       FROM json_to_recordset($4::json) AS x ("place" int, "file" text, "line" int, "byteOffset" bigint, "reason" text, "code" text, "params" jsonb, "source" text)`,
      [projectId, id, row.rejected - rejects.length, JSON.stringify(rejects.map((reject, index) => ({ ...reject, place: index + 1 })))]);
  }
  return true;
}

export async function finishImport(db: Queryable, projectId: string, id: string, outcome: { readonly state: "done" | "failed" | "cancelled"; readonly error?: string; readonly now: Date }): Promise<void> {
  await db.query(`UPDATE "import" SET "state" = $3, "error" = $4, "finished_at" = $5 WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('uploading', 'planned', 'queued', 'running')`, [projectId, id, outcome.state, outcome.error ?? null, outcome.now]);
}

/** Before it runs it ends at once; while it runs it is asked to stop, and keeps the rows that are stored. False: it is over, or not there. */
export async function cancelImport(db: Database, projectId: string, id: string, now: Date): Promise<boolean> {
  const ended = await db.query(
    `UPDATE "import" SET "state" = 'cancelled', "finished_at" = $3 WHERE "project_id" = $1 AND "id" = $2 AND "state" IN ('uploading', 'planned', 'queued') RETURNING "id"`, [projectId, id, now]);
  const asked = await cancelJob(db, projectId, id, now);
  return ended.length > 0 || asked;
}

/** Rejected rows after an ordinal, in the order in which they were met. */
export const rejectsOf = (db: Queryable, projectId: string, importId: string, after: number, limit: number): Promise<ImportReject[]> =>
  db.query<ImportReject>(
    `SELECT "ordinal", "file", "line", "byte_offset" AS "byteOffset", "reason", "code", "params", "source" FROM "import_reject" WHERE "project_id" = $1 AND "import_id" = $2 AND "ordinal" > $3::int ORDER BY "ordinal" LIMIT $4::int`,
    [projectId, importId, after, limit]);

const COLUMNS = `"id", "state", "plan", "read", "created", "duplicates", "repaired", "rejected", "position", "warnings", "error", "created_by" AS "createdBy", "created_at" AS "createdAt", "finished_at" AS "finishedAt"`;
