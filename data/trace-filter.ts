/** What a trace's human work looks like, derived from its annotations and never stored.
 *  adjudicated: a submitted gold layer · disagreeing: two submitted annotators of one pass whose digests differ · finished: submitted by someone, nobody at work ·
 *  in_progress: a draft with operations, or a live claim · unclaimed: none of these. */
export const TRACE_STATES = ["unclaimed", "in_progress", "finished", "disagreeing", "adjudicated"] as const;
export type TraceState = (typeof TRACE_STATES)[number];

/** Conditions on traces; all that are given must hold. Lengths are code points of the CoT. */
export interface TraceFilter {
  readonly checkpoints?: readonly string[];
  readonly models?: readonly string[];
  readonly correct?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly languages?: readonly string[];
  readonly datasets?: readonly string[];
  /** A label that some human annotation or the gold layer uses. */
  readonly label?: string;
  readonly state?: TraceState;
  /** Handle of somebody who worked on the trace. */
  readonly annotator?: string;
  /** true: finished annotators differ. */
  readonly disagreement?: boolean;
  /** Found, without regard to case, in prompt, CoT or answer. */
  readonly q?: string;
}

/** Parameters $2 … $13 of FILTER_SQL; $1 is the project. */
export const filterParameters = (filter: TraceFilter): unknown[] => [
  filter.checkpoints ?? null, filter.models ?? null, filter.correct ?? null, filter.minLength ?? null, filter.maxLength ?? null, filter.languages ?? null, filter.datasets ?? null,
  filter.label ?? null, filter.state ?? null, filter.annotator === undefined ? null : `annotator:${filter.annotator}`, filter.disagreement ?? null,
  filter.q === undefined || filter.q === "" ? null : `%${filter.q.replaceAll(/[\\%_]/g, "\\$&")}%`,
];

/** Facts of the trace itself: cheap. `t` and `r` are trace and run. */
export const FACTS_SQL = `($2::text[] IS NULL OR r."checkpoint" = ANY ($2)) AND ($3::text[] IS NULL OR r."model" = ANY ($3)) AND ($4::boolean IS NULL OR t."correct" = $4)
  AND ($5::int IS NULL OR t."cot_length" >= $5) AND ($6::int IS NULL OR t."cot_length" <= $6) AND ($7::text[] IS NULL OR t."language" = ANY ($7)) AND ($8::text[] IS NULL OR t."dataset" = ANY ($8))`;

/** Facts of the work on it; `w` is WORK_SQL. */
export const WORK_FILTER_SQL = `($9::text IS NULL OR $9 = ANY (w.labels)) AND ($10::text IS NULL OR w.state = $10) AND ($11::text IS NULL OR $11 = ANY (w.layers)) AND ($12::boolean IS NULL OR w.differ = $12)`;

/** Text search, last because it reads the texts. */
export const SEARCH_SQL = `($13::text IS NULL OR t."cot" ILIKE $13 OR t."answer" ILIKE $13 OR EXISTS (SELECT FROM "prompt" s WHERE s."project_id" = t."project_id" AND s."sha256" = t."prompt_sha256" AND s."text" ILIKE $13))`;

/** The work on one trace `t`, as a lateral row: state, layers, labels, whether annotators differ, and one summary an annotation. */
export const WORK_SQL = `CROSS JOIN LATERAL (
  SELECT b.*, CASE WHEN b.gold THEN 'adjudicated' WHEN b.differ THEN 'disagreeing' WHEN b.busy OR EXISTS (
      SELECT FROM "assignment" s WHERE s."project_id" = t."project_id" AND s."trace_id" = t."id" AND s."status" = 'claimed' AND s."lease_until" > now()) THEN 'in_progress'
    WHEN b.done THEN 'finished' ELSE 'unclaimed' END AS state
  FROM (
    SELECT coalesce(bool_or(a."layer" = 'gold' AND a."status" = 'submitted'), false) AS gold,
      coalesce(bool_or(a."layer" LIKE 'annotator:%' AND a."status" = 'submitted'), false) AS done,
      coalesce(bool_or(a."layer" LIKE 'annotator:%' AND a."status" = 'draft' AND a."revision" > 0), false) AS busy,
      count(DISTINCT a."pass" || a."codebook_id" || a."digest") FILTER (WHERE a."layer" LIKE 'annotator:%' AND a."status" = 'submitted')
        > count(DISTINCT a."pass" || a."codebook_id") FILTER (WHERE a."layer" LIKE 'annotator:%' AND a."status" = 'submitted') AS differ,
      array_agg(a."layer") FILTER (WHERE a."revision" > 0) AS layers,
      (SELECT array_agg(DISTINCT l) FROM "annotation" h, unnest(h."labels") l WHERE h."project_id" = t."project_id" AND h."trace_id" = t."id" AND (h."layer" LIKE 'annotator:%' OR h."layer" = 'gold')) AS labels,
      coalesce(jsonb_agg(jsonb_build_object('layer', a."layer", 'pass', a."pass", 'status', a."status", 'spanCount', a."span_count", 'flagged', a."flagged") ORDER BY a."created_at", a."id")
        FILTER (WHERE a."revision" > 0), '[]') AS annotations
    FROM "annotation" a WHERE a."project_id" = t."project_id" AND a."trace_id" = t."id") b) w`;
