import type { BootstrapInterval } from "@/core/emergence/cluster-bootstrap";
import type { CheckpointComparison } from "@/core/emergence/checkpoint-comparison";
import type { Trend } from "@/core/emergence/trend";
import type { useTranslations } from "next-intl";
import { fixed } from "./figures/numbers";

type Words = ReturnType<typeof useTranslations<"emergence">>;

const INTERVAL_GAPS = {
  "no prompts": "noTraces", "no tokens": "noTokens", "one prompt has no spread": "onePrompt", "no spread between prompts": "alike", "one prompt of two carries every event": "onePrompt",
  "zero events: upper bound only": "noEvents", "zero events: upper bound only, independence assumed": "noEvents", "all events: lower bound only": "allEvents",
} as const satisfies Record<NonNullable<BootstrapInterval["reason"]>, string>;

const TREND_GAPS = { "fewer than three checkpoints": "fewCheckpoints", "no events": "noEvents", "steps are imputed": "imputed", "the checkpoints have no order": "noOrder" } as const satisfies Record<NonNullable<Trend["reason"]>, string>;

/** The limits of a rate in words: both, the one there is and why, or why there are none. */
export function limitWords({ low, high, oneSided, reason }: BootstrapInterval, t: Words): string {
  if (oneSided) return reason === "all events: lower bound only" ? t("limit.atLeast", { low: fixed(low ?? 0) }) : t(reason === "zero events: upper bound only" ? "limit.atMost" : "limit.atMostIndependent", { high: fixed(high ?? 0) });
  if (low === null || high === null) return t(`gapIn.${reason === undefined ? "noTokens" : INTERVAL_GAPS[reason]}`);
  return `${fixed(low)} ${t("to")} ${fixed(high)}`;
}

/** Why the shapes of a trend are not compared. */
export const trendGap = ({ reason }: Trend, t: Words): string => t(`gapIn.${reason === undefined ? "noFit" : TREND_GAPS[reason]}`);

/** What the classes of difficulty are, within which rates are compared. */
export function difficultyWords({ source, known, prompts }: CheckpointComparison["difficulty"], t: Words): string {
  if (source === "none") return t("difficulty.none");
  const name = t(source === "imported" ? "difficulty.imported" : "difficulty.passRate");
  return known === prompts ? name : t("difficulty.partly", { name, known, prompts });
}
