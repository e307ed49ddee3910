import type { Detection } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { DryRun, Surroundings } from "./dry-run";
import { ALONE } from "./dry-run";
import type { DryRunRequest } from "./dry-run-thread";
import { inTurns } from "./turns";

/** Threads at once. */
const MOST = 3;
const turn = inTurns(MOST);

/** Dry runs in a thread of their own: a large nested file is read to its first rows without holding the page up.
 *  Each thread answers once and ends; null when it was not wanted any more as its turn came. @throws Error when the file cannot be read or the thread's code cannot be loaded */
export const detectInThread = (file: File, wanted: () => boolean): Promise<Detection | null> => turn(() => ask<Detection>({ file, plan: null, around: ALONE }), wanted);
export const dryRunInThread = (file: File, plan: ImportPlan, around: Surroundings, wanted: () => boolean): Promise<DryRun | null> => turn(() => ask<DryRun>({ file, plan, around }), wanted);

function ask<Answer>(request: DryRunRequest): Promise<Answer> {
  const worker = new Worker(new URL("./dry-run-thread.ts", import.meta.url), { type: "module" });
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<{ value: Answer } | { failed: string }>) => ("value" in data ? resolve(data.value) : reject(new Error(data.failed))));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
