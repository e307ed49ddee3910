import { createHash } from "node:crypto";
import { CONTRASTS, planText } from "@/core/emergence/frozen-plan";
import type { FrozenPlan } from "@/core/emergence/frozen-plan";
import { freezePlan as keep } from "@/data/analysis-plans";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { finishedLayers } from "@/data/emergence-layers";
import { newId } from "@/data/id";
import type { PlanToFreeze } from "./schema";

/** Fixes a plan under its hash, with how many traces people had finished by then. */
export async function freezePlan(db: Database, projectId: string, accountId: string, { layer, labels, delta, m, seed }: PlanToFreeze, now: Date): Promise<FrozenPlan> {
  const finished = (await finishedLayers(db, projectId)).filter((each) => each.layer === "gold" || each.layer.startsWith("annotator:"));
  const plan: FrozenPlan = {
    layer, labels, contrasts: CONTRASTS, delta, m, seed, hash: createHash("sha256").update(planText({ layer, labels, delta, m, seed })).digest("hex"), frozenAt: now.toISOString(),
    finishedBefore: Math.max(0, ...finished.map(({ traces }) => traces)),
  };
  await keep(db, projectId, plan);
  await audit(db, { id: newId(), projectId, accountId, action: "emergence.freeze-plan", subject: plan.hash, detail: { layer, labels, delta, m, seed }, now });
  return plan;
}
