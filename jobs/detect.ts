import { detectSpans } from "@/core/detectors/detect-spans";
import { lexiconSchema } from "@/core/detectors/lexicon";
import { cueMatcher } from "@/core/detectors/match-cues";
import { countUnread, detectorById, noteDetector, unreadTraces, writeOutputs } from "@/data/detector-runs";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";

const BATCH = 32;

/** Runs a cue lexicon over every trace about which it has said nothing yet. Resumes where it stood; what it said is used once the run has ended.
 *  Payload: `{detector: id}`; the lexicon stands in the detector's configuration. */
export const runLexicon: JobHandler = async ({ db, job, now, step }) => {
  if (job.projectId === null || typeof job.payload.detector !== "string") throw new Error("a detect job needs a project and a detector");
  const detector = await detectorById(db, job.projectId, job.payload.detector);
  if (!detector) throw new Error(`the project has no detector ${job.payload.detector}`);
  const matcher = cueMatcher(lexiconSchema.parse(detector.config.lexicon));
  const source = `detector:${detector.name}@${detector.version}`;
  const total = await countUnread(db, job.projectId, detector.id);
  const breather = new Breather();
  let [done, last] = [0, ""];
  for (;;) {
    const traces = await unreadTraces(db, job.projectId, detector.id, last, BATCH);
    if (traces.length === 0) break;
    last = traces.at(-1)!.id;
    const outputs = [];
    for (const { id, cot, excluded } of traces) {
      outputs.push({ traceId: id, spans: detectSpans(cot, matcher, { source, excluded: excluded.filter(({ field }) => field === "cot") }) });
      await breather.pause();
    }
    await writeOutputs(db, job.projectId, detector.id, outputs, now());
    done += traces.length;
    step({ done, total });
  }
  await noteDetector(db, job.projectId, detector.id, { complete: true });
};
