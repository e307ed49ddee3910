import type { Detection } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { DryRun, Surroundings } from "./dry-run";
import { ALONE } from "./dry-run";
import type { DryRunRequest } from "./dry-run-thread";
import { inTurns } from "./turns";

/** Threads at once. */
const MOST = 3;
const turn = inTurns(MOST);
/** Life of a thread with nothing to do, ms. */
const REST = 2_000;

/** Threads that have answered: beginning one anew loads every reader again, which takes longer than reading a file's first rows. */
const resting: Worker[] = [];
let ending: ReturnType<typeof setTimeout> | undefined;

/** Dry runs in threads of their own: a large nested file is read to its first rows without holding the page up.
 *  A thread reads one file after another, and ends when it fails or nothing is left; null when the answer was not wanted any more as its turn came. @throws Error when the file cannot be read or the thread's code cannot be loaded */
export const detectInThread = (file: File, wanted: () => boolean): Promise<Detection | null> => turn(() => ask<Detection>({ file, plan: null, around: ALONE }), wanted);
export const dryRunInThread = (file: File, plan: ImportPlan, around: Surroundings, wanted: () => boolean): Promise<DryRun | null> => turn(() => ask<DryRun>({ file, plan, around }), wanted);

async function ask<Answer>(request: DryRunRequest): Promise<Answer> {
  clearTimeout(ending);
  const worker = resting.pop() ?? new Worker(new URL("./dry-run-thread.ts", import.meta.url), { type: "module" });
  const answered = new AbortController();
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const once = { signal: answered.signal };
      worker.addEventListener("message", ({ data }: MessageEvent<{ value: Answer } | { failed: string }>) => ("value" in data ? resolve(data.value) : reject(new Error(data.failed))), once);
      worker.addEventListener("error", ({ message }) => reject(new Error(message)), once);
      worker.postMessage(request);
    });
    resting.push(worker);
    return answer;
  } catch (failed) {
    worker.terminate();
    throw failed;
  } finally {
    answered.abort();
    clearTimeout(ending);
    ending = setTimeout(() => { for (const one of resting.splice(0)) one.terminate(); }, REST);
  }
}
