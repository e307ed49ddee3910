import { type BlindField, toldField } from "@/core/access/blinding";
import type { Codebook } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { hasTrace } from "@/data/trace-cursor";
import { savedViews } from "@/data/saved-views";
import { facets } from "@/data/trace-facets";
import { countTraces, tracePage } from "@/data/trace-page";
import type { TraceRow } from "@/data/trace-page";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere, hiddenOfTraces, orderFor } from "@/web/blinding";
import type { KeptView } from "./components/saved-views";
import type { FilterFacet } from "./components/trace-filters";
import type { TraceLine } from "./components/trace-table";
import { filterFromSearch, type Search } from "./filter-from-search";

export const TRACES_A_PAGE = 50;

export interface TracesView {
  readonly lines: readonly TraceLine[];
  readonly next: string | null;
  readonly filtered: boolean;
  /** Traces that match the filter. */
  readonly matching: number;
  readonly total: number;
  /** Filters that the reader kept. */
  readonly views: readonly KeptView[];
  readonly facets: readonly Omit<FilterFacet, "name">[];
  /** A blind round hides something from the reader, so some filters and facts are missing. */
  readonly blind: boolean;
}

/** One page of the listing with what there is to filter by, as far as the reader's rounds let them see. A filter that would tell something hidden is not applied. `language` is the reader's. */
export async function tracesView(db: Database, projectId: string, viewer: ActorMembership, { search, language }: { readonly search: Search; readonly language: string }): Promise<TracesView> {
  const hidden = await hiddenAnywhere(db, projectId, viewer);
  const filter = filterFromSearch(Object.fromEntries(Object.entries(search).filter(([name, value]) => toldField({ [name]: value }, hidden) === null)));
  const cursor = typeof search["cursor"] === "string" && (await hasTrace(db, projectId, search["cursor"])) ? search["cursor"] : undefined;
  const [page, matching, found, codebook, views] = await Promise.all([
    tracePage(db, projectId, { filter, order: orderFor(hidden), limit: TRACES_A_PAGE, cursor }), countTraces(db, projectId, filter), facets(db, projectId), currentCodebook(db, projectId), savedViews(db, projectId, viewer.id),
  ]);
  const blindRows = await hiddenOfTraces(db, projectId, viewer, page.items.map(({ id }) => id));
  const named = (values: readonly { readonly value: string; readonly count: number }[]) => values.map(({ value, count }) => ({ value, name: value, count }));
  const checkpoints = new Map<string, number>();
  for (const { value, count } of found.checkpoints) checkpoints.set(value, (checkpoints.get(value) ?? 0) + count);
  const all: TracesView["facets"] = [
    { param: "model", values: named(found.models) },
    { param: "checkpoint", values: named([...checkpoints].map(([value, count]) => ({ value, count }))) },
    { param: "correct", single: true, values: found.correct.map(({ value, count }) => ({ value: String(value), name: String(value), count })) },
    { param: "language", values: named(found.languages) },
    { param: "dataset", values: named(found.datasets) },
    { param: "label", single: true, values: found.labels.map(({ value, count }) => ({ value, name: labelName(codebook?.body, value, language), count })) },
    { param: "annotator", single: true, values: named(found.annotators) },
    { param: "status", single: true, values: (["unclaimed", "in_progress", "finished", "disagreeing", "adjudicated"] as const).map((value) => ({ value, name: value, count: null })) },
  ];
  return {
    lines: page.items.map((row) => toLine(row, blindRows.get(row.id) ?? NOTHING)), next: page.next, matching, total: found.traces, views, filtered: Object.keys(filter).length > 0, blind: hidden.size > 0,
    facets: all.filter(({ param }) => toldField({ [param]: true }, hidden) === null),
  };
}

const NOTHING: ReadonlySet<BlindField> = new Set();

const labelName = (codebook: Codebook | undefined, key: string, language: string): string => {
  const label = codebook?.labels.find((one) => one.key === key);
  return label ? inLanguage(label.name, language) : key;
};

/** What is hidden is null; with anything hidden the external id goes too, since it often names model, data set or sample. */
function toLine(row: TraceRow, hidden: ReadonlySet<BlindField>): TraceLine {
  const shown = <Value>(field: BlindField, value: Value): Value | null => (hidden.has(field) ? null : value);
  const human = hidden.has("layers") ? [] : row.annotations.filter(({ layer }) => layer.startsWith("annotator:") || layer === "gold");
  return {
    id: row.id, name: hidden.size > 0 ? row.id : row.externalId, opening: row.opening, model: shown("model", row.model || null), checkpoint: shown("checkpoint", row.checkpoint || null), step: shown("checkpoint", row.step),
    sample: shown("sample", row.sample), correct: shown("correct", row.correct), dataset: shown("dataset", row.dataset), language: row.language,
    length: row.cotLength, steps: row.steps, tokens: row.tokens, truncated: row.truncated, state: shown("layers", row.state),
    annotators: shown("layers", new Set(human.map(({ layer }) => layer)).size), spans: shown("layers", human.reduce((sum, { spanCount }) => sum + spanCount, 0)),
  };
}

/** Facets with their words; `t` speaks the namespace "traces". */
export const namedFacets = (facets: TracesView["facets"], t: (key: string) => string): FilterFacet[] => facets.map((facet) => ({
  ...facet, name: t(`column.${facet.param === "status" ? "state" : facet.param}`),
  values: facet.values.map((one) => ({ ...one, name: facet.param === "status" ? t(`state.${one.value}`) : facet.param === "correct" ? t(one.value === "true" ? "correct.right" : "correct.wrong") : one.name })),
}));
