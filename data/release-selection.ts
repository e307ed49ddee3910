import type { Database, Queryable } from "./database";
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

interface Chosen {
  readonly id: string;
  readonly externalId: string;
  readonly length: number;
}

/** Chosen in one statement each; work that is saved later does not get in. Memory: about 200 bytes a trace and an annotation. */
export async function selectRelease(db: Queryable, projectId: string, layer: string, filter: TraceFilter): Promise<ReleaseSelection> {
  const traces = await chosen(db, projectId, filter, null, null);
  const among = new Set(traces.map(({ id }) => id));
  return selection(traces, (await db.query<Revision>(`${REVISIONS} AND $3::text[] IS NULL`, [projectId, layer, null])).filter(({ traceId }) => among.has(traceId)));
}

/** The same, page by page in release order: each page as it stands when it is asked for, so that memory holds one. Pages grow, so that the first is there at once.
 *  @param most traces of a page */
export async function* releasePages(db: Database, projectId: string, layer: string, filter: TraceFilter, most: number): AsyncGenerator<ReleaseSelection> {
  let after: string | null = null;
  for (let size = Math.min(FIRST_PAGE, most); ; size = Math.min(4 * size, most)) {
    const traces: Chosen[] = await page(db, projectId, filter, after, size);
    if (traces.length > 0) yield selection(traces, await db.query<Revision>(`${REVISIONS} AND a."trace_id" = ANY ($3::text[])`, [projectId, layer, traces.map(({ id }) => id)]));
    if (traces.length < size) return;
    after = traces.at(-1)?.externalId ?? null;
  }
}

const FIRST_PAGE = 20;

interface Revision {
  readonly id: string;
  readonly revision: number;
  readonly traceId: string;
  readonly codebookId: string;
}

function chosen(db: Queryable, projectId: string, filter: TraceFilter, after: string | null, limit: number | null): Promise<Chosen[]> {
  const looksAtWork = [filter.label, filter.state, filter.annotator, filter.disagreement].some((condition) => condition !== undefined);
  return db.query<Chosen>(
    // Without a condition on the work its columns need not be computed; $9 … $12 are null then and only have to be mentioned.
    `SELECT t."id", t."external_id" AS "externalId", t."prompt_length" + t."cot_length" + t."answer_length" AS length FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" ${looksAtWork ? WORK_SQL : ""}
     WHERE t."project_id" = $1 AND ${after === null ? "$14::text IS NULL" : 't."external_id" > $14'} AND ${FACTS_SQL}
       AND ${looksAtWork ? WORK_FILTER_SQL : "($9::text IS NULL AND $10::text IS NULL AND $11::text IS NULL AND $12::boolean IS NULL)"} AND ${SEARCH_SQL}
     ORDER BY t."external_id" COLLATE "C" LIMIT $15::int`, [projectId, ...filterParameters(filter), after, limit]);
}

/** Read along the index and no farther than the page: without statistics the planner expects next to nothing, and would read and sort all traces for each page. */
const page = (db: Database, projectId: string, filter: TraceFilter, after: string | null, size: number): Promise<Chosen[]> => db.transaction(async (within) => {
  await within.query("SELECT set_config('enable_sort', 'off', true)");
  return chosen(within, projectId, filter, after, size);
});

const REVISIONS = `SELECT a."id", a."revision", a."trace_id" AS "traceId", a."codebook_id" AS "codebookId" FROM "annotation" a
  WHERE a."project_id" = $1 AND ($2 = 'all' AND a."layer" LIKE 'annotator:%' OR a."layer" = $2) AND a."revision" > 0`;

const selection = (traces: readonly Chosen[], annotations: readonly Revision[]): ReleaseSelection => ({
  traces: traces.map(({ id, length }) => ({ id, length })), revisions: new Map(annotations.map(({ id, revision }) => [id, revision])), codebookIds: new Set(annotations.map(({ codebookId }) => codebookId)),
});
