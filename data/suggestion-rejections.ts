import type { Queryable } from "./database";

/** A detector's span by the detector's own names. */
export interface SuggestionName {
  readonly layer: string;
  readonly span: string;
}

/** Puts suggestions aside for an annotation, or (`rejected` false) takes that back. Either twice is once. */
export async function rejectSuggestions(db: Queryable, projectId: string, annotationId: string, suggestions: readonly SuggestionName[], rejected: boolean, now: Date): Promise<void> {
  const [layers, spans] = [suggestions.map(({ layer }) => layer), suggestions.map(({ span }) => span)];
  if (rejected) {
    await db.query(
      `INSERT INTO "suggestion_rejection" ("project_id", "annotation_id", "layer", "span_id", "at") SELECT $1, $2, s.layer, s.span, $5 FROM unnest($3::text[], $4::text[]) AS s (layer, span)
       ON CONFLICT DO NOTHING`, [projectId, annotationId, layers, spans, now]);
    return;
  }
  await db.query(
    `DELETE FROM "suggestion_rejection" r USING unnest($3::text[], $4::text[]) AS s (layer, span) WHERE r."project_id" = $1 AND r."annotation_id" = $2 AND r."layer" = s.layer AND r."span_id" = s.span`,
    [projectId, annotationId, layers, spans]);
}

/** What an annotator put aside of a trace's suggestions, in the order of names. */
export const rejectedSuggestions = (db: Queryable, projectId: string, annotationId: string): Promise<SuggestionName[]> =>
  db.query<SuggestionName>(`SELECT "layer", "span_id" AS span FROM "suggestion_rejection" WHERE "project_id" = $1 AND "annotation_id" = $2 ORDER BY "layer", "span_id"`, [projectId, annotationId]);
