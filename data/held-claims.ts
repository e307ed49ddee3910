import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";

/** A claim that is in a member's hands: neither finished nor handed back. */
export interface HeldClaim {
  readonly assignment: string;
  readonly traceId: string;
  readonly externalId: string;
  readonly round: string | null;
  readonly pass: Pass;
  /** Fetched ahead of the one under way. */
  readonly prefetched: boolean;
  /** Whether anything was said of it yet. */
  readonly begun: boolean;
  /** From then on somebody else may take it. */
  readonly leaseUntil: Date;
}

/** What a member has claimed, the one under way first. */
export const heldClaims = (db: Database, projectId: string, membershipId: string): Promise<HeldClaim[]> =>
  db.query<HeldClaim>(
    `SELECT s."id" AS assignment, s."trace_id" AS "traceId", t."external_id" AS "externalId", r."name" AS round, s."pass", s."prefetched", s."lease_until" AS "leaseUntil",
       EXISTS (SELECT FROM "annotation" a WHERE a."project_id" = s."project_id" AND a."assignment_id" = s."id" AND a."membership_id" = $2 AND a."revision" > 0) AS begun
     FROM "assignment" s JOIN "trace" t ON t."project_id" = s."project_id" AND t."id" = s."trace_id" LEFT JOIN "round" r ON r."project_id" = s."project_id" AND r."id" = s."round_id"
     WHERE s."project_id" = $1 AND s."claimed_by" = $2 AND s."status" = 'claimed' ORDER BY s."prefetched", s."claimed_at", s."id"`, [projectId, membershipId]);
