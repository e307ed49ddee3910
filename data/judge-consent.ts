import type { Queryable } from "./database";

/** Whether an owner has confirmed that text of the project may leave the server for a judge. */
export async function hasJudgeConsent(db: Queryable, projectId: string): Promise<boolean> {
  const [row] = await db.query<{ consent: boolean }>(`SELECT coalesce("settings" ->> 'judgeConsent', 'false') = 'true' AS consent FROM "project" WHERE "id" = $1 AND "deleted_at" IS NULL`, [projectId]);
  return row?.consent === true;
}

export async function setJudgeConsent(db: Queryable, projectId: string, consent: boolean): Promise<void> {
  await db.query(`UPDATE "project" SET "settings" = "settings" || jsonb_build_object('judgeConsent', $2::boolean) WHERE "id" = $1`, [projectId, consent]);
}
