import { createHash } from "node:crypto";
import { JUDGE_PROMPT } from "@/core/detectors/judge-prompt";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { ensureDetector, noteDetector } from "@/data/detector-runs";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";

/** Makes the judge (or finds it: what is asked of whom makes the version; price, budget and haste do not) and queues its run over the traces that it has not read. */
export async function startJudge(db: Database, projectId: string, settings: JudgeSettings, codebook: CodebookVersion, now: Date): Promise<{ readonly id: string; readonly job: string; readonly layer: string }> {
  const { endpoint, model, temperature, labels, maxOutputTokens } = settings;
  const version = createHash("sha256").update(JSON.stringify([JUDGE_PROMPT, codebook.id, endpoint, model, temperature, [...labels].sort(), maxOutputTokens])).digest("hex").slice(0, 8);
  const id = await ensureDetector(db, projectId, { name: settings.name, version, kind: "judge", config: { codebook: codebook.id, prompt: JUDGE_PROMPT } }, now);
  await noteDetector(db, projectId, id, { settings, complete: false });
  const job = newId();
  await enqueueJob(db, { id: job, projectId, kind: "judge", payload: { detector: id }, now });
  return { id, job, layer: `detector:${settings.name}@${version}` };
}
