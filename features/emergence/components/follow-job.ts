interface JobState { readonly state: string; readonly done: number; readonly total: number }

/** Looks at a job until it has ended, telling how far it is. */
export async function followJob(slug: string, job: string, tell: (state: JobState) => void): Promise<void> {
  for (;;) {
    const answer = await fetch(`/api/v1/projects/${encodeURIComponent(slug)}/jobs/${encodeURIComponent(job)}`);
    if (!answer.ok) return tell({ state: "failed", done: 0, total: 0 });
    const { state, progress } = (await answer.json()) as { state: string; progress?: { done?: number; total?: number } };
    tell({ state, done: progress?.done ?? 0, total: progress?.total ?? 0 });
    if (!["queued", "running"].includes(state)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
