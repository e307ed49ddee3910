import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";
import { standingGold } from "./standing-gold";

export const ADJUDICATION_STATES = ["open", "begun", "done"] as const;
export type AdjudicationState = (typeof ADJUDICATION_STATES)[number];

/** A trace that two or more annotators have finished in one pass. */
export interface AdjudicationRow {
  readonly traceId: string;
  readonly externalId: string;
  readonly pass: Pass;
  /** Sorted: annotator:<handle>. */
  readonly layers: readonly string[];
  /** open: no gold · begun: a draft of it · done: submitted. */
  readonly state: AdjudicationState;
  /** When the last layer was finished. */
  readonly finishedAt: Date;
}

export interface AdjudicationPage {
  readonly items: readonly AdjudicationRow[];
  /** Cursor of the following page; null on the last. */
  readonly next: string | null;
}

const WORK = `SELECT w.*, t."external_id" AS "externalId", CASE WHEN g."status" = 'submitted' THEN 'done' WHEN g."id" IS NOT NULL THEN 'begun' ELSE 'open' END AS state
  FROM (SELECT a."project_id", a."trace_id" AS "traceId", a."pass", array_agg(DISTINCT a."layer" ORDER BY a."layer") AS layers, max(a."submitted_at") AS "finishedAt"
    FROM "annotation" a WHERE a."project_id" = $1 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%' GROUP BY a."project_id", a."trace_id", a."pass" HAVING count(DISTINCT a."layer") >= 2) w
  JOIN "trace" t ON t."project_id" = w."project_id" AND t."id" = w."traceId"
  LEFT JOIN LATERAL ${standingGold('w."project_id"', 'w."traceId"', 'w."pass"')} g ON true`;

/** A page of them in order of their external ids. @param layer only those that this layer is part of @param among only of these traces */
export async function adjudications(db: Database, projectId: string, { state, layer, among, limit, cursor }: { readonly state?: AdjudicationState | undefined; readonly layer?: string; readonly among?: readonly string[]; readonly limit: number; readonly cursor?: string | undefined }): Promise<AdjudicationPage> {
  const [name, pass] = readCursor(cursor);
  const rows = await db.query<AdjudicationRow>(
    `SELECT "traceId", "externalId", "pass", "layers", "state", "finishedAt" FROM (${WORK}) x
     WHERE ($2::text IS NULL OR x."state" = $2) AND ($3::text IS NULL OR $3 = ANY (x."layers")) AND (x."externalId", x."pass") > ($4::text, $5::text) AND ($7::text[] IS NULL OR x."traceId" = ANY ($7::text[])) ORDER BY x."externalId", x."pass" LIMIT $6::int`,
    [projectId, state ?? null, layer ?? null, name, pass, limit + 1, among ?? null]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorBehind(last) : null };
}

/** A cursor behind which the list goes on after this row. */
export const cursorBehind = ({ externalId, pass }: Pick<AdjudicationRow, "externalId" | "pass">): string => JSON.stringify([externalId, pass]);

/** How many there are in each state. */
export async function adjudicationCounts(db: Database, projectId: string): Promise<Readonly<Record<AdjudicationState, number>>> {
  const rows = await db.query<{ state: AdjudicationState; count: number }>(`SELECT x."state", count(*) AS count FROM (${WORK}) x GROUP BY 1`, [projectId]);
  return { open: 0, begun: 0, done: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

/** The trace and pass behind which a page begins; what is no cursor of ours is the beginning. */
function readCursor(cursor: string | undefined): readonly [string, string] {
  try {
    const read: unknown = cursor === undefined ? null : JSON.parse(cursor);
    return Array.isArray(read) && typeof read[0] === "string" && typeof read[1] === "string" ? [read[0], read[1]] : ["", ""];
  } catch {
    return ["", ""];
  }
}

/** Whether a frozen release holds the trace. */
export async function isReleased(db: Database, projectId: string, traceId: string): Promise<boolean> {
  const [row] = await db.query<{ released: boolean }>(
    `SELECT EXISTS (SELECT FROM "released_trace" x JOIN "release" r ON r."project_id" = x."project_id" AND r."id" = x."release_id" WHERE x."project_id" = $1 AND x."trace_id" = $2 AND r."state" = 'frozen') AS released`, [projectId, traceId]);
  return row?.released ?? false;
}
