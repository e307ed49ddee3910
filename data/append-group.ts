import type { AnnotationStatus } from "@/core/annotation/annotation";
import type { Database, Home, Queryable } from "./database";
import { oneByOne, settledSql } from "./settled";

/** One append as the statement takes it. */
export interface AppendRow {
  readonly project: string;
  readonly id: string;
  /** The revision under whose condition it is appended. */
  readonly base: number;
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  readonly empty: boolean;
  readonly labels: readonly string[];
  readonly spanCount: number;
  readonly submittedAt: Date | null;
  readonly digest: string | null;
  readonly now: Date;
  readonly account: string | null;
  /** Whether it submits, and so ends its assignment. */
  readonly closes: boolean;
  /** It reopens, and whoever asks may not where the work is settled: looked at in the statement that appends. */
  readonly unlessSettled: boolean;
  readonly operations: readonly { readonly place: number; readonly opId: string; readonly body: string }[];
}

interface Waiting {
  readonly row: AppendRow;
  readonly resolve: (revision: number | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements under way at once. More would make groups smaller, not saving faster. */
const LANES: Readonly<Record<Home, number>> = { pglite: 1, postgresql: 2 };
const MOST_ROWS = 64;

const queues = new WeakMap<Database, { waiting: Waiting[]; running: number }>();

/** Appends to one log under the condition that it has `base` operations: the new revision, or null when it has not, or when it reopens what is settled.
 *  Appends that arrive while another is on its way to the disk go together in the next statement: one plan, one round trip and one fsync for all of them.
 *  @throws the driver's unique violation when an operation id is logged already; nothing of this append is stored then, the others are */
export function appendInGroup(db: Database, row: AppendRow): Promise<number | null> {
  const queue = queues.get(db) ?? { waiting: [], running: 0 };
  queues.set(db, queue);
  const appended = new Promise<number | null>((resolve, reject) => { queue.waiting.push({ row, resolve, reject }); });
  void drain(db, queue);
  return appended;
}

/** The same by itself: what is appended settles the trace, or must not be appended once it is settled. */
export const appendAlone = (db: Database, row: AppendRow, traceId: string): Promise<number | null> =>
  oneByOne(db, row.project, traceId, async (within) => (await appendRows(within, [row])).get(`${row.project} ${row.id}`) ?? null);

async function appendRows(db: Queryable, rows: readonly AppendRow[]): Promise<ReadonlyMap<string, number>> {
  const revisions = await db.query<{ project: string; id: string; revision: number }>(APPEND, [JSON.stringify(rows)]);
  return new Map(revisions.map(({ project, id, revision }) => [`${project} ${id}`, revision]));
}

async function drain(db: Database, queue: { waiting: Waiting[]; running: number }): Promise<void> {
  if (queue.running >= LANES[db.home]) return;
  queue.running++;
  // What else this turn of the event loop brings goes along.
  await Promise.resolve();
  while (queue.waiting.length > 0) await store(db, takeGroup(queue));
  queue.running--;
}

/** At most one append an annotation: the second of two would not find its base. */
function takeGroup(queue: { waiting: Waiting[] }): Waiting[] {
  const group = new Map<string, Waiting>();
  const later: Waiting[] = [];
  for (const one of queue.waiting) {
    const key = `${one.row.project} ${one.row.id}`;
    if (group.size < MOST_ROWS && !group.has(key)) group.set(key, one);
    else later.push(one);
  }
  queue.waiting = later;
  return [...group.values()];
}

async function store(db: Database, group: readonly Waiting[]): Promise<void> {
  try {
    const revisions = await appendRows(db, group.map(({ row }) => row));
    for (const { row, resolve } of group) resolve(revisions.get(`${row.project} ${row.id}`) ?? null);
  } catch (error) {
    // One of them fails them all: each is asked for itself.
    if (group.length === 1) group[0]?.reject(error);
    else for (const one of group) await store(db, [one]);
  }
}

// The heads are locked in the order of their ids, so that two servers with groups of the same annotations cannot wait for each other.
const APPEND = `WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS g ("project" text, "id" text, "base" int, "status" text, "flagged" boolean, "empty" boolean, "labels" text[], "spanCount" int,
      "submittedAt" timestamptz, "digest" text, "now" timestamptz, "account" text, "closes" boolean, "unlessSettled" boolean, "operations" json)),
  held AS MATERIALIZED (
    SELECT g.* FROM given g JOIN "annotation" a ON a."project_id" = g."project" AND a."id" = g."id" AND a."revision" = g."base"
      AND CASE WHEN g."unlessSettled" AND a."submitted_at" IS NOT NULL THEN NOT ${settledSql({ project: 'a."project_id"', trace: 'a."trace_id"', submittedAt: 'a."submitted_at"', pass: 'a."pass"', assignment: 'a."assignment_id"' })} ELSE true END
    ORDER BY a."project_id", a."id" FOR UPDATE OF a),
  moved AS (
    UPDATE "annotation" a SET "revision" = a."revision" + json_array_length(h."operations"), "status" = h."status", "flagged" = h."flagged", "empty" = h."empty", "labels" = h."labels",
      "span_count" = h."spanCount", "submitted_at" = h."submittedAt", "digest" = h."digest", "updated_at" = h."now"
    FROM held h WHERE a."project_id" = h."project" AND a."id" = h."id" AND a."revision" = h."base"
    RETURNING a."project_id", a."id", a."revision", a."assignment_id", h."base", h."operations", h."account", h."now", h."closes"),
  logged AS (
    INSERT INTO "annotation_operation" ("project_id", "annotation_id", "seq", "op_id", "body", "account_id", "at")
    SELECT m."project_id", m."id", m."base" + o."place", o."opId", o."body", m."account", m."now" FROM moved m, json_to_recordset(m."operations") AS o ("place" int, "opId" text, "body" text)),
  closed AS (
    UPDATE "assignment" s SET "status" = 'submitted', "finished_at" = m."now", "lease_until" = NULL, "prefetched" = false
    FROM moved m WHERE m."closes" AND s."project_id" = m."project_id" AND s."id" = m."assignment_id" AND s."status" IN ('open', 'claimed'))
  SELECT "project_id" AS project, "id", "revision" FROM moved`;
