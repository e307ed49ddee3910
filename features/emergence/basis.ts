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
    t(analysis.baseModel ? "onsetRule" : "shownRule", { delta: query.delta, m: query.m }),
  ].filter((part) => part !== "").join(t("between"));
}
