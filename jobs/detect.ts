import { spansOfHits } from "@/core/detectors/spans-of-hits";
import { lexiconSchema } from "@/core/detectors/lexicon";
import type { CueHit } from "@/core/detectors/match-cues";
import { cueWalk } from "@/core/detectors/match-cues";
import { countUnread, detectorById, noteDetector, unreadTraces, writeOutputs } from "@/data/detector-runs";
import type { DetectorOutput } from "@/data/detectors";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";

const BATCH = 32;

/** Traces of one run with a cue: anywhere in the row as it came, and in the generation alone, without echoed prompts and verbatim copies. */
export interface RowsWithCue {
  readonly traces: number;
  readonly generation: number;
  readonly whole: number;
}

/** Runs a cue lexicon over every trace about which it has said nothing yet. Resumes where it stood; what it said is used once the run has ended.
 *  Payload: `{detector: id}`; the lexicon stands in the detector's configuration. */
export const runLexicon: JobHandler = async ({ db, job, now, step }) => {
  if (job.projectId === null || typeof job.payload.detector !== "string") throw new Error("a detect job needs a project and a detector");
  const { projectId } = job;
  const detector = await detectorById(db, projectId, job.payload.detector);
  if (!detector) throw new Error(`the project has no detector ${job.payload.detector}`);
  const walk = cueWalk(lexiconSchema.parse(detector.config.lexicon));
  const source = `detector:${detector.name}@${detector.version}`;
  const total = await countUnread(db, projectId, detector.id);
  const breather = new Breather();
  const rows = new Map(Object.entries((detector.config.rows as Readonly<Record<string, RowsWithCue>> | undefined) ?? {}));
  let [done, last] = [0, ""];
  for (;;) {
    const traces = await unreadTraces(db, projectId, detector.id, last, BATCH);
    if (traces.length === 0) break;
    last = traces.at(-1)!.id;
    const outputs: DetectorOutput[] = [];
    for (const { id, runId, cot, excluded } of traces) {
      const hits = await toEnd(walk(cot), async () => {
        await breather.pause();
        step({ done, total });
      });
      const spans = spansOfHits(cot, hits, { source, excluded: excluded.filter(({ field }) => field === "cot") });
      outputs.push({ traceId: id, spans });
      const so = rows.get(runId) ?? { traces: 0, generation: 0, whole: 0 };
      rows.set(runId, { traces: so.traces + 1, generation: so.generation + Number(spans.length > 0), whole: so.whole + Number(hits.length > 0) });
      await breather.pause();
    }
    await db.transaction(async (within) => {
      await writeOutputs(within, projectId, detector.id, outputs, now());
      await noteDetector(within, projectId, detector.id, { rows: Object.fromEntries(rows) });
    });
    done += traces.length;
    step({ done, total });
  }
  await noteDetector(db, projectId, detector.id, { complete: true });
};

/** All hits of some patterns take time quadratic in the text: between two of them others have their turn, and the job can be stopped. */
async function toEnd(search: Generator<string, CueHit[]>, between: () => Promise<void>): Promise<CueHit[]> {
  for (;;) {
    const found = search.next();
    if (found.done) return found.value;
    await between();
  }
}
