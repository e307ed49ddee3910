import type { Run } from "@/data/runs";

/** Models that have traces, the one with most of them first: it carries most. */
export function modelsOf(all: readonly Run[]): string[] {
  const traces = new Map<string, number>();
  for (const run of all) if (run.traces > 0) traces.set(run.model, (traces.get(run.model) ?? 0) + run.traces);
  return [...traces].sort(([a, most], [b, many]) => many - most || (a < b ? -1 : 1)).map(([model]) => model);
}
