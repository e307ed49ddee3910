import type { Pass } from "@/core/annotation/annotation";
import { isAnchor, isSpanTarget } from "@/core/annotation/relation";
import type { Relation } from "@/core/annotation/relation";
import type { FoldRecord } from "@/core/annotation/serialize";
import { toFold } from "@/core/annotation/serialize";
import type { Span } from "@/core/annotation/span";
import type { FinishedLayer, FinishedTrace, PanelRelation } from "@/core/agreement/finished-trace";
import { refreshed } from "./annotations";
import type { Database, Queryable } from "./database";
import { readingsOf } from "./readings";

export interface FinishedFilter {
  /** Traces that so many annotators finished; 2 when left out. */
  readonly least?: 1 | 2;
  readonly pass: Pass;
  /** Work under other versions is left out and counted. */
  readonly codebookId: string;
  readonly roundId?: string | undefined;
  readonly checkpoint?: string | undefined;
  /** Of these traces alone, whatever round and checkpoint; other work is not even counted. */
  readonly among?: ReadonlySet<string>;
}

export interface FinishedWork {
  readonly traces: readonly FinishedTrace[];
  /** Changes when any annotation in it does: what results are cached by. */
  readonly fingerprint: string;
  /** Finished annotations left out because their annotator saw suggestions. */
  readonly withSuggestions: number;
  /** Finished annotations left out because they stand under another codebook version. */
  readonly otherVersions: number;
  /** Traces that only one annotator has finished. */
  readonly alone: number;
}

interface Row {
  readonly id: string;
  readonly trace_id: string;
  readonly handle: string;
  readonly revision: number;
  readonly fold_revision: number;
  readonly fold: string | null;
  readonly suggestions_shown: boolean;
  readonly codebook_id: string;
  readonly prompt_id: string;
  readonly checkpoint: string;
  readonly prompt_length: number;
  readonly cot_length: number;
  readonly answer_length: number;
  readonly step_ends: readonly number[];
}

const ROWS_AT_ONCE = 500;

/** Finished human annotations of a project, by trace; copies of other traces' annotations are left out: they were not made independently. An annotator who finished a trace more than once counts with the newest.
 *  Texts are not read: agreement needs positions alone. */
export async function finishedWork(db: Database, projectId: string, { pass, codebookId, roundId, checkpoint, least = 2, among }: FinishedFilter): Promise<FinishedWork> {
  const layers = new Map<string, { trace: Omit<FinishedTrace, "layers">; layers: Map<string, FinishedLayer> }>();
  const stamps: string[] = [];
  let [withSuggestions, otherVersions] = [0, 0];
  for await (const rows of among ? rowsOf(db, projectId, pass, [...among]) : allRows(db, projectId, pass, roundId, checkpoint)) {
    const readings = await readingsOf(db, projectId, rows.map((row) => row.id));
    for (const row of rows) {
      stamps.push(`${row.id}@${row.revision}`);
      if (row.codebook_id !== codebookId) { otherVersions++; continue; }
      if (row.suggestions_shown) { withSuggestions++; continue; }
      const fold = row.fold !== null && row.fold_revision === row.revision ? JSON.parse(row.fold) as FoldRecord : await currentFold(db, projectId, row.id);
      const held = layers.get(row.trace_id) ?? { trace: toTrace(row), layers: new Map<string, FinishedLayer>() };
      held.layers.set(row.handle, toLayer(row, fold, readings.get(row.id)?.coverage ?? null));
      layers.set(row.trace_id, held);
    }
  }
  const traces = [...layers.values()].map(({ trace, layers: ofTrace }) => ({ ...trace, layers: [...ofTrace.values()] }));
  return { traces: traces.filter((trace) => trace.layers.length >= least), alone: traces.filter((trace) => trace.layers.length === 1).length, withSuggestions, otherVersions, fingerprint: stamps.join(" ") };
}

