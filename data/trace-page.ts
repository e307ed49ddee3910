import type { AnnotationStatus, Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";
import type { TraceFilter, TraceState } from "./trace-filter";
import { FACTS_SQL, filterParameters, SEARCH_SQL, WORK_FILTER_SQL, WORK_SQL } from "./trace-filter";

/** One line of the table of traces: no texts but the beginning of the prompt. */
export interface TraceRow {
  readonly id: string;
  readonly externalId: string;
  /** The first 200 code points of the prompt. */
  readonly opening: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly sample: number;
  readonly correct: boolean | null;
  readonly dataset: string | null;
  readonly language: string | null;
  /** Code points. */
  readonly cotLength: number;
  readonly steps: number;
  readonly tokens: number | null;
  readonly truncated: boolean;
  readonly state: TraceState;
  readonly annotations: readonly { readonly layer: string; readonly pass: Pass; readonly status: AnnotationStatus; readonly spanCount: number; readonly flagged: boolean }[];
}

export interface TracePage {
  readonly items: readonly TraceRow[];
  /** Id of the trace behind which the next page begins; null at the end. A page may hold fewer items than asked for and still have a next one: a search reads SCAN_LIMIT traces a page. */
  readonly next: string | null;
}

/** Traces that one page reads at most when it must look into texts or work. */
const SCAN_LIMIT = 2_000;
const looksInside = ({ label, state, annotator, disagreement, q }: TraceFilter): boolean => [label, state, annotator, disagreement, q].some((condition) => condition !== undefined);

/** `name`: byte order of external ids. `opaque`: order of ids, which says nothing; for readers from whom external ids are hidden, since names before and after one would tell it. */
export type TraceOrder = "name" | "opaque";

/** One page of traces. `cursor` is the `next` of the page before. */
export async function tracePage(db: Database, projectId: string, { filter, order, cursor, limit }: { readonly filter: TraceFilter; readonly order: TraceOrder; readonly cursor?: string | undefined; readonly limit: number }): Promise<TracePage> {
  const rows = await db.query<TraceRow & { found: boolean }>(PAGES[order], [projectId, ...filterParameters(filter), cursor ?? null, limit + 1, looksInside(filter) ? Math.max(SCAN_LIMIT, limit + 1) : limit + 1]);
  // The last row scanned comes along unfound when the scan ended before the page was full.
  const found = rows.filter((row) => row.found);
  const items = found.slice(0, limit).map(({ found: _found, ...row }): TraceRow => row);
  if (found.length > limit) return { items, next: items.at(-1)?.id ?? null };
  return { items, next: rows.find((row) => !row.found)?.id ?? null };
}

/** How many traces hold the filter; reads all texts when it searches. */
export async function countTraces(db: Database, projectId: string, filter: TraceFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" ${WORK_SQL}
     WHERE t."project_id" = $1 AND ${FACTS_SQL} AND ${WORK_FILTER_SQL} AND ${SEARCH_SQL}`, [projectId, ...filterParameters(filter)]);
  return row?.count ?? 0;
}

const ROW = `t."id", t."external_id" AS "externalId", left(p."text", 200) AS opening, r."model", r."checkpoint", r."step", t."sample", t."correct", t."dataset", t."language",
  t."cot_length" AS "cotLength", cardinality(t."step_ends") AS steps, t."tokens", t."truncated"`;

const pageBy = (key: '"external_id"' | '"id"'): string => `WITH scanned AS MATERIALIZED (
    SELECT t."external_id", t."id" FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
    WHERE t."project_id" = $1 AND ($14::text IS NULL OR t.${key} > (SELECT c.${key} FROM "trace" c WHERE c."project_id" = $1 AND c."id" = $14)) AND ${FACTS_SQL} ORDER BY t.${key} LIMIT $16::int),
  found AS (
    SELECT ${ROW}, w.state, w.annotations, true AS found
    FROM scanned s JOIN "trace" t ON t."project_id" = $1 AND t."id" = s."id" JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
      JOIN "prompt" p ON p."project_id" = t."project_id" AND p."sha256" = t."prompt_sha256" ${WORK_SQL}
    WHERE ${WORK_FILTER_SQL} AND ${SEARCH_SQL} ORDER BY t.${key} LIMIT $15::int)
  SELECT * FROM found UNION ALL
  SELECT * FROM (SELECT s."id", s."external_id" AS "externalId", '', '', '', NULL::int, 0, NULL::boolean, NULL, NULL, 0, 0, NULL::int, false, '', '[]'::jsonb, false AS found
    FROM scanned s WHERE (SELECT count(*) FROM found) < $15::int AND (SELECT count(*) FROM scanned) = $16::int ORDER BY s.${key} DESC LIMIT 1) ended`;
const PAGES: Readonly<Record<TraceOrder, string>> = { name: pageBy('"external_id"'), opaque: pageBy('"id"') };
