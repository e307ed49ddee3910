import type { AnalysisFigure, AnalysisRow } from "@/core/emergence/analysis-observations";
import { analysisFigures, analysisRow } from "@/core/emergence/analysis-observations";
import { CSV_ESCAPING, csvText } from "@/core/formats/csv-text";
import type { ReleaseTrace } from "@/core/formats/native-record";
import type { CodebookVersion } from "@/data/codebooks";
import { offThread } from "./worker/off-thread";

/** What `analysis/` of a release is made of: one row an annotation, counted while the rows pass by. About 300 bytes each. */
export class AnalysisObservations {
  readonly rows: AnalysisRow[] = [];
  readonly #labels: ReadonlyMap<string, readonly string[]>;

  constructor(books: readonly CodebookVersion[]) {
    this.#labels = new Map(books.flatMap(({ key, version, body }) => (["behaviour", "truth"] as const).map((pass) => [`${key} ${version} ${pass}`, body.labels.filter((label) => label.pass === pass).map((label) => label.key)] as const)));
  }

  add(trace: ReleaseTrace): void {
    for (const annotation of trace.annotations) {
      if (annotation.status !== "submitted") continue;
      this.rows.push(analysisRow(trace, annotation, this.#labels.get(`${annotation.codebook.key} ${annotation.codebook.version} ${annotation.pass}`) ?? []));
    }
  }
}

export interface AnalysisFile {
  readonly path: string;
  readonly contentType: string;
  readonly text: string;
  readonly notes?: readonly string[];
}

/** The files of `analysis/`: inputs with seeds and commands, what they gave, a script that gives it again, tables, methods, and the rows for mixed models elsewhere. */
export async function analysisFiles({ rows }: AnalysisObservations, about: { readonly name: string; readonly layer: string; readonly seed: number }): Promise<AnalysisFile[]> {
  const figures = analysisFigures(rows, about.seed);
  const results = await offThread("statistics", figures.map(({ statistic, input }) => ({ name: statistic, input })));
  const outputs = results.map((result): Readonly<Record<string, unknown>> => (result.ok ? { ...result.value } : { value: null, reason: result.error.issues.map(({ message }) => message).join("; ") }));
  const csv = "text/csv; charset=utf-8";
  return [
    { path: "analysis/figures.jsonl", contentType: "application/x-ndjson", text: figures.map((figure) => `${JSON.stringify({ ...figure, command: `switchback stats ${figure.statistic}` })}\n`).join("") },
    { path: "analysis/results.jsonl", contentType: "application/x-ndjson", text: outputs.map((output) => `${JSON.stringify(output)}\n`).join("") },
    { path: "analysis/rebuild.mjs", contentType: "text/javascript; charset=utf-8", text: REBUILD },
    { path: "analysis/rates.csv", contentType: csv, text: ratesCsv(figures, outputs), notes: [CSV_ESCAPING] },
    { path: "analysis/rates.tex", contentType: "text/x-tex; charset=utf-8", text: ratesTex(figures, outputs) },
    { path: "analysis/annotations.csv", contentType: csv, text: annotationsCsv(rows), notes: [CSV_ESCAPING] },
    { path: "analysis/methods.md", contentType: "text/markdown; charset=utf-8", text: methods(rows, about) },
  ];
}

type Outputs = readonly Readonly<Record<string, unknown>>[];
const number = (value: unknown): string => (typeof value === "number" ? String(value) : "");

function ratesCsv(figures: readonly AnalysisFigure[], outputs: Outputs): string {
  const lines = figures.flatMap(({ figure, model, label, checkpoint }, i) => (figure === "rate" ? [[csvText(model), csvText(checkpoint ?? ""), csvText(label), number(outputs[i]!.estimate), number(outputs[i]!.low), number(outputs[i]!.high), csvText(String(outputs[i]!.reason ?? ""))].join(",")] : []));
  return ["model,checkpoint,label,rate_per_1k_tokens,low,high,reason", ...lines].map((line) => `${line}\r\n`).join("");
}

function ratesTex(figures: readonly AnalysisFigure[], outputs: Outputs): string {
  const cell = (value: unknown): string => (typeof value === "number" ? value.toFixed(2) : "--");
  const lines = figures.flatMap(({ figure, model, label, checkpoint }, i) => (figure === "rate" ? [`${[model, checkpoint ?? "", label].map(tex).join(" & ")} & ${cell(outputs[i]!.estimate)} & [${cell(outputs[i]!.low)}, ${cell(outputs[i]!.high)}] \\\\`] : []));
  return ["\\begin{tabular}{lllrr}", "model & checkpoint & label & spans per 1k tokens & 95\\% interval \\\\ \\hline", ...lines, "\\end{tabular}", ""].join("\n");
}
const tex = (text: string): string => text.replaceAll(/[\\{}$&#^_%~]/g, (character) => (character === "\\" ? "\\textbackslash{}" : character === "^" || character === "~" ? `\\${character}{}` : `\\${character}`));

/** One row an annotation, with its place in its annotator's work; a label that the codebook did not have is empty. */
function annotationsCsv(rows: readonly AnalysisRow[]): string {
  const labels = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))];
  const order = new Map<AnalysisRow, number>();
  const worked = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => ((a.submittedAt ?? "") < (b.submittedAt ?? "") ? -1 : (a.submittedAt ?? "") > (b.submittedAt ?? "") ? 1 : 0))) {
    const place = (worked.get(row.layer) ?? 0) + 1;
    worked.set(row.layer, place);
    order.set(row, place);
  }
  const line = (row: AnalysisRow): string => [
    csvText(row.trace), row.prompt, csvText(row.model), csvText(row.checkpoint), number(row.step), number(row.sample), String(row.correct ?? ""), csvText(row.layer), row.pass, String(order.get(row)), row.submittedAt ?? "", String(row.tokens), String(row.steps),
    ...labels.map((label) => number(row.counts[label])),
  ].join(",");
  return [["trace_id", "prompt", "model", "checkpoint", "step", "sample", "correct", "annotator", "pass", "order", "submitted_at", "tokens", "steps", ...labels.map(csvText)].join(","), ...rows.map(line)].map((text) => `${text}\r\n`).join("");
}

