import { unreadWords } from "./basis";
import { filterWords, layerName } from "./figure-source";
import { difficultyWords } from "./gap-words";
import { leftOutWords } from "./held-against";
import type { EmergenceView } from "./loaders";
import type { Words } from "./words";
import { percent, whole } from "./figures/numbers";

/** The methods text of a paper, filled in from what was done: one paragraph each. */
export function methodsText({ measured, automatic, query }: EmergenceView, t: Words): string[] {
  const { report } = measured;
  if (!report) return [];
  const { analysis } = report;
  const filter = filterWords(measured, t);
  const traces = analysis.covariates.reduce((sum, each) => sum + each.traces, 0);
  const prompts = Math.max(...analysis.covariates.map((each) => each.prompts));
  const alpha = analysis.labels.flatMap(({ card }) => (card.stepAlpha?.value == null ? [] : [`${card.label} ${card.stepAlpha.value.toFixed(2)}`]));
  const checked = report.detectors.filter(({ check }) => check !== null);
  return [
    t("methods.data", { model: measured.model ?? "", traces: whole(traces), prompts, checkpoints: analysis.checkpoints.length, first: analysis.checkpoints[0]!.name, last: analysis.checkpoints.at(-1)!.name }),
    measured.layer === "dawid-skene" ? t("methods.imputed", { imputations: analysis.imputations ?? 0 }) : automatic ? t(report.humanTraces > 0 ? "methods.detectorLayer" : "methods.proxyLayer", { layer: measured.layer ?? "", traces: whole(report.humanTraces) }) : t(measured.layer === "human" ? "methods.peopleLayer" : "methods.humanLayer", { layer: layerName(measured.layer ?? "", t) }),
    ...(alpha.length > 0 ? [t("methods.alpha", { values: alpha.join(", ") })] : automatic ? [] : [t("methods.noAlpha")]),
    ...(filter === "" ? [] : [t("methods.filter", { filter })]),
    t(analysis.imputations === null ? "methods.rates" : "methods.ratesImputed", { interval: t(`methods.interval.${query.interval}`), resamples: whole(query.resamples), seed: query.seed }),
    t("methods.length", { difficulty: difficultyWords(analysis.labels[0]!.card.comparison.difficulty, t) }),
    measured.ordered ? t(analysis.baseModel ? "methods.onset" : "methods.shown", { delta: query.delta, m: query.m }) : t("noOrderRule"),
    ...(report.unread.length === 0 ? [] : [unreadWords(report, t)]),
    t(analysis.imputations === null ? "methods.tests" : "methods.testsImputed", { tests: analysis.labels.flatMap(({ comparisons }) => comparisons).filter(({ adjustedP }) => adjustedP !== null).length }),
    ...(checked.length > 0 ? [t(report.sampledAtRandom ? "methods.detectorRandom" : report.drawn ? "methods.detectorAided" : "methods.detectorNotRandom", { detector: (measured.detector ?? "").replace(/^detector:/, "") }), ...(report.aidedTraces > 0 ? [leftOutWords(report, t)] : [])] : []),
    t(analysis.labels[0]!.card.cautions.includes("one training run") ? "methods.runs" : "methods.severalRuns"),
    ...(measured.blinding.accuracy === null ? [] : [t(measured.blinding.verdict === "told" ? "methods.blindingTold" : "methods.blinding", {
      right: measured.blinding.right, n: measured.blinding.n, unsure: measured.blinding.unsure, share: percent(measured.blinding.accuracy.estimate), low: percent(measured.blinding.accuracy.low), high: percent(measured.blinding.accuracy.high),
    })]),
    t("methods.plan", { hash: measured.planHash }),
    measured.release === null ? t("methods.noRelease") : t("methods.release", { name: measured.release.name, id: measured.release.id }),
    ...(measured.frozen === null ? [] : [measured.outsidePlan.length === 0
      ? t("methods.planFrozen", { hash: measured.frozen.hash.slice(0, 6), date: measured.frozen.frozenAt.slice(0, 10), finished: measured.frozen.finishedBefore })
      : t("methods.planLeft", { hash: measured.frozen.hash.slice(0, 6), fields: measured.outsidePlan.map((field) => t(`plan.field.${field}`)).join(t("plan.comma")) })]),
  ];
}
