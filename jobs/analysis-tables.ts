import type { AnalysisFigure } from "@/core/emergence/analysis-figures";
import type { AnalysisRow } from "@/core/emergence/analysis-observations";
import { csvText } from "@/core/formats/csv-text";

type Outputs = readonly Readonly<Record<string, unknown>>[];
const number = (value: unknown): string => (typeof value === "number" ? String(value) : "");

/** A label's rate and prevalence at each checkpoint with what they stand on. */
export function ratesCsv(figures: readonly AnalysisFigure[], outputs: Outputs): string {
  const lines = figures.flatMap(({ figure, model, label, checkpoint, n }, i) => {
    if (figure !== "rate") return [];
    const [rate, prevalence] = [outputs[i]!, outputs[figures.findIndex((each) => each.figure === "prevalence" && each.model === model && each.label === label && each.checkpoint === checkpoint)] ?? {}];
    return [[csvText(model), csvText(checkpoint ?? ""), csvText(label ?? ""), number(rate.estimate), number(rate.low), number(rate.high), csvText(String(rate.reason ?? "")), number(prevalence.estimate), number(prevalence.low), number(prevalence.high), number(n?.spans), number(n?.observations), number(n?.prompts)].join(",")];
  });
  return ["model,checkpoint,label,rate_per_1k_tokens,low,high,reason,prevalence,prevalence_low,prevalence_high,spans,observations,prompts", ...lines].map((line) => `${line}\r\n`).join("");
}

export function ratesTex(figures: readonly AnalysisFigure[], outputs: Outputs): string {
  const cell = (value: unknown): string => (typeof value === "number" ? value.toFixed(2) : "--");
  const lines = figures.flatMap(({ figure, model, label, checkpoint, n }, i) => (figure === "rate" ? [`${[model, checkpoint ?? "", label ?? ""].map(tex).join(" & ")} & ${cell(outputs[i]!.estimate)} & [${cell(outputs[i]!.low)}, ${cell(outputs[i]!.high)}] & ${n?.spans ?? "--"} & ${n?.prompts ?? "--"} \\\\`] : []));
  return ["\\begin{tabular}{lllrrrr}", "model & checkpoint & label & spans per 1k tokens & 95\\% interval & spans & prompts \\\\ \\hline", ...lines, "\\end{tabular}", ""].join("\n");
}
const tex = (text: string): string => text.replaceAll(/[\\{}$&#^_%~]/g, (character) => (character === "\\" ? "\\textbackslash{}" : character === "^" || character === "~" ? `\\${character}{}` : `\\${character}`));

/** Every later checkpoint against the first, one row a label: at equal length, within length and difficulty, on the same prompts with p as it is and adjusted. */
export function comparisonsCsv(figures: readonly AnalysisFigure[], outputs: Outputs): string {
  const adjusted = new Map(figures.flatMap(({ figure, model, tests = [] }, i) => (figure === "adjusted" ? tests.map(({ label, checkpoint }, j) => [JSON.stringify([model, label, checkpoint]), (outputs[i]!.adjusted as readonly number[] | undefined)?.[j]] as const) : [])));
  const lines = figures.flatMap(({ figure, model, label, checkpoint, against, statistic }, i) => {
    if (figure !== "paired") return [];
    const beside = (kind: AnalysisFigure["figure"]) => figures.findIndex((each) => each.figure === kind && each.model === model && each.label === label && each.checkpoint === checkpoint);
    const [ratio, pooledAt] = [outputs[beside("ratio")] ?? { reason: "fewer than five spans in a group" }, beside("within-length-and-difficulty")];
    const pooled = outputs[pooledAt] ?? {};
    return [[csvText(model), csvText(label ?? ""), csvText(checkpoint ?? ""), csvText(against ?? ""), number(ratio.ratio), number(ratio.low), number(ratio.high), csvText(String(ratio.reason ?? "")), number(pooled.ratio), number(pooled.low), number(pooled.high), csvText(String(pooled.reason ?? "")), csvText(figures[pooledAt]?.difficulty ?? ""), statistic, number(outputs[i]!.p), number(adjusted.get(JSON.stringify([model, label, checkpoint])))].join(",")];
  });
  return ["model,label,checkpoint,against,ratio,low,high,reason,pooled_ratio,pooled_low,pooled_high,pooled_reason,difficulty,test,p,adjusted_p", ...lines].map((line) => `${line}\r\n`).join("");
}

/** One row an annotation, with its place in its annotator's work; a label that the codebook did not have is empty. */
export function annotationsCsv(rows: readonly AnalysisRow[]): string {
  const labels = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))];
  const order = new Map<AnalysisRow, number>();
  const worked = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => ((a.submittedAt ?? "") < (b.submittedAt ?? "") ? -1 : (a.submittedAt ?? "") > (b.submittedAt ?? "") ? 1 : 0))) {
    const place = (worked.get(row.layer) ?? 0) + 1;
    worked.set(row.layer, place);
    order.set(row, place);
  }
  const line = (row: AnalysisRow): string => [
    csvText(row.trace), row.prompt, csvText(row.model), csvText(row.checkpoint), number(row.step), number(row.sample), String(row.correct ?? ""), csvText(row.layer), row.pass, String(order.get(row)), row.submittedAt ?? "", String(row.tokens), String(row.steps), String(row.weight), typeof row.difficulty === "string" ? csvText(row.difficulty) : number(row.difficulty),
    ...labels.map((label) => number(row.counts[label])),
  ].join(",");
  return [["trace_id", "prompt", "model", "checkpoint", "step", "sample", "correct", "annotator", "pass", "order", "submitted_at", "tokens", "steps", "weight", "difficulty", ...labels.map(csvText)].join(","), ...rows.map(line)].map((text) => `${text}\r\n`).join("");
}
