import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { Finding } from "@/core/emergence/finding";
import type { RatePoint } from "@/core/emergence/rate-curve";
import type { MeasureAnswer } from "./commands/measure";
import { table } from "./table";

const UNITS: Readonly<Record<string, { readonly curve: "perThousandTokens" | "perTrace" | "perStep" | "prevalence"; readonly name: string }>> = {
  "per-1k-tokens": { curve: "perThousandTokens", name: "per 1,000 tokens" }, "per-trace": { curve: "perTrace", name: "per trace" }, "per-step": { curve: "perStep", name: "per step" }, prevalence: { curve: "prevalence", name: "share of traces" },
};

/** The report for a person at a terminal: what was measured, each finding with its cautions, and its rates with n; never firmer than the intervals. */
export function measureText({ model, layer, planHash, plan, report }: MeasureAnswer, query: URLSearchParams): string {
  if (!report) return "";
  const { analysis } = report;
  const prompts = Math.max(...analysis.covariates.map((each) => each.prompts));
  const traces = analysis.covariates.reduce((sum, each) => sum + each.traces, 0);
  const asked = UNITS[query.get("unit") ?? ""] ?? UNITS["per-1k-tokens"]!;
  const units = asked.curve === "prevalence" ? [asked, UNITS["per-1k-tokens"]!] : [asked]; // a share of traces grows with their length: the rate stands beside it
  const proxy = layer?.startsWith("detector:") ? [report.humanTraces > 0 ? `By a detector's word alone; people read ${report.humanTraces} of these traces.` : "A proxy until human labels stand beside it."] : [];
  return [
    `${model === "" ? "no model named" : model} · layer ${layer} · ${traces} traces of ${prompts} prompts at ${analysis.checkpoints.length} checkpoints · seed ${plan.seed}, ${plan.resamples} resamples · plan ${planHash}`, ...proxy,
    ...report.findings.flatMap((finding) => ["", findingText(finding), ...cautions(report, finding.label), ...units.flatMap((unit) => rates(report, finding.label, unit))]),
  ].join("\n");
}

function findingText(finding: Finding): string {
  const per = "per 1,000 tokens";
  switch (finding.kind) {
    case "rises": return `${finding.label}: rises from ${fixed(finding.from)} to ${fixed(finding.to)} ${per}, ${finding.word} after ${finding.after}, by ${finding.by}`;
    case "higher": case "lower": return `${finding.label}: ${finding.kind} at ${finding.at} than at the start (${fixed(finding.from)} to ${fixed(finding.to)} ${per}, also at equal length); no lasting onset is shown`;
    case "longer": return `${finding.label}: more per trace because traces grow; ${per} not shown to change`;
    case "not shown": return `${finding.label}: not shown to change${finding.smallest === null ? "" : `; a rise of ${fixed(finding.smallest)} ${per} would have been seen`}`;
    case "none seen": return `${finding.label}: not seen at all${finding.bound === null ? "" : `; at most ${fixed(finding.bound)} ${per} if spans are independent`}`;
    case "too few": return `${finding.label}: too few prompts (${finding.prompts}) to say anything`;
  }
}

const cautions = ({ analysis }: EmergenceReport, label: string): string[] => {
  const said = analysis.labels.find((each) => each.label === label)?.card.cautions ?? [];
  return said.length === 0 ? [] : [`  caution: ${said.join("; ")}`];
};

function rates({ analysis }: EmergenceReport, label: string, { curve, name }: (typeof UNITS)[string]): string[] {
  const points: readonly RatePoint[] = analysis.labels.find((each) => each.label === label)?.[curve] ?? [];
  const rows = points.map((point) => [placeOf(point.checkpoint), point.estimate === null ? "undefined" : fixed(point.estimate), limits(point), String(point.events), String(point.traces), String(point.prompts)]);
  return table([["checkpoint", name, "95 % interval", analysis.imputations === null ? "spans" : "steps", "traces", "prompts"], ...rows]);
}

/** A checkpoint by its name, with its step where the name does not say it. */
const placeOf = ({ name, t, byName }: RatePoint["checkpoint"]): string => (byName || name.includes(String(t)) ? name : `${name} ${t}`.trim());

/** An interval, a one-sided bound, or why there is neither. */
function limits({ low, high, oneSided, reason }: RatePoint): string {
  if (oneSided && low !== null && high !== null) return high === 1 && low > 0 ? `at least ${fixed(low)}` : `at most ${fixed(high)}`;
  if (low !== null && high !== null) return `${fixed(low)} to ${fixed(high)}`;
  if (high !== null) return `at most ${fixed(high)}`;
  return reason ?? "undefined";
}

const fixed = (value: number): string => value.toFixed(2);
