import type { AnalysisPlan } from "./analysis";

/** What an analysis compares; there is one kind, and the plan says so. */
export const CONTRASTS = "every later checkpoint against the first";

/** An analysis plan that was fixed before the results were looked at, under the hash of its contents. */
export interface FrozenPlan extends Pick<AnalysisPlan, "labels" | "delta" | "m" | "seed"> {
  readonly layer: string;
  readonly contrasts: typeof CONTRASTS;
  /** SHA-256 of the other fields as canonical JSON, hexadecimal. */
  readonly hash: string;
  /** ISO 8601 in UTC. */
  readonly frozenAt: string;
  /** Traces that people had finished by then: 0 is before anything was seen. */
  readonly finishedBefore: number;
}

export type PlanDifference = "layer" | "labels" | "delta" | "m" | "seed" | "filter";

/** Where an analysis leaves the plan that was frozen for it: results are then exploratory. Fewer labels than planned are within the plan; others are not. */
export function differencesFrom(frozen: FrozenPlan, plan: Pick<AnalysisPlan, "labels" | "delta" | "m" | "seed"> & { readonly layer: string | null; /** Some of the traces are left out: plans are about all of them. */ readonly filtered?: boolean }): PlanDifference[] {
  const outside: readonly (readonly [PlanDifference, boolean])[] = [
    ["layer", plan.layer !== frozen.layer], ["labels", plan.labels.some((label) => !frozen.labels.includes(label))], ["delta", plan.delta !== frozen.delta], ["m", plan.m !== frozen.m], ["seed", plan.seed !== frozen.seed], ["filter", plan.filtered === true],
  ];
  return outside.filter(([, differs]) => differs).map(([field]) => field);
}

/** What the hash is taken over: the same plan in another order of labels is the same plan. */
export const planText = ({ layer, labels, delta, m, seed }: Pick<FrozenPlan, "layer" | "labels" | "delta" | "m" | "seed">): string =>
  JSON.stringify({ layer, labels: [...labels].sort(), contrasts: CONTRASTS, delta, m, seed });
