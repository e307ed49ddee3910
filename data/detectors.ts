import type { Span } from "@/core/annotation/span";
import type { Database } from "./database";
import { newId } from "./id";

/** What a detector says about one trace. A later output of the same detector and version replaces the earlier one. */
export interface DetectorOutput {
  readonly traceId: string;
  readonly spans: readonly Span[];
}

/** A detector's output as a layer of a trace. */
export interface DetectorLayer {
  /** `detector:<name>@<version>` */
  readonly layer: string;
  readonly spans: readonly Span[];
  readonly createdAt: Date;
}

/** Writes outputs of a detector of another program, making the detector when it is new. All of them or none. */
export const saveDetectorOutputs = (db: Database, projectId: string, { name, version }: { readonly name: string; readonly version: string }, outputs: readonly DetectorOutput[], now: Date): Promise<void> =>
  db.transaction(async (within) => {
    const [detector] = await within.query<{ id: string }>(
      `INSERT INTO "detector" ("project_id", "id", "name", "version", "kind", "created_at") VALUES ($1, $2, $3, $4, 'imported', $5)
       ON CONFLICT ("project_id", "name", "version") DO UPDATE SET "kind" = "detector"."kind" RETURNING "id"`, [projectId, newId(), name, version, now]);
    await within.query(
      `INSERT INTO "detector_output" ("project_id", "detector_id", "trace_id", "spans", "created_at")
       SELECT $1, $2, o.trace, o.spans::jsonb, $5::timestamptz FROM unnest($3::text[], $4::text[]) AS o (trace, spans)
       ON CONFLICT ("project_id", "detector_id", "trace_id") DO UPDATE SET "spans" = excluded."spans", "created_at" = excluded."created_at"`,
      [projectId, detector!.id, outputs.map(({ traceId }) => traceId), outputs.map(({ spans }) => JSON.stringify(spans)), now]);
  });

/** What all detectors say about a trace, oldest first; those whose run has not ended are left out. */
export async function detectorLayers(db: Database, projectId: string, traceId: string): Promise<DetectorLayer[]> {
  return db.query<DetectorLayer>(
    `SELECT 'detector:' || d."name" || '@' || d."version" AS layer, o."spans", o."created_at" AS "createdAt" FROM "detector_output" o
     JOIN "detector" d ON d."project_id" = o."project_id" AND d."id" = o."detector_id" WHERE o."project_id" = $1 AND o."trace_id" = $2 AND coalesce(d."config" ->> 'complete', 'true') = 'true' ORDER BY o."created_at", layer`, [projectId, traceId]);
}
