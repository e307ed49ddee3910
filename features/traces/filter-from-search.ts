import type { TraceFilter, TraceState } from "@/data/trace-filter";
import { TRACE_STATES } from "@/data/trace-filter";

/** A page's query as Next gives it. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>;

const many = (value: Search[string]): readonly string[] | undefined => (value === undefined ? undefined : typeof value === "string" ? [value] : value);
const one = (value: Search[string]): string | undefined => many(value)?.[0];
const natural = (value: Search[string]): number | undefined => {
  const said = one(value);
  return said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : undefined;
};

/** The filter that an address says, with the names of the HTTP API. What it says wrongly is left out: an address can be old. */
export function filterFromSearch(search: Search): TraceFilter {
  const state = TRACE_STATES.find((known): known is TraceState => known === one(search["status"]));
  const correct = one(search["correct"]);
  const filter: Record<keyof TraceFilter, unknown> = {
    checkpoints: many(search["checkpoint"]), models: many(search["model"]), languages: many(search["language"]), datasets: many(search["dataset"]),
    correct: correct === "true" ? true : correct === "false" ? false : undefined,
    minLength: natural(search["minLength"]), maxLength: natural(search["maxLength"]),
    label: one(search["label"]), state, annotator: one(search["annotator"]), disagreement: one(search["disagreement"]) === "true" ? true : undefined, q: one(search["q"]),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as TraceFilter;
}
