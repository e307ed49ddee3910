import type { Queryable } from "./database";

/** A finished annotation that was made with a detector's suggestions in view. */
export interface AidedWork {
  readonly traceId: string;
  readonly layer: string;
  /** The round showed suggestions; false: the annotator asked for them. */
  readonly byDesign: boolean;
}

/** People's finished work on a model's traces that was made with this detector's suggestions in view: its round showed suggestions and the detector was there before the work was submitted, or its annotator had the detector's layer in view, or took or put aside what it suggested.
 *  @param detector its layer `detector:<name>@<version>`, and when it was made */
export const aidedWork = (db: Queryable, projectId: string, model: string, detector: { readonly layer: string; readonly createdAt: Date }): Promise<AidedWork[]> =>
  db.query<AidedWork>(
    `SELECT w."traceId", w."layer", bool_or(w."byDesign") AS "byDesign" FROM (
       SELECT a."trace_id" AS "traceId", a."layer", coalesce(s."suggestions_shown", false) AND coalesce(a."submitted_at" >= $4::timestamptz, true) AS "byDesign",
         $3 = ANY (a."layers_in_view") OR position('"source":' || to_json($3::text)::text in coalesce(a."fold", '')) > 0
           OR EXISTS (SELECT FROM "suggestion_rejection" j WHERE j."project_id" = a."project_id" AND j."annotation_id" = a."id" AND j."layer" = $3) AS used
       FROM "annotation" a
       JOIN "trace" t ON t."project_id" = a."project_id" AND t."id" = a."trace_id"
       JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
       LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id"
       WHERE a."project_id" = $1 AND r."model" = $2 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%') w
     WHERE w."byDesign" OR w.used GROUP BY w."traceId", w."layer" ORDER BY w."traceId", w."layer"`, [projectId, model, detector.layer, detector.createdAt]);
