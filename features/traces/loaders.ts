import type { Codebook } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { facets } from "@/data/trace-facets";
import type { TraceFilter } from "@/data/trace-filter";
import { countTraces, tracePage } from "@/data/trace-page";
import type { TraceRow } from "@/data/trace-page";
import type { FilterFacet } from "./components/trace-filters";
import type { TraceLine } from "./components/trace-table";

export const TRACES_A_PAGE = 50;

export interface TracesView {
  readonly lines: readonly TraceLine[];
  readonly next: string | null;
  /** Traces that match the filter. */
  readonly matching: number;
  readonly total: number;
  readonly facets: readonly Omit<FilterFacet, "name">[];
}

/** One page of the listing with what there is to filter by. `language` is the reader's. */
export async function tracesView(db: Database, projectId: string, { filter, cursor, language }: { readonly filter: TraceFilter; readonly cursor: string | undefined; readonly language: string }): Promise<TracesView> {
  const [page, matching, found, codebook] = await Promise.all([
    tracePage(db, projectId, { filter, limit: TRACES_A_PAGE, ...(cursor === undefined ? {} : { cursor }) }), countTraces(db, projectId, filter), facets(db, projectId), currentCodebook(db, projectId),
  ]);
  const named = (values: readonly { readonly value: string; readonly count: number }[]) => values.map(({ value, count }) => ({ value, name: value, count }));
  const checkpoints = new Map<string, number>();
  for (const { value, count } of found.checkpoints) checkpoints.set(value, (checkpoints.get(value) ?? 0) + count);
  return {
    lines: page.items.map(toLine), next: page.next, matching, total: found.traces,
    facets: [
      { param: "model", values: named(found.models) },
      { param: "checkpoint", values: named([...checkpoints].map(([value, count]) => ({ value, count }))) },
      { param: "correct", single: true, values: found.correct.map(({ value, count }) => ({ value: String(value), name: String(value), count })) },
      { param: "language", values: named(found.languages) },
      { param: "dataset", values: named(found.datasets) },
      { param: "label", single: true, values: found.labels.map(({ value, count }) => ({ value, name: labelName(codebook?.body, value, language), count })) },
      { param: "annotator", single: true, values: named(found.annotators) },
    ],
  };
}

const labelName = (codebook: Codebook | undefined, key: string, language: string): string => {
  const label = codebook?.labels.find((one) => one.key === key);
  return label ? inLanguage(label.name, language) : key;
};

const toLine = (row: TraceRow): TraceLine => {
  const human = row.annotations.filter(({ layer }) => layer.startsWith("annotator:") || layer === "gold");
  return {
    id: row.id, name: row.externalId, opening: row.opening, model: row.model || null, checkpoint: row.checkpoint || null, step: row.step, sample: row.sample, correct: row.correct,
    length: row.cotLength, steps: row.steps, tokens: row.tokens, language: row.language, dataset: row.dataset, truncated: row.truncated, state: row.state,
    annotators: new Set(human.map(({ layer }) => layer)).size, spans: human.reduce((sum, { spanCount }) => sum + spanCount, 0),
  };
};
