import type { Queryable } from "./database";
import type { TraceFilter } from "./trace-filter";
import { FACTS_SQL, filterParameters, SEARCH_SQL, WORK_FILTER_SQL, WORK_SQL } from "./trace-filter";

/** What a release holds, as it stood in one moment: traces in release order, and the revision of each annotation of the layer. */
export interface ReleaseSelection {
  readonly traces: readonly { readonly id: string; /** Code points of all its texts. */ readonly length: number }[];
  /** Annotation id → revision, of these traces; empty ones are left out. */
  readonly revisions: ReadonlyMap<string, number>;
  /** Codebook versions that those annotations stand under. */
  readonly codebookIds: ReadonlySet<string>;
}

/** Chosen in one statement each; work that is saved later does not get in. Memory: about 100 bytes a trace and an annotation. */
export async function selectRelease(db: Queryable, projectId: string, layer: string, filter: TraceFilter): Promise<ReleaseSelection> {
  const looksAtWork = [filter.label, filter.state, filter.annotator, filter.disagreement].some((condition) => condition !== undefined);
  const parameters = [projectId, ...filterParameters(filter)];
  const traces = await db.query<{ id: string; length: number }>(
    // Without a condition on the work its columns need not be computed; $9 … $12 are null then and only have to be mentioned.
    `SELECT t."id", t."prompt_length" + t."cot_length" + t."answer_length" AS length FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" ${looksAtWork ? WORK_SQL : ""}
     WHERE t."project_id" = $1 AND ${FACTS_SQL} AND ${looksAtWork ? WORK_FILTER_SQL : "($9::text IS NULL AND $10::text IS NULL AND $11::text IS NULL AND $12::boolean IS NULL)"} AND ${SEARCH_SQL}
     ORDER BY t."external_id" COLLATE "C", t."id"`, parameters);
  const chosen = new Set(traces.map(({ id }) => id));
  const annotations = (await db.query<{ id: string; revision: number; traceId: string; codebookId: string }>(
    `SELECT a."id", a."revision", a."trace_id" AS "traceId", a."codebook_id" AS "codebookId" FROM "annotation" a WHERE a."project_id" = $1 AND ($2 = 'all' AND a."layer" LIKE 'annotator:%' OR a."layer" = $2) AND a."revision" > 0`, [projectId, layer])).filter(({ traceId }) => chosen.has(traceId));
  return { traces, revisions: new Map(annotations.map(({ id, revision }) => [id, revision])), codebookIds: new Set(annotations.map(({ codebookId }) => codebookId)) };
}
