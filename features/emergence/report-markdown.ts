import { basisWords } from "./basis";
import { claimParts } from "./claim-parts";
import { comparisonLines } from "./comparison-lines";
import { figureSource } from "./figure-source";
import { fixed, pValue, signed } from "./figures/numbers";
import { limitWords } from "./gap-words";
import type { EmergenceView } from "./loaders";
import { methodsText } from "./methods";
import { cautionWords, findingSentence, nameOf, planOf, title } from "./words";
import type { Words } from "./words";

/** The report as Markdown: findings with their cautions, of each label its rates and its claim card, every comparison, and the methods text. */
export function reportMarkdown(view: EmergenceView, t: Words): string {
  const { measured, looks, automatic } = view;
  const { report } = measured;
  if (!report) return "";
  const source = figureSource(view, t);
  const lines = comparisonLines(report, looks, t);
  const sections = report.findings.map((finding) => {
    const label = report.analysis.labels.find((each) => each.label === finding.label)!;
    const points = label.perThousandTokens.map((point) => [point.checkpoint.name, String(point.traces), String(point.prompts), String(point.events), point.estimate === null ? t("gapIn.noTokens") : fixed(point.estimate), limitWords(point, t)]);
    const parts = claimParts({ analysis: label, beside: report.detectors.find((each) => each.label === finding.label) ?? null, aided: report.aidedTraces, label: finding.label, tests: lines.filter(({ adjusted }) => adjusted !== null).length, ...planOf(measured, t), automatic, source, baseModel: report.analysis.baseModel }, t);
    return [
      `## ${nameOf(finding.label, looks)}`, findingSentence(finding, looks, t), cautionWords(label.card, t).map(({ head, text }) => `- **${head}** ${text}`).join("\n"),
      table([t("column.checkpoint"), t("md.traces"), t("column.prompts"), t(report.analysis.imputations === null ? "spans" : "markedSteps"), t(report.analysis.imputations === null ? "unit.per-1k-tokens" : "unitSteps.per-1k-tokens"), t("md.interval")], points, [1, 2, 3, 4]),
      ...parts.map(({ title: head, entries }) => `**${head}**\n\n${entries.map(({ name, value, note }) => `- ${name}: ${value}${note === undefined ? "" : ` ${note}`}`).join("\n")}`),
    ].filter((part) => part !== "").join("\n\n");
  });
  const comparisons = lines.map((line) => [line.label, line.checkpoint, line.difference === null ? t("gapIn.noTokens") : signed(line.difference), line.ratio === null ? line.ratioGap : `${fixed(line.ratio)}${line.low === null || line.high === null ? "" : ` (${fixed(line.low)} ${t("to")} ${fixed(line.high)})`}`, line.test, String(line.prompts), line.adjusted === null ? t("noPairs") : pValue(line.adjusted)]);
  return [
    `# ${title(report, looks, { automatic, kind: measured.kind }, t)}`, basisWords(view, t), source.line, ...sections,
    `## ${t("comparisonsTitle", { shown: lines.filter(({ shown }) => shown).length, all: lines.length })}`, t("comparisonsSub", { checkpoint: report.analysis.checkpoints[0]!.name }),
    table([t("column.label"), t("column.checkpoint"), t("column.difference"), t("column.ratio"), t("column.test"), t("column.prompts"), t("column.adjusted")], comparisons, [2, 3, 5, 6]),
    `## ${t("methods.title")}`, ...methodsText(view, t),
  ].join("\n\n") + "\n";
}

/** A table of Markdown; a bar within a cell is escaped. @param numeric columns that are aligned at the right */
function table(heads: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ")).join(" | ")} |`;
  return [line(heads), `|${heads.map((_, i) => (numeric.includes(i) ? "---:" : "---")).join("|")}|`, ...rows.map(line)].join("\n");
}
