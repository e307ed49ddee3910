import { concordance, cuePrecision } from "@/core/detectors/concordance";
import type { ConcordanceLine, CuePrecision } from "@/core/detectors/concordance";
import type { Lexicon } from "@/core/detectors/lexicon";
import { placeCheckpoints } from "@/core/emergence/place-checkpoints";
import { cueWalk } from "@/core/detectors/match-cues";
import type { CueHit } from "@/core/detectors/match-cues";
import type { Span } from "@/core/annotation/span";
import type { Database } from "@/data/database";
import { chosenWork, HUMAN_LAYER } from "@/data/emergence-layers";
import { factsOfTraces, finishedFolds, tracesOfModel } from "@/data/emergence-traces";
import type { TraceFacts } from "@/data/emergence-traces";
import { runs } from "@/data/runs";
import { Breather } from "@/jobs/job-context";
import { modelsOf } from "./models-of";

/** Traces looked at in each checkpoint: those that people read come first. */
const TRACES_A_CHECKPOINT = 12;
const LINES_SHOWN = 60;
/** ms of work for the patterns on one trace: a pattern whose hits each want a walk through the whole text would take hours on a long one. */
const AT_MOST = 2_000;

export interface PreviewLine extends ConcordanceLine {
  readonly traceId: string;
  readonly checkpoint: string;
}

export interface LexiconPreview {
  readonly traces: number;
  /** Traces among them that people read. */
  readonly read: number;
  readonly hits: number;
  readonly checkpoints: readonly { readonly checkpoint: string; readonly traces: number; readonly hits: number }[];
  readonly lines: readonly PreviewLine[];
  readonly cues: readonly CuePrecision[];
}

/** The pattern that was at work when the time for a trace was over. */
export interface TooSlow {
  readonly slow: string;
}

/** What a lexicon would find in a few traces of every checkpoint of a model, before it is run: keyword in context, and how often people agree. Gives way to other requests.
 *  @param now ms of a clock that never goes back */
export async function previewLexicon(db: Database, projectId: string, lexicon: Lexicon, wanted: string | undefined, now: () => number = () => performance.now()): Promise<LexiconPreview | TooSlow> {
  const allRuns = await runs(db, projectId);
  const model = allRuns.find((run) => run.model === wanted)?.model ?? modelsOf(allRuns)[0];
  if (model === undefined) return { traces: 0, read: 0, hits: 0, checkpoints: [], lines: [], cues: [] };
  const { byRun } = placeCheckpoints(allRuns, model);
  const [traces, works] = await Promise.all([tracesOfModel(db, projectId, model), chosenWork(db, projectId, model, HUMAN_LAYER)]);
  const workOf = new Map(works.map((work) => [work.traceId, work]));
  const places = [...byRun].sort(([, a], [, b]) => a.t - b.t);
  const chosen = places.flatMap(([runId]) => traces.filter((trace) => trace.runId === runId).sort((a, b) => Number(workOf.has(b.id)) - Number(workOf.has(a.id))).slice(0, TRACES_A_CHECKPOINT));
  const [facts, folds] = await Promise.all([
    factsOfTraces(db, projectId, chosen.map(({ id }) => id)), finishedFolds(db, projectId, chosen.flatMap(({ id }) => workOf.get(id)?.annotationIds ?? [])),
  ]);
  const spansOf = (id: string): Span[] | null => workOf.get(id)?.annotationIds.flatMap((annotation) => folds.get(annotation)?.fold.spans ?? []) ?? null;
  const walk = cueWalk(lexicon);
  const breather = new Breather();
  const found: { readonly trace: TraceFacts; readonly lines: readonly ConcordanceLine[] }[] = [];
  for (const trace of facts) {
    const all = await inTime(walk(trace.cot), breather, now);
    if ("slow" in all) return all;
    const excluded = trace.excluded.filter(({ field }) => field === "cot");
    const hits = all.filter((hit) => !excluded.some(({ start, end }) => hit.start < end && hit.end > start));
    found.push({ trace, lines: concordance(trace.cot, hits, { confirmed: confirmedBy(trace, spansOf(trace.id)) }) });
    await breather.pause();
  }
  const shown = places.flatMap(([runId, checkpoint]) => {
    const lines = found.filter(({ trace }) => trace.runId === runId).flatMap(({ trace, lines: ofTrace }) => ofTrace.map((line) => ({ ...line, traceId: trace.id, checkpoint: checkpoint.name })));
    return lines.slice(0, Math.max(3, Math.floor(LINES_SHOWN / places.length)));
  });
  return {
    traces: facts.length, read: facts.filter(({ id }) => workOf.has(id)).length, hits: found.reduce((sum, { lines }) => sum + lines.length, 0), lines: shown, cues: cuePrecision(found.flatMap(({ lines }) => lines)),
    checkpoints: places.map(([runId, { name }]) => {
      const here = found.filter(({ trace }) => trace.runId === runId);
      return { checkpoint: name, traces: here.length, hits: here.reduce((sum, { lines }) => sum + lines.length, 0) };
    }),
  };
}

/** The hits of one trace, or the pattern that took all its time. */
async function inTime(search: Generator<string, CueHit[]>, breather: Breather, now: () => number): Promise<CueHit[] | TooSlow> {
  for (let worked = 0; ;) {
    const began = now();
    const step = search.next();
    if (step.done) return step.value;
    worked += now() - began;
    if (worked > AT_MOST) return { slow: step.value };
    await breather.pause();
  }
}

/** A hit is confirmed where a human span of its label touches its step; null where nobody read the trace. */
function confirmedBy({ stepEnds }: TraceFacts, spans: readonly Span[] | null): (hit: CueHit) => boolean | null {
  return (hit) => {
    if (spans === null) return null;
    const step = stepEnds.findIndex((end) => end > hit.start);
    const [from, to] = [stepEnds[step - 1] ?? 0, stepEnds[step] ?? hit.end];
    return spans.some((span) => span.field === "cot" && span.label === hit.label && span.start < to && span.end > from);
  };
}
