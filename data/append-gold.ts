import type { Decision } from "@/core/adjudication/decision";
import type { Annotation } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import type { AdjudicationBench } from "./adjudication-bench";
import { goldHead } from "./adjudication-bench";
import { digestOf, labelsOf, writeSnapshot } from "./append-operations";
import type { Database } from "./database";
import { newId } from "./id";
import { oneByOne } from "./settled";

/** What one step of an adjudicator writes. Rejecting what was never in the gold is a decision without an operation. */
export interface GoldStep {
  readonly operations: readonly Operation[];
  /** The gold after them. */
  readonly gold: Annotation;
  readonly decisions: readonly Decision[];
}

/** Appends a step to the gold's log, the first one together with what all agree on, and keeps its decisions: one statement, under the condition that the gold and its decisions still are what the bench holds.
 *  False: somebody was faster, and nothing was written. */
export async function appendGold(db: Database, projectId: string, bench: AdjudicationBench, { gold, ...step }: GoldStep, accountId: string, now: Date): Promise<boolean> {
  const head = await goldHead(db, projectId, bench, now);
  const base = bench.held?.head.revision ?? 0;
  const operations = [...bench.opening.operations, ...step.operations];
  const decisions = [...bench.opening.decisions.values(), ...step.decisions];
  const submittedAt = gold.status === "draft" ? null : operations.some(({ type }) => type === "submit") ? now : head.submittedAt;
  const [row] = await oneByOne(db, projectId, bench.traceId, (within) => within.query<{ revision: number }>(APPEND, [
    projectId, head.id, base, operations.length, gold.status, gold.flagged, gold.empty, labelsOf(gold), gold.spans.size, submittedAt, gold.status === "submitted" ? digestOf(gold) : null, now,
    operations.map(({ opId }) => opId), operations.map((operation) => JSON.stringify(operation)), accountId,
    decisions.map(() => newId(now.getTime())), decisions.map(({ group }) => group), decisions.map(({ choice }) => choice), decisions.map(({ layer }) => layer), decisions.map(({ span }) => span), decisions.map(({ reason }) => reason), bench.decided,
  ]));
  if (!row) return false;
  if (gold.status === "submitted") await writeSnapshot(db, projectId, head.id, { ...gold, revision: row.revision });
  return true;
}

const APPEND = `WITH moved AS (
    UPDATE "annotation" SET "revision" = "revision" + $4::int, "status" = $5, "flagged" = $6::boolean, "empty" = $7::boolean, "labels" = $8::text[], "span_count" = $9::int,
      "submitted_at" = $10::timestamptz, "digest" = $11, "updated_at" = $12::timestamptz
    WHERE "project_id" = $1 AND "id" = $2 AND "revision" = $3::int
      AND (SELECT coalesce(max(d."seq"), 0) FROM "adjudication_decision" d WHERE d."project_id" = $1 AND d."annotation_id" = $2) = $22::int RETURNING "revision"),
  logged AS (
    INSERT INTO "annotation_operation" ("project_id", "annotation_id", "seq", "op_id", "body", "account_id", "at")
    SELECT $1, $2, $3::int + o.place, o.op_id, o.body, $15, $12::timestamptz FROM moved, unnest($13::text[], $14::text[]) WITH ORDINALITY AS o (op_id, body, place)),
  decided AS (
    INSERT INTO "adjudication_decision" ("project_id", "annotation_id", "id", "group_key", "choice", "layer", "span_id", "reason", "account_id", "at", "seq")
    SELECT $1, $2, d.id, d.group_key, d.choice, d.layer, d.span_id, d.reason, $15, $12::timestamptz, $22::int + d.place
    FROM moved, unnest($16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[]) WITH ORDINALITY AS d (id, group_key, choice, layer, span_id, reason, place))
  SELECT "revision" FROM moved`;
