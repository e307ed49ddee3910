import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";
import type { Assignment as Row } from "./generated/client";
import { newId } from "./id";

export const ASSIGNMENT_STATUSES = ["open", "claimed", "submitted", "skipped", "withdrawn"] as const;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];
export const ASSIGNMENT_KINDS = ["main", "calibration", "gold", "qualification"] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

/** A trace to be annotated in one pass by one person. */
export interface Assignment {
  readonly id: string;
  readonly roundId: string | null;
  readonly traceId: string;
  /** Whom the plan meant; null: whoever claims it. */
  readonly membershipId: string | null;
  /** Who holds or finished it. */
  readonly claimedBy: string | null;
  readonly pass: Pass;
  readonly kind: AssignmentKind;
  readonly status: AssignmentStatus;
  readonly position: number;
  readonly stratum: string;
  readonly inclusionProbability: number | null;
  readonly suggestionsShown: boolean;
  /** The stretch of the CoT that it is about, in code points; null: all of it. */
  readonly windowStart: number | null;
  readonly windowEnd: number | null;
  /** Claimed ahead of the live one. */
  readonly prefetched: boolean;
  readonly leaseUntil: Date | null;
  readonly claimedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Why it was skipped. */
  readonly reason: string | null;
  /** The submitted annotation that a new codebook version asks about again; null: an ordinary item. */
  readonly asksAgain: string | null;
}

export type NewAssignment = Pick<Assignment, "id" | "traceId" | "pass"> & Partial<Pick<Assignment, "roundId" | "membershipId" | "kind" | "position" | "stratum" | "inclusionProbability" | "suggestionsShown">>;

export async function insertAssignments(db: Database, projectId: string, rows: readonly NewAssignment[]): Promise<void> {
  await db.prisma.assignment.createMany({ data: rows.map((row) => ({ projectId, ...row })) });
}

export async function assignmentById(db: Database, projectId: string, id: string): Promise<Assignment | null> {
  const row = await db.prisma.assignment.findUnique({ where: { projectId_id: { projectId, id } } });
  return row && toAssignment(row);
}

/** What a member holds or finished, and what the plan meant for them, in queue order. */
export const assignmentsOf = async (db: Database, projectId: string, membershipId: string): Promise<Assignment[]> =>
  (await db.prisma.assignment.findMany({ where: { projectId, OR: [{ claimedBy: membershipId }, { membershipId }] }, orderBy: [{ position: "asc" }, { id: "asc" }] })).map(toAssignment);

/** Extends the lease of a claim that is still the member's; null when it is not (finished, released, or taken over after its lease ran out). */
export const renewAssignment = (db: Database, projectId: string, id: string, membershipId: string, leaseUntil: Date): Promise<Assignment | null> =>
  change(db, projectId, id, { claimedBy: membershipId, status: "claimed" }, { leaseUntil });

/** Hands a claim back; it is open again, for the person or the pool it was meant for. */
export const releaseAssignment = (db: Database, projectId: string, id: string, membershipId: string): Promise<Assignment | null> =>
  change(db, projectId, id, { claimedBy: membershipId, status: "claimed" }, { status: "open", claimedBy: null, claimedAt: null, leaseUntil: null, prefetched: false });

/** Ends a claim without work; the reason is kept for the researcher. Of a pool the work goes back as a new item, which whoever skipped it does not get again; what was meant for one person waits to be handed on. */
export async function skipAssignment(db: Database, projectId: string, id: string, membershipId: string, reason: string, now: Date): Promise<Assignment | null> {
  const rows = await db.query(
    `WITH skipped AS (
       UPDATE "assignment" SET "status" = 'skipped', "reason" = $4, "finished_at" = $5::timestamptz, "lease_until" = NULL, "prefetched" = false
       WHERE "project_id" = $1 AND "id" = $2 AND "claimed_by" = $3 AND "status" = 'claimed' RETURNING *),
     again AS (
       INSERT INTO "assignment" ("project_id", "id", "round_id", "trace_id", "pass", "kind", "position", "stratum", "inclusion_probability", "suggestions_shown", "window_start", "window_end")
       SELECT "project_id", $6, "round_id", "trace_id", "pass", "kind", "position", "stratum", "inclusion_probability", "suggestions_shown", "window_start", "window_end" FROM skipped WHERE "membership_id" IS NULL)
     SELECT "id" FROM skipped`, [projectId, id, membershipId, reason, now, newId()]);
  return rows.length > 0 ? assignmentById(db, projectId, id) : null;
}

/** How much a member has before them and behind them. */
export interface QueueCounts {
  /** Open to them: of a round that is open, meant for them or for anybody, and no copy of a trace that they have had in the same pass (one that they skipped goes back for others). */
  readonly open: number;
  readonly claimed: number;
  readonly submitted: number;
  readonly skipped: number;
}

export async function queueCounts(db: Database, projectId: string, membershipId: string, now: Date): Promise<QueueCounts> {
  const [row] = await db.query<QueueCounts>(
    `WITH had AS (SELECT "trace_id", "pass" FROM "assignment" WHERE "project_id" = $1 AND "claimed_by" = $2 AND "status" IN ('claimed', 'submitted', 'skipped'))
     SELECT count(*) FILTER (WHERE (("status" = 'open' AND ("asks_again" IS NOT NULL OR (("trace_id", "pass") NOT IN (SELECT "trace_id", "pass" FROM had)
         AND NOT EXISTS (SELECT FROM "round" r WHERE r."project_id" = a."project_id" AND r."id" = a."round_id" AND r."closed_at" IS NOT NULL)))) OR ("status" = 'claimed' AND "lease_until" <= $3::timestamptz))
       AND ("membership_id" = $2 OR "membership_id" IS NULL)) AS open,
       count(*) FILTER (WHERE "status" = 'claimed' AND "claimed_by" = $2 AND "lease_until" > $3::timestamptz) AS claimed,
       count(*) FILTER (WHERE "status" = 'submitted' AND "claimed_by" = $2) AS submitted, count(*) FILTER (WHERE "status" = 'skipped' AND "claimed_by" = $2) AS skipped
     FROM "assignment" a WHERE "project_id" = $1`, [projectId, membershipId, now]);
  return row ?? { open: 0, claimed: 0, submitted: 0, skipped: 0 };
}

async function change(db: Database, projectId: string, id: string, where: { readonly claimedBy: string; readonly status: AssignmentStatus }, data: Partial<Row>): Promise<Assignment | null> {
  const [row] = await db.prisma.assignment.updateManyAndReturn({ where: { projectId, id, ...where }, data });
  return row ? toAssignment(row) : null;
}

export const toAssignment = ({ projectId: _project, ...row }: Row): Assignment =>
  ({ ...row, pass: row.pass as Pass, kind: row.kind as AssignmentKind, status: row.status as AssignmentStatus });
