import type { ReadRange } from "@/core/annotation/coverage";
import { codePoint } from "@/core/text/offset";
import type { Queryable } from "./database";

/** What one browser tab reports: regions read, and its active seconds so far. */
export interface TabReading {
  readonly tab: string;
  readonly regions: readonly ReadRange[];
  readonly activeSeconds: number;
  /** Layers of detectors and of other people that were in view, as suggestions, beside the text or alone. */
  readonly layersInView?: readonly string[];
}

/** What was read of an annotation's trace. Coverage null: not recorded (nobody who finishes a trace faster than reading pace has read nothing of it); []: an import says that nothing was read. */
export interface Reading {
  readonly coverage: readonly ReadRange[] | null;
  readonly activeSeconds: number | null;
}

/** Merges a report: regions and layers become a union, seconds a maximum, so that reports may come twice and in any order. What is in view after submission counts once the work is reopened ({@link countSeenSince}). False: no such annotation. */
export async function mergeReading(db: Queryable, projectId: string, annotationId: string, { tab, regions, activeSeconds, layersInView = [] }: TabReading): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO "reading" AS held ("project_id", "annotation_id", "tab", "regions", "active_seconds")
     SELECT a."project_id", a."id", $3, $4::jsonb, $5::int FROM "annotation" a WHERE a."project_id" = $1 AND a."id" = $2
     ON CONFLICT ("project_id", "annotation_id", "tab") DO UPDATE SET
       "regions" = (SELECT coalesce(jsonb_agg(jsonb_build_object('field', m.field, 'start', lower(m.part), 'end', upper(m.part))), '[]')
         FROM (SELECT u.x ->> 'field' AS field, unnest(range_agg(int4range((u.x ->> 'start')::int, (u.x ->> 'end')::int))) AS part
               FROM jsonb_array_elements(held."regions" || excluded."regions") AS u (x) GROUP BY 1) m),
       "active_seconds" = greatest(held."active_seconds", excluded."active_seconds")
     RETURNING "tab"`,
    [projectId, annotationId, tab, JSON.stringify(regions), activeSeconds]);
  if (layersInView.length > 0) await noteInView(db, projectId, [annotationId], layersInView);
  return rows.length > 0;
}

/** Layers that came into view of whose annotations these are, in whatever way: while they are at work, or after submission, where they count once the work is reopened. Twice changes nothing. */
export async function noteInView(db: Queryable, projectId: string, annotationIds: readonly string[], layers: readonly string[]): Promise<void> {
  if (annotationIds.length === 0 || layers.length === 0) return;
  await db.query(
    `UPDATE "annotation" SET "suggestions_shown" = "suggestions_shown" OR "status" <> 'submitted',
       "layers_in_view" = CASE "status" WHEN 'submitted' THEN "layers_in_view" ELSE ${united('"layers_in_view"', "$3::text[]")} END,
       "layers_seen_since" = CASE "status" WHEN 'submitted' THEN ${united('"layers_seen_since"', "$3::text[]")} ELSE "layers_seen_since" END
     WHERE "project_id" = $1 AND "id" = ANY ($2::text[]) AND NOT (CASE "status" WHEN 'submitted' THEN "layers_seen_since" ELSE "layers_in_view" END) @> $3::text[]`, [projectId, annotationIds, layers]);
}

/** After a reopening: what was in view since the submission was in view while the work is made. Running twice changes nothing. */
export async function countSeenSince(db: Queryable, projectId: string, annotationId: string): Promise<void> {
  await db.query(
    `UPDATE "annotation" SET "suggestions_shown" = true, "layers_in_view" = ${united('"layers_in_view"', '"layers_seen_since"')}, "layers_seen_since" = ARRAY[]::text[]
     WHERE "project_id" = $1 AND "id" = $2 AND "layers_seen_since" <> ARRAY[]::text[]`, [projectId, annotationId]);
}

const united = (held: string, more: string): string => `(SELECT coalesce(array_agg(DISTINCT l ORDER BY l), ARRAY[]::text[]) FROM unnest(${held} || ${more}) l)`;

/** Over all tabs and what the import brought: regions as reported (unite them with core/annotation/coverage), seconds summed over tabs. */
export async function readingOf(db: Queryable, projectId: string, annotationId: string): Promise<Reading | null> {
  return (await readingsOf(db, projectId, [annotationId])).get(annotationId) ?? null;
}

/** By annotation id. */
export async function readingsOf(db: Queryable, projectId: string, annotationIds: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
  const rows = await db.query<{ id: string; imported: ReadRange[] | null; imported_seconds: number | null; tabs: ReadRange[][] | null; seconds: number | null; windowStart: number | null; windowEnd: number | null }>(
    `SELECT a."id", a."imported_coverage" AS imported, a."imported_seconds", jsonb_agg(r."regions" ORDER BY r."tab") FILTER (WHERE r."tab" IS NOT NULL) AS tabs, sum(r."active_seconds")::int AS seconds, min(s."window_start") AS "windowStart", min(s."window_end") AS "windowEnd"
     FROM "annotation" a LEFT JOIN "reading" r ON r."project_id" = a."project_id" AND r."annotation_id" = a."id"
     LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id" AND s."window_start" IS NOT NULL
     WHERE a."project_id" = $1 AND a."id" = ANY ($2::text[]) GROUP BY a."project_id", a."id"`, [projectId, annotationIds]);
  return new Map(rows.map((row) => [row.id, {
    coverage: withinWindow(recorded(row.imported, (row.tabs ?? []).flat()), row),
    activeSeconds: row.imported_seconds === null && row.seconds === null ? null : (row.imported_seconds ?? 0) + (row.seconds ?? 0),
  }]));
}

const recorded = (imported: readonly ReadRange[] | null, reported: readonly ReadRange[]): readonly ReadRange[] | null =>
  (imported === null && reported.length === 0 ? null : [...(imported ?? []), ...reported]);

/** What was read of an assignment that is about a window counts within it; where nothing is recorded, the window is what was meant to be read. */
function withinWindow(coverage: readonly ReadRange[] | null, { windowStart, windowEnd }: { readonly windowStart: number | null; readonly windowEnd: number | null }): readonly ReadRange[] | null {
  if (windowStart === null || windowEnd === null) return coverage;
  const [from, to] = [codePoint(windowStart), codePoint(windowEnd)];
  if (coverage === null) return [{ field: "cot", start: from, end: to }];
  return coverage.flatMap((range) => {
    if (range.field !== "cot") return [range];
    const [start, end] = [range.start > from ? range.start : from, range.end < to ? range.end : to];
    return start < end ? [{ ...range, start, end }] : [];
  });
}
