export interface JobState { readonly state: string; readonly done: number; readonly total: number; /** What a judge has cost so far. */ readonly cost?: number | undefined; readonly error?: string | null | undefined }

/** Looks at a job until it has ended, telling how far it is. */
export async function followJob(slug: string, job: string, tell: (state: JobState) => void): Promise<void> {
  for (;;) {
    const answer = await fetch(`/api/v1/projects/${encodeURIComponent(slug)}/jobs/${encodeURIComponent(job)}`);
    if (!answer.ok) return tell({ state: "failed", done: 0, total: 0 });
    const { state, progress, error } = (await answer.json()) as { state: string; error?: string | null; progress?: { done?: number; total?: number; cost?: number } };
    tell({ state, done: progress?.done ?? 0, total: progress?.total ?? 0, cost: progress?.cost, error });
    if (!["queued", "running"].includes(state)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
