import { createHash } from "node:crypto";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { finishedWork } from "@/data/finished-work";
import { WeighedCache } from "@/data/weighed-cache";
import { offThread } from "@/jobs/worker/off-thread";
import type { AgreementQuery } from "./schema";
import { AgreementAnswer } from "./schema";

/** Results by what went into them: any change of any annotation is another key. */
const measured = new WeighedCache<string, Promise<AgreementAnswer>>(200);

/** The whole panel between the annotators of a project, computed off the request thread and kept while nothing changes. */
export async function measureAgreement(db: Database, projectId: string, codebook: CodebookVersion, { round, checkpoint, pass, resamples, seed }: AgreementQuery): Promise<AgreementAnswer> {
  const work = await finishedWork(db, projectId, { pass, codebookId: codebook.id, roundId: round, checkpoint });
  const labels = codebook.body.labels.filter((label) => label.pass === pass).map((label) => label.key);
  const key = createHash("sha256").update(JSON.stringify([projectId, codebook.id, pass, round, checkpoint, resamples, seed, work.fingerprint])).digest("hex");
  const held = measured.get(key);
  if (held) return held;
  const fresh = offThread("agreement", { traces: work.traces, labels, resamples, seed })
    .then((result): AgreementAnswer => AgreementAnswer.parse({ ...result, alone: work.alone, withSuggestions: work.withSuggestions, otherVersions: work.otherVersions, resamples, seed }));
  measured.set(key, fresh, 1);
  fresh.catch(() => measured.delete(key)); // a failure is not a result
  return fresh;
}
