import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";
import { INCLUSION_PROBABILITY } from "./inclusion-probability";

/** A layer with work on it, and on how many traces. */
export interface LayerCount {
  readonly layer: string;
  readonly traces: number;
}

/** The annotations of one trace that a layer choice comes down to, with a stamp that changes when they do. */
export interface ChosenWork {
  readonly traceId: string;
  readonly layer: string;
  readonly annotationIds: readonly string[];
  readonly stamp: string;
  /** When the newest part was submitted; null: not known. */
  readonly submittedAt: Date | null;
  /** Inclusion probability of the assignment under which it was made, of gold of those that it stands on; null: none was recorded. */
  readonly probability: number | null;
}

/** "gold else the first finished": one human layer a trace. */
export const HUMAN_LAYER = "human";
/** Gold where a trace was adjudicated, else posteriors of steps over everybody who finished it. */
export const POSTERIOR_LAYER = "dawid-skene";

/** Finished layers of the project: gold, annotators, imported. */
export const finishedLayers = (db: Database, projectId: string): Promise<LayerCount[]> =>
  db.query<LayerCount>(
    `SELECT a."layer", count(DISTINCT a."trace_id") AS traces FROM "annotation" a WHERE a."project_id" = $1 AND a."status" = 'submitted' GROUP BY a."layer" ORDER BY a."layer"`, [projectId]);

/** Traces whose behaviour pass two annotators or more finished, copies left out: without any, nobody's errors can be told from the truth. */
export async function doublyFinished(db: Database, projectId: string): Promise<number> {
  const [row] = await db.query<{ traces: number }>(
    `SELECT count(*) AS traces FROM (
       SELECT 1 FROM "annotation" a WHERE a."project_id" = $1 AND a."status" = 'submitted' AND a."pass" = 'behaviour' AND a."layer" LIKE 'annotator:%' AND a."provenance" ->> 'copiedFrom' IS NULL
       GROUP BY a."trace_id" HAVING count(DISTINCT a."layer") > 1) doubly`, [projectId]);
  return Number(row?.traces ?? 0);
}

interface Head {
  readonly id: string;
  readonly trace_id: string;
  readonly layer: string;
  readonly slot: string;
  readonly pass: Pass;
  readonly revision: number;
  readonly submitted_at: Date | null;
  readonly probability: number | null;
}

/** Finished work on a model's traces under one layer, one choice a trace: of several finished annotations of a layer and pass the newest. */
export async function chosenWork(db: Database, projectId: string, model: string, layer: string): Promise<ChosenWork[]> {
  const heads = await db.query<Head>(
    `SELECT a."id", a."trace_id", a."layer", a."slot", a."pass", a."revision", a."submitted_at", ${INCLUSION_PROBABILITY} AS probability
     FROM "annotation" a
     JOIN "trace" t ON t."project_id" = a."project_id" AND t."id" = a."trace_id"
     JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
     LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id"
     WHERE a."project_id" = $1 AND r."model" = $2 AND a."status" = 'submitted'
       AND (a."layer" = $3 OR ($3 = 'human' AND (a."layer" = 'gold' OR a."layer" LIKE 'annotator:%')))
     ORDER BY a."trace_id", a."submitted_at", a."id"`, [projectId, model, layer]);
  const byTrace = new Map<string, Head[]>();
  for (const head of heads) byTrace.set(head.trace_id, [...(byTrace.get(head.trace_id) ?? []), head]);
  return [...byTrace].map(([traceId, ofTrace]) => {
    const chosen = ofTrace.some((head) => head.layer === "gold") ? "gold" : ofTrace[0]!.layer;
    const newest = new Map(ofTrace.filter((head) => head.layer === chosen).map((head) => [head.pass, head]));
    const parts = [...newest.values()];
    return {
      traceId, layer: chosen, annotationIds: parts.map(({ id }) => id), stamp: parts.map(({ id, revision }) => `${id}@${revision}`).join("+"),
      submittedAt: parts.reduce<Date | null>((latest, { submitted_at: at }) => (at !== null && (latest === null || at > latest) ? at : latest), null),
      probability: parts.map(({ probability }) => probability).find((value) => value !== null) ?? null,
    };
  });
}