const SELECT = `SELECT a."id", a."trace_id", substr(a."layer", 11) AS handle, a."revision", a."fold_revision", a."fold", a."suggestions_shown" OR coalesce(s."suggestions_shown", false) AS suggestions_shown, a."codebook_id",
    t."prompt_sha256" AS prompt_id, r."checkpoint", t."prompt_length", t."cot_length", t."answer_length", t."step_ends"
  FROM "annotation" a
  JOIN "trace" t ON t."project_id" = a."project_id" AND t."id" = a."trace_id"
  JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id"
  LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id"
  WHERE a."project_id" = $1 AND a."pass" = $2 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%' AND a."provenance" ->> 'copiedFrom' IS NULL`;

/** By id of the annotation, so many at a time. */
async function* allRows(db: Database, projectId: string, pass: Pass, roundId: string | undefined, checkpoint: string | undefined): AsyncGenerator<Row[]> {
  for (let after = ""; ;) {
    const rows = await db.query<Row>(`${SELECT} AND a."id" > $3 AND ($4::text IS NULL OR s."round_id" = $4) AND ($5::text IS NULL OR r."checkpoint" = $5) ORDER BY a."id" LIMIT ${ROWS_AT_ONCE}`, [projectId, pass, after, roundId ?? null, checkpoint ?? null]);
    yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}

/** Those of some traces, so many traces at a time. */
async function* rowsOf(db: Database, projectId: string, pass: Pass, traceIds: readonly string[]): AsyncGenerator<Row[]> {
  for (let at = 0; at < traceIds.length; at += ROWS_AT_ONCE) yield await db.query<Row>(`${SELECT} AND a."trace_id" = ANY ($3::text[]) ORDER BY a."id"`, [projectId, pass, traceIds.slice(at, at + ROWS_AT_ONCE)]);
}

/** Traces that two or more people finished in a pass: all that agreement can be measured on. */
export const sharedTraces = async (db: Queryable, projectId: string, pass: Pass): Promise<string[]> =>
  (await db.query<{ id: string }>(
    `SELECT "trace_id" AS id FROM "annotation" WHERE "project_id" = $1 AND "pass" = $2 AND "status" = 'submitted' AND "layer" LIKE 'annotator:%' GROUP BY "trace_id" HAVING count(DISTINCT "layer") > 1`, [projectId, pass])).map(({ id }) => id);

async function currentFold(db: Database, projectId: string, id: string): Promise<FoldRecord> {
  const held = await refreshed(db, projectId, id);
  if (!held) throw new Error(`annotation ${id} went away while it was read`);
  return toFold(held.annotation);
}

const toTrace = (row: Row): Omit<FinishedTrace, "layers"> => ({
  id: row.trace_id, prompt: row.prompt_id, checkpoint: row.checkpoint, lengths: { prompt: row.prompt_length, cot: row.cot_length, answer: row.answer_length }, stepEnds: row.step_ends,
});

function toLayer(row: Row, fold: FoldRecord, coverage: FinishedLayer["coverage"]): FinishedLayer {
  const spans = new Map(fold.spans.map((span) => [span.id, span]));
  return {
    annotator: row.handle,
    // Whoever labelled a passage has read it, however fast they came there.
    coverage: coverage && [...coverage, ...fold.spans.map(({ field, start, end }) => ({ field, start, end }))],
    spans: fold.spans.map(({ id, field, label, start, end, attributes }) => ({ id, field, label, start, end, attributes })),
    relations: fold.relations.flatMap((relation) => toPanelRelation(relation, spans)),
  };
}

function toPanelRelation({ type, from, to }: Relation, spans: ReadonlyMap<string, Span>): PanelRelation[] {
  if (isSpanTarget(to)) {
    const target = spans.get(to.span);
    return target ? [{ type, from, to: { field: target.field, start: target.start, end: target.end } }] : [];
  }
  return [{ type, from, to: isAnchor(to) ? { field: to.field, start: to.start, end: to.end } : null }];
}
