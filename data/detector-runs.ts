import type { Span } from "@/core/annotation/span";
import type { ExcludedRange } from "@/core/formats/trace-record";
import type { DetectorOutput } from "./detectors";
import type { Queryable } from "./database";
import { newId } from "./id";

export const DETECTOR_KINDS = ["lexicon", "judge", "imported"] as const;
export type DetectorKind = (typeof DETECTOR_KINDS)[number];

/** An automatic labeller. `complete` false: its run has not ended, and what it said so far is not used. */
export interface Detector {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: DetectorKind;
  readonly config: Readonly<Record<string, unknown>>;
  readonly complete: boolean;
  /** Traces that it has spoken about. */
  readonly traces: number;
  readonly createdAt: Date;
}

const COLUMNS = `d."id", d."name", d."version", d."kind", d."config", coalesce(d."config" ->> 'complete', 'true') = 'true' AS complete, d."created_at" AS "createdAt",
  (SELECT count(*) FROM "detector_output" o WHERE o."project_id" = d."project_id" AND o."detector_id" = d."id") AS traces`;

/** The newest first. */
export const detectors = (db: Queryable, projectId: string): Promise<Detector[]> =>
  db.query<Detector>(`SELECT ${COLUMNS} FROM "detector" d WHERE d."project_id" = $1 ORDER BY d."created_at" DESC, d."id" DESC`, [projectId]);

export async function detectorById(db: Queryable, projectId: string, id: string): Promise<Detector | null> {
  const [row] = await db.query<Detector>(`SELECT ${COLUMNS} FROM "detector" d WHERE d."project_id" = $1 AND d."id" = $2`, [projectId, id]);
  return row ?? null;
}

/** Makes the detector, or finds the one of that name and version: same name and version is the same detector. What it said before stays until it runs. */
export async function ensureDetector(db: Queryable, projectId: string, { name, version, kind, config }: { readonly name: string; readonly version: string; readonly kind: DetectorKind; readonly config: Readonly<Record<string, unknown>> }, now: Date): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `INSERT INTO "detector" ("project_id", "id", "name", "version", "kind", "config", "created_at") VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)
     ON CONFLICT ("project_id", "name", "version") DO UPDATE SET "name" = excluded."name" RETURNING "id"`, [projectId, newId(), name, version, kind, JSON.stringify({ ...config, complete: false }), now]);
  return row!.id;
}

/** Notes facts of a run in the detector's configuration, e.g. that it is complete, or what it cost. */
export async function noteDetector(db: Queryable, projectId: string, id: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
  await db.query(`UPDATE "detector" SET "config" = "config" || $3::jsonb WHERE "project_id" = $1 AND "id" = $2`, [projectId, id, JSON.stringify(facts)]);
}

export interface UnreadTrace {
  readonly id: string;
  readonly runId: string;
  readonly cot: string;
  readonly stepEnds: readonly number[];
  readonly excluded: readonly ExcludedRange[];
}

/** Traces about which a detector has said nothing yet, by id after `after`: an interrupted run goes on where it stood. */
export const unreadTraces = (db: Queryable, projectId: string, detectorId: string, after: string, limit: number): Promise<UnreadTrace[]> =>
  db.query<UnreadTrace>(
    `SELECT t."id", t."run_id" AS "runId", t."cot", t."step_ends" AS "stepEnds", t."excluded" FROM "trace" t
     WHERE t."project_id" = $1 AND t."id" > $3 AND NOT EXISTS (SELECT FROM "detector_output" o WHERE o."project_id" = $1 AND o."detector_id" = $2 AND o."trace_id" = t."id")
     ORDER BY t."id" LIMIT $4::int`, [projectId, detectorId, after, limit]);

export async function countUnread(db: Queryable, projectId: string, detectorId: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM "trace" t WHERE t."project_id" = $1 AND NOT EXISTS (SELECT FROM "detector_output" o WHERE o."project_id" = $1 AND o."detector_id" = $2 AND o."trace_id" = t."id")`, [projectId, detectorId]);
  return row!.n;
}

export async function writeOutputs(db: Queryable, projectId: string, detectorId: string, outputs: readonly DetectorOutput[], now: Date): Promise<void> {
  await db.query(
    `INSERT INTO "detector_output" ("project_id", "detector_id", "trace_id", "spans", "created_at")
     SELECT $1, $2, o.trace, o.spans::jsonb, $5::timestamptz FROM unnest($3::text[], $4::text[]) AS o (trace, spans)
     ON CONFLICT ("project_id", "detector_id", "trace_id") DO UPDATE SET "spans" = excluded."spans", "created_at" = excluded."created_at"`,
    [projectId, detectorId, outputs.map(({ traceId }) => traceId), outputs.map(({ spans }) => JSON.stringify(spans)), now]);
}

/** What a detector said, by trace. */
export async function outputsOf(db: Queryable, projectId: string, detectorId: string, traceIds: readonly string[]): Promise<ReadonlyMap<string, readonly Span[]>> {
  const rows = await db.query<{ id: string; spans: readonly Span[] }>(
    `SELECT o."trace_id" AS id, o."spans" FROM "detector_output" o WHERE o."project_id" = $1 AND o."detector_id" = $2 AND o."trace_id" = ANY ($3::text[])`, [projectId, detectorId, traceIds]);
  return new Map(rows.map(({ id, spans }) => [id, spans]));
}

/** Traces of a model about which a detector has spoken, with when. */
export const outputStamps = (db: Queryable, projectId: string, detectorId: string, model: string): Promise<{ readonly traceId: string; readonly stamp: string }[]> =>
  db.query(
    `SELECT o."trace_id" AS "traceId", $2 || '@' || extract(epoch FROM o."created_at")::text AS stamp FROM "detector_output" o
     JOIN "trace" t ON t."project_id" = o."project_id" AND t."id" = o."trace_id" JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
     WHERE o."project_id" = $1 AND o."detector_id" = $2 AND r."model" = $3 ORDER BY o."trace_id"`, [projectId, detectorId, model]);
