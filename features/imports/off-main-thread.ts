import type { Detection } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { DryRun, Surroundings } from "./dry-run";
import { ALONE } from "./dry-run";
import type { DryRunRequest } from "./dry-run-thread";

/** Dry runs in a thread of their own: a large nested file is read to its first rows without holding the page up.
 *  Each thread answers once and ends. @throws Error when the file cannot be read or the thread's code cannot be loaded */
export const detectInThread = (file: File): Promise<Detection> => ask<Detection>({ file, plan: null, around: ALONE });
export const dryRunInThread = (file: File, plan: ImportPlan, around: Surroundings): Promise<DryRun> => ask<DryRun>({ file, plan, around });

function ask<Answer>(request: DryRunRequest): Promise<Answer> {
  const worker = new Worker(new URL("./dry-run-thread.ts", import.meta.url), { type: "module" });
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<{ value: Answer } | { failed: string }>) => ("value" in data ? resolve(data.value) : reject(new Error(data.failed))));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
