import { expect, test } from "vitest";
import { CONTRASTS, differencesFrom, planText } from "./frozen-plan";
import type { FrozenPlan } from "./frozen-plan";

const plan = { layer: "gold", labels: ["verification", "branching 🙂"], delta: 0.1, m: 1, seed: 7 };
const frozen: FrozenPlan = { ...plan, contrasts: CONTRASTS, hash: "", frozenAt: "2026-11-21T00:00:00.000Z", finishedBefore: 0 };

test("E20: what was planned is within the plan, in any order and in part; everything else is named as outside", () => {
  expect(differencesFrom(frozen, plan)).toEqual([]);
  expect(differencesFrom(frozen, { ...plan, labels: ["branching 🙂"] })).toEqual([]);
  expect(differencesFrom(frozen, { layer: null, labels: ["error"], delta: 0.2, m: 2, seed: 8 })).toEqual(["layer", "labels", "delta", "m", "seed"]);
  expect(planText({ ...plan, labels: [...plan.labels].reverse() })).toBe(planText(plan));
  expect(planText({ ...plan, delta: 0.2 })).not.toBe(planText(plan));
});
