import type { EmergenceView } from "./loaders";
import { figureSource } from "./figure-source";
import { methodsText } from "./methods";
import { cautionWords, findingSentence, nameOf, ratioGap, title } from "./words";
import type { Words } from "./words";
import { fixed, pValue, share, signed, whole } from "./figures/numbers";

/** The report as Markdown: findings with their cautions, one table of numbers a label, and the methods text. */
export function reportMarkdown(view: EmergenceView, t: Words): string {
  const { measured: { report }, looks, automatic } = view;
  if (!report) return "";
  const number = (value: number | null, write: (value: number) => string = (each) => fixed(each)) => (value === null ? t("undefined") : write(value));
  const sections = report.findings.map((finding) => {
    const label = report.analysis.labels.find((each) => each.label === finding.label)!;
    const { card } = label;
    const rows = label.perThousandTokens.map((point) => `| ${point.checkpoint.name} | ${point.traces} | ${point.prompts} | ${point.events} | ${number(point.estimate)} | ${point.low === null && point.high === null ? t("undefined") : `${number(point.low)} ${t("to")} ${number(point.high)}`} |`);
    return [
      `## ${nameOf(finding.label, looks)}`, findingSentence(finding, looks, t),
      cautionWords(card, t).map(({ head, text }) => `- **${head}** ${text}`).join("\n"),
      [`| ${t("column.checkpoint")} | ${t("md.traces")} | ${t("column.prompts")} | ${t("spans")} | ${t("unit.per-1k-tokens")} | ${t("md.interval")} |`, "|---|---:|---:|---:|---:|---|", ...rows].join("\n"),
      [
        `- ${t("card.difference")}: ${number(card.rateDifference, (value) => signed(value))}`,
        `- ${t("card.ratio")}: ${card.comparison.adjusted.ratio === null ? ratioGap(card.comparison.adjusted.reason, t) : `${fixed(card.comparison.adjusted.ratio)} (${number(card.comparison.adjusted.low)} ${t("to")} ${number(card.comparison.adjusted.high)})`}`,
        `- ${t("card.p")}: ${number(card.adjustedP, pValue)}`,
        `- ${t("card.alpha")}: ${card.stepAlpha?.value == null ? t("card.unknown") : share(card.stepAlpha.value)}`,
        `- ${t("covariate.meanTokens")}: ${whole(card.covariates.reference.meanTokens)} → ${whole(card.covariates.last.meanTokens)}`,
      ].join("\n"),
    ].filter((part) => part !== "").join("\n\n");
  });
  return [`# ${title(report, looks, automatic, t)}`, figureSource(view, t).line, ...sections, `## ${t("methods.title")}`, ...methodsText(view, t)].join("\n\n") + "\n";
}