const methods = (rows: readonly AnalysisRow[], { name, layer, seed }: { readonly name: string; readonly layer: string; readonly seed: number }): string => `# Methods of ${name.replaceAll(/\s+/g, " ")}

${rows.length} submitted annotations (layer \`${layer}\`) of ${new Set(rows.map(({ trace }) => trace)).size} traces from ${new Set(rows.map(({ prompt }) => prompt)).size} prompts, ${new Set(rows.map(({ layer: held }) => held)).size} annotators.
Each annotation is one observation: spans of a label that begin in the labellable, covered part of the chain of thought, over its tokens (o200k_base).
Rates are spans per 1,000 tokens as ratios of sums; 95 % intervals resample prompts with all their traces (bootstrap-t on the log, 2,000 resamples, seed ${seed}). Trends compare constant, linear, logistic and step curves by AICc. The ratio of the last checkpoint to the first is negative binomial with log tokens as offset, errors clustered by prompt (CR1).
Nothing here is corrected for multiple comparisons. \`node rebuild.mjs\` runs every line of figures.jsonl through \`switchback stats\` and compares with results.jsonl.
annotations.csv has annotator, prompt and the order of each annotator's work, for mixed models elsewhere.
`;

const REBUILD = `// node rebuild.mjs: runs every figure's input through \`switchback stats\` (SWITCHBACK: the command, default "npx switchback") and compares with results.jsonl.
import { execSync } from "node:child_process";
import { readFileSync } from "node:fs";
const lines = (name) => readFileSync(new URL(name, import.meta.url), "utf8").split("\\n").filter(Boolean).map((line) => JSON.parse(line));
const results = lines("results.jsonl");
let different = 0;
for (const [index, { figure, model, label, checkpoint, statistic, input }] of lines("figures.jsonl").entries()) {
  const again = JSON.parse(execSync(\`\${process.env.SWITCHBACK ?? "npx switchback"} stats \${statistic}\`, { input: JSON.stringify(input), encoding: "utf8", maxBuffer: 1 << 28 }));
  const same = JSON.stringify(again) === JSON.stringify(results[index]);
  if (!same) different++;
  console.log([same ? "same" : "DIFFERENT", figure, model, label, checkpoint ?? "", JSON.stringify(again)].join("\\t"));
}
process.exitCode = different === 0 ? 0 : 1;
`;
