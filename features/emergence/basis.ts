import type { EmergenceReport } from "@/core/emergence/emergence-report";
import { filterWords } from "./figure-source";
import { whole } from "./figures/numbers";
import type { EmergenceView } from "./loaders";
import type { Words } from "./words";

/** What a finding stands on, in one paragraph: whose work, how much of it, of which traces, and by which rule something is said to set in. "" without a report. */
export function basisWords({ measured, query }: EmergenceView, t: Words): string {
  const { report } = measured;
  if (!report) return "";
  const filtered = filterWords(measured, t);
  const { analysis } = report;
  return [
    measured.layer === "human" ? t("basisLayer") : "",
    t("basis", { prompts: Math.max(...analysis.covariates.map((each) => each.prompts)), traces: whole(analysis.covariates.reduce((sum, each) => sum + each.traces, 0)), checkpoints: analysis.checkpoints.length }),
    t(analysis.labels[0]?.card.cautions.includes("one training run") ? "oneRun" : "severalRuns"), filtered === "" ? "" : t("source.onlySentence", { filter: filtered }),
    measured.ordered ? t(analysis.baseModel ? "onsetRule" : "shownRule", { delta: query.delta, m: query.m }) : t("noOrderRule"),
    unreadWords(report, t),
  ].filter((part) => part !== "").join(t("between"));
}

/** How many traces were left out since nothing of them was read or may be labelled, and at which checkpoints; "" where there are none. */
export const unreadWords = ({ unread }: Pick<EmergenceReport, "unread">, t: Words): string =>
  unread.length === 0 ? "" : t("unread", { traces: unread.reduce((sum, { traces }) => sum + traces, 0), places: unread.map(({ checkpoint, traces }) => `${checkpoint}: ${traces}`).join(t("plan.comma")) });
