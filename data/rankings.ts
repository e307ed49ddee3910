import type { Ratings } from "@/core/ranking/contradictions";
import type { Tiers } from "@/core/ranking/tiers";
import type { Queryable } from "./database";
import { newId } from "./id";

/** One person's order of the traces of one prompt. */
export interface Ranking {
  readonly id: string;
  readonly promptSha256: string;
  readonly membershipId: string;
  readonly handle: string;
  /** Number of times it was saved. */
  readonly revision: number;
  readonly tiers: Tiers;
  /** By trace, as they stood when it was saved. */
  readonly ratings: Readonly<Record<string, Ratings>>;
  readonly reason: string;
  readonly updatedAt: Date;
}

const COLUMNS = `r."id", r."prompt_sha256" AS "promptSha256", r."membership_id" AS "membershipId", m."handle", r."revision", r."tiers", r."ratings", r."reason", r."updated_at" AS "updatedAt"`;
const TABLES = `FROM "ranking" r JOIN "membership" m ON m."project_id" = r."project_id" AND m."id" = r."membership_id"`;

/** A member's order of a prompt's traces, or null. */
export async function rankingOf(db: Queryable, projectId: string, promptSha256: string, membershipId: string): Promise<Ranking | null> {
  const [row] = await db.query<Ranking>(`SELECT ${COLUMNS} ${TABLES} WHERE r."project_id" = $1 AND r."prompt_sha256" = $2 AND r."membership_id" = $3`, [projectId, promptSha256, membershipId]);
  return row ?? null;
}

/** Everybody's orders, by prompt and handle. */
export const rankings = (db: Queryable, projectId: string): Promise<Ranking[]> => db.query<Ranking>(`SELECT ${COLUMNS} ${TABLES} WHERE r."project_id" = $1 ORDER BY r."prompt_sha256", m."handle"`, [projectId]);

/** Saves an order on the revision that its author saw. @returns the new revision, or null: it was saved elsewhere meanwhile */
export async function saveRanking(db: Queryable, projectId: string, { promptSha256, membershipId, revision, tiers, ratings, reason, now }: Pick<Ranking, "promptSha256" | "membershipId" | "revision" | "tiers" | "ratings" | "reason"> & { readonly now: Date }): Promise<number | null> {
  const [row] = await db.query<{ revision: number }>(
    `INSERT INTO "ranking" AS held ("project_id", "id", "prompt_sha256", "membership_id", "revision", "tiers", "ratings", "reason", "created_at", "updated_at")
     SELECT $1, $2, $3, $4, 1, $6::jsonb, $7::jsonb, $8, $9, $9 WHERE $5::int = 0 OR EXISTS (SELECT FROM "ranking" WHERE "project_id" = $1 AND "prompt_sha256" = $3 AND "membership_id" = $4)
     ON CONFLICT ("project_id", "prompt_sha256", "membership_id") DO UPDATE SET "revision" = held."revision" + 1, "tiers" = excluded."tiers", "ratings" = excluded."ratings", "reason" = excluded."reason", "updated_at" = excluded."updated_at"
     WHERE held."revision" = $5::int RETURNING "revision"`,
    [projectId, newId(now.getTime()), promptSha256, membershipId, revision, JSON.stringify(tiers), JSON.stringify(ratings), reason, now]);
  return row?.revision ?? null;
}
