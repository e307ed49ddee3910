import type { Job } from "@/data/jobs";

/** The last run of a detector. */
export interface DetectorRun {
  readonly job: string;
  readonly state: Job["state"];
  readonly done: number;
  /** Traces that were unread when it began; null: it had not begun. */
  readonly total: number | null;
  readonly error: string | null;
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The last run of each detector, by its id. @param jobs of the project, the newest first */
export function lastRuns(jobs: readonly Job[]): ReadonlyMap<string, DetectorRun> {
  const runs = new Map<string, DetectorRun>();
  for (const { id, kind, payload, state, progress, error } of jobs) {
    if ((kind !== "detect" && kind !== "judge") || typeof payload.detector !== "string" || runs.has(payload.detector)) continue;
    runs.set(payload.detector, { job: id, state, done: number(progress.done) ?? 0, total: number(progress.total), error });
  }
  return runs;
}
