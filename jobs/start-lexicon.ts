import { lexiconVersion } from "@/core/detectors/lexicon";
import type { Lexicon } from "@/core/detectors/lexicon";
import type { Database } from "@/data/database";
import { ensureDetector } from "@/data/detector-runs";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";

/** Makes the detector of these words (or finds it: same words, same version) and queues its run over the traces that it has not read. */
export async function startLexicon(db: Database, projectId: string, lexicon: Lexicon, now: Date): Promise<{ readonly id: string; readonly job: string; readonly layer: string }> {
  const version = lexiconVersion(lexicon);
  const id = await ensureDetector(db, projectId, { name: lexicon.name, version, kind: "lexicon", config: { lexicon } }, now);
  const job = newId();
  await enqueueJob(db, { id: job, projectId, kind: "detect", payload: { detector: id }, now });
  return { id, job, layer: `detector:${lexicon.name}@${version}` };
}
