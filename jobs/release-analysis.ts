import { adjustedFigures, analysisFigures } from "@/core/emergence/analysis-figures";
import type { AnalysisFigure } from "@/core/emergence/analysis-figures";
import type { AnalysisRow } from "@/core/emergence/analysis-observations";
import { analysisRow } from "@/core/emergence/analysis-observations";
import { CSV_ESCAPING } from "@/core/formats/csv-text";
import type { ReleaseTrace } from "@/core/formats/native-record";
import type { CodebookVersion } from "@/data/codebooks";
import { annotationsCsv, comparisonsCsv, ratesCsv, ratesTex } from "./analysis-tables";
import { offThread } from "./worker/off-thread";

/** What `analysis/` of a release is made of: one row an annotation, counted while the rows pass by. About 300 bytes each. */
export class AnalysisObservations {
  readonly rows: AnalysisRow[] = [];
  readonly #labels: ReadonlyMap<string, readonly string[]>;

  constructor(books: readonly CodebookVersion[]) {
    this.#labels = new Map(books.flatMap(({ key, version, body }) => (["behaviour", "truth"] as const).map((pass) => [`${key} ${version} ${pass}`, body.labels.filter((label) => label.pass === pass).map((label) => label.key)] as const)));
  }

  /** @param probabilities of drawing the trace, by annotation id; those of no plan are left out */
  add(trace: ReleaseTrace, probabilities: ReadonlyMap<string, number>): void {
    for (const annotation of trace.annotations) {
      if (annotation.status !== "submitted") continue;
      this.rows.push(analysisRow(trace, annotation, this.#labels.get(`${annotation.codebook.key} ${annotation.codebook.version} ${annotation.pass}`) ?? [], probabilities.get(annotation.id ?? "") ?? null));
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
  const own = analysisFigures(rows, about.seed);
  const first = await outputsOf(own);
  const adjusted = adjustedFigures(own, first);
  const [figures, outputs] = [[...own, ...adjusted], [...first, ...await outputsOf(adjusted)]];
  const csv = "text/csv; charset=utf-8";
  return [
    { path: "analysis/figures.jsonl", contentType: "application/x-ndjson", text: figures.map((figure) => `${JSON.stringify({ ...figure, command: `switchback stats ${figure.statistic}` })}\n`).join("") },
    { path: "analysis/results.jsonl", contentType: "application/x-ndjson", text: outputs.map((output) => `${JSON.stringify(output)}\n`).join("") },
    { path: "analysis/rebuild.mjs", contentType: "text/javascript; charset=utf-8", text: REBUILD },
    { path: "analysis/rates.csv", contentType: csv, text: ratesCsv(figures, outputs), notes: [CSV_ESCAPING] },
    { path: "analysis/rates.tex", contentType: "text/x-tex; charset=utf-8", text: ratesTex(figures, outputs) },
    { path: "analysis/comparisons.csv", contentType: csv, text: comparisonsCsv(figures, outputs), notes: [CSV_ESCAPING] },
    { path: "analysis/annotations.csv", contentType: csv, text: annotationsCsv(rows), notes: [CSV_ESCAPING] },
    { path: "analysis/methods.md", contentType: "text/markdown; charset=utf-8", text: methods(rows, about) },
  ];
}

async function outputsOf(figures: readonly AnalysisFigure[]): Promise<Readonly<Record<string, unknown>>[]> {
  const results = await offThread("statistics", figures.map(({ statistic, input }) => ({ name: statistic, input })));
  return results.map((result): Readonly<Record<string, unknown>> => (result.ok ? { ...result.value } : { value: null, reason: result.error.issues.map(({ message }) => message).join("; ") }));
}

const methods = (rows: readonly AnalysisRow[], { name, layer, seed }: { readonly name: string; readonly layer: string; readonly seed: number }): string => `# Methods of ${name.replaceAll(/\s+/g, " ")}

${rows.length} submitted annotations (layer \`${layer}\`) of ${new Set(rows.map(({ trace }) => trace)).size} traces from ${new Set(rows.map(({ prompt }) => prompt)).size} prompts, ${new Set(rows.map(({ layer: held }) => held)).size} annotators.
Each annotation is one observation: spans of a label that begin in the labellable, covered part of the chain of thought, over its tokens (o200k_base).
${weights(rows)}
Rates are spans per 1,000 tokens as ratios of sums; prevalence is the share of observations with a span, to be read beside them. 95 % intervals resample prompts with all their traces (bootstrap-t on the log, 2,000 resamples, seed ${seed}).
Trends compare constant, linear, logistic and step curves by AICc; an onset is a rise over the first checkpoint of more than .1 per 1,000 tokens, by a simultaneous bound, that lasts one further checkpoint. Neither is asked where a checkpoint has no step.
Every later checkpoint is compared with the first: at equal length (negative binomial with log tokens as offset, errors clustered by prompt, CR1; from five spans in each group on), within length bins and classes of difficulty (Mantel-Haenszel; difficulty as imported, else thirds of the prompt's pass rate at the first checkpoint), and on the same prompts (exact McNemar at one observation a prompt, else sign flips of the prompts' differences). The p-values of the same prompts are adjusted together over labels and checkpoints (Benjamini-Hochberg, line "adjusted" of figures.jsonl).
\`node rebuild.mjs\` runs every line of figures.jsonl through \`switchback stats\` and compares with results.jsonl.
annotations.csv has annotator, prompt, weight, difficulty and the order of each annotator's work, for mixed models elsewhere.
`;

const weights = (rows: readonly AnalysisRow[]): string => {
  const weighted = rows.filter(({ weight }) => weight !== 1).length;
  return weighted === 0 ? "No sampling plan drew these traces with unequal or partial probability: every observation weighs 1." : `Observations weigh 1/\u03c0, the inverse of the probability with which the sampling plan drew their trace (${weighted} of ${rows.length}); the others weigh 1.`;
};

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
