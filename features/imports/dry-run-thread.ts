import type { ImportPlan } from "@/core/formats/import-plan";
import type { Surroundings } from "./dry-run";
import { detect, dryRun } from "./dry-run";

/** What the page asks of this thread: a file, and the plan to read it by or none to find one. */
export interface DryRunRequest {
  readonly file: File;
  readonly plan: ImportPlan | null;
  readonly around: Surroundings;
}

addEventListener("message", (event: MessageEvent<DryRunRequest>) => {
  const { file, plan, around } = event.data;
  void (plan ? dryRun(file, plan, around) : detect(file)).then(
    (value) => postMessage({ value }),
    (thrown: unknown) => postMessage({ failed: thrown instanceof Error ? thrown.message : String(thrown) }),
  );
});
