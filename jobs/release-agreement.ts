import type { LabelPanel } from "@/core/agreement/panel";
import { inReadingOrder } from "@/core/agreement/finished-trace";
import { PASSES } from "@/core/annotation/annotation";
import type { CardFacts } from "@/core/formats/dataset-card";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { finishedWork, sharedTraces } from "@/data/finished-work";
import { offThread } from "./worker/off-thread";

const RESAMPLES = 1000;

/** The agreement table of a dataset card: step α and span F1 of each label between the annotators who finished the released traces, with 95 % intervals over resampled prompts. Empty where nobody worked on the same trace. */
export async function agreementRows(db: Database, projectId: string, books: readonly CodebookVersion[], traceIds: ReadonlySet<string>, seed: number): Promise<CardFacts["agreement"]> {
  const rows: CardFacts["agreement"][number][] = [];
  for (const book of books) {
    for (const pass of PASSES) {
      const labels = book.body.labels.filter((label) => label.pass === pass).map(({ key }) => key);
      const among = new Set((await sharedTraces(db, projectId, pass)).filter((id) => traceIds.has(id)));
      if (among.size === 0 || labels.length === 0) continue;
      const traces = inReadingOrder((await finishedWork(db, projectId, { pass, codebookId: book.id, among })).traces);
      if (traces.length === 0) continue;
      const { panel } = await offThread("agreement", { traces, labels, resamples: RESAMPLES, seed });
      for (const each of [panel.overall, ...panel.labels]) rows.push(...lines(each, `${book.key} ${book.version}, ${pass}`, panel));
    }
  }
  return rows;
}

function lines({ label, spans, stepAlpha, spanF1 }: LabelPanel, where: string, { traces, prompts, steps, annotators }: { readonly traces: number; readonly prompts: number; readonly steps: number; readonly annotators: readonly string[] }): CardFacts["agreement"] {
  const what = `${label ?? "any label"} (${where})`;
  const among = `${traces} traces of ${prompts} prompts, ${annotators.length} annotators`;
  return [
    { what, coefficient: "Krippendorff's α over steps", value: figure(stepAlpha), units: `${steps} steps; ${among}` },
    { what, coefficient: "span F1, mean of pairs", value: figure(spanF1), units: `${spans} spans; ${among}` },
  ];
}

const figure = ({ value, low, high, reason }: LabelPanel["stepAlpha"]): string =>
  value === null ? `undefined${reason === undefined ? "" : `: ${reason}`}` : `${value.toFixed(2)}${low === null || high === null ? "" : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`}`;
