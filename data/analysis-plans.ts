import type { FrozenPlan } from "@/core/emergence/frozen-plan";
import type { Queryable } from "./database";

/** Analysis plans of a project in the order in which they were frozen; the last one holds. */
export async function frozenPlans(db: Queryable, projectId: string): Promise<readonly FrozenPlan[]> {
  const [row] = await db.query<{ plans: readonly FrozenPlan[] }>(`SELECT coalesce("settings" -> 'analysisPlans', '[]'::jsonb) AS plans FROM "project" WHERE "id" = $1 AND "deleted_at" IS NULL`, [projectId]);
  return row?.plans ?? [];
}

/** Appends; what was frozen stays. */
export async function freezePlan(db: Queryable, projectId: string, plan: FrozenPlan): Promise<void> {
  await db.query(
    `UPDATE "project" SET "settings" = "settings" || jsonb_build_object('analysisPlans', coalesce("settings" -> 'analysisPlans', '[]'::jsonb) || jsonb_build_array($2::jsonb)) WHERE "id" = $1`,
    [projectId, JSON.stringify(plan)]);
}
