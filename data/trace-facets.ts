import type { Database } from "./database";

export interface Facet<Value> {
  readonly value: Value;
  /** Number of traces. */
  readonly count: number;
}

/** What there is to filter by. */
export interface TraceFacets {
  readonly traces: number;
  readonly models: readonly Facet<string>[];
  readonly checkpoints: readonly (Facet<string> & { readonly model: string; readonly step: number | null })[];
  readonly languages: readonly Facet<string>[];
  readonly datasets: readonly Facet<string>[];
  readonly correct: readonly Facet<boolean>[];
  readonly labels: readonly Facet<string>[];
  /** Handles of those who worked. */
  readonly annotators: readonly Facet<string>[];
}

/** Counted in one pass over the rows (not the texts) and one over the annotations. */
export async function facets(db: Database, projectId: string): Promise<TraceFacets> {
  const [groups, labels, annotators] = await Promise.all([
    db.query<Group>(
      `SELECT r."model", r."checkpoint", r."step", t."language", t."dataset", t."correct", count(*) AS count
       FROM "trace" t JOIN "run" r ON r."project_id" = t."project_id" AND r."id" = t."run_id" WHERE t."project_id" = $1
       GROUP BY r."model", r."checkpoint", r."step", t."language", t."dataset", t."correct" ORDER BY r."model", r."step" NULLS FIRST, r."checkpoint", t."language", t."dataset"`, [projectId]),
    db.query<Facet<string>>(
      `SELECT l AS value, count(DISTINCT a."trace_id") AS count FROM "annotation" a, unnest(a."labels") l
       WHERE a."project_id" = $1 AND (a."layer" LIKE 'annotator:%' OR a."layer" = 'gold') GROUP BY l ORDER BY l`, [projectId]),
    db.query<Facet<string>>(
      `SELECT substr(a."layer", 11) AS value, count(DISTINCT a."trace_id") AS count FROM "annotation" a
       WHERE a."project_id" = $1 AND a."layer" LIKE 'annotator:%' AND a."revision" > 0 GROUP BY a."layer" ORDER BY a."layer"`, [projectId]),
  ]);
  const sum = <Value>(of: (group: Group) => Value | null): Facet<Value>[] => {
    const counts = new Map<Value, number>();
    for (const group of groups) {
      const value = of(group);
      if (value !== null && value !== "") counts.set(value, (counts.get(value) ?? 0) + group.count);
    }
    return [...counts].map(([value, count]) => ({ value, count }));
  };
  const checkpoints = new Map<string, Facet<string> & { readonly model: string; readonly step: number | null }>();
  for (const { model, checkpoint, step, count } of groups) {
    if (checkpoint === "") continue;
    const key = JSON.stringify([model, checkpoint, step]);
    checkpoints.set(key, { value: checkpoint, model, step, count: (checkpoints.get(key)?.count ?? 0) + count });
  }
  return {
    traces: groups.reduce((total, { count }) => total + count, 0), models: sum(({ model }) => model), checkpoints: [...checkpoints.values()],
    languages: sum(({ language }) => language), datasets: sum(({ dataset }) => dataset), correct: sum(({ correct }) => correct), labels, annotators,
  };
}

interface Group {
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly language: string | null;
  readonly dataset: string | null;
  readonly correct: boolean | null;
  readonly count: number;
}
