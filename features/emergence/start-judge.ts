import { createHash } from "node:crypto";
import { JUDGE_PROMPT } from "@/core/detectors/judge-prompt";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { ensureDetector, noteDetector } from "@/data/detector-runs";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";
import { endpointRefusal } from "@/jobs/judge-endpoint";

/** Under which name and version a judge with these settings goes: what is asked of whom makes the version; price, budget and haste do not. */
export const judgeDetector = ({ name, endpoint, model, temperature, labels, maxOutputTokens }: JudgeSettings, codebookId: string): { readonly name: string; readonly version: string } => ({
  name, version: createHash("sha256").update(JSON.stringify([JUDGE_PROMPT, codebookId, endpoint, model, temperature, [...labels].sort(), maxOutputTokens])).digest("hex").slice(0, 8),
});

/** Makes the judge (or finds it) and queues its run over the traces that it has not read. */
export async function startJudge(db: Database, projectId: string, settings: JudgeSettings, codebook: CodebookVersion, now: Date): Promise<{ readonly id: string; readonly job: string; readonly layer: string }> {
  const { version } = judgeDetector(settings, codebook.id);
  const id = await ensureDetector(db, projectId, { name: settings.name, version, kind: "judge", config: { codebook: codebook.id, prompt: JUDGE_PROMPT } }, now);
  await noteDetector(db, projectId, id, { settings, complete: false });
  const job = newId();
  await enqueueJob(db, { id: job, projectId, kind: "judge", payload: { detector: id }, now });
  return { id, job, layer: `detector:${settings.name}@${version}` };
}

/** Why a judge may not be started, with the field at fault; null: it may. The job asks again when it runs. */
export async function judgeRefusal(settings: JudgeSettings, codebook: CodebookVersion | null, hosts: readonly string[]): Promise<{ readonly field: "endpoint" | "labels"; readonly message: string } | null> {
  const refusal = await endpointRefusal(settings.endpoint, hosts);
  if (refusal !== null) return { field: "endpoint", message: refusal };
  const unknown = settings.labels.find((key) => !codebook?.body.labels.some((label) => label.key === key));
  return codebook && unknown === undefined ? null : { field: "labels", message: `the codebook has no label “${unknown ?? ""}”` };
}
