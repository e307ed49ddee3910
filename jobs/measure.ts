import { joinPasses } from "@/core/annotation/join-passes";
import type { FoldRecord } from "@/core/annotation/serialize";
import type { MarkedTrace, TraceToMark } from "@/core/emergence/mark-trace";
import type { PlacedRuns } from "@/core/emergence/place-checkpoints";
import type { Span } from "@/core/annotation/span";
import type { Database } from "@/data/database";
import type { EmergenceFilter } from "@/data/emergence-filter";
import { detectors, outputsOf, outputStamps } from "@/data/detector-runs";
import { chosenWork, HUMAN_LAYER } from "@/data/emergence-layers";
import type { ChosenWork } from "@/data/emergence-layers";
import { factsOfTraces, finishedFolds, tracesOfModel } from "@/data/emergence-traces";
import type { FinishedFold, TraceFacts } from "@/data/emergence-traces";
import { WeighedCache } from "@/data/weighed-cache";
import { offThread } from "./worker/off-thread";

/** A layer of one model's traces, measured. */
export interface MeasuredLayer {
  readonly traces: readonly MarkedTrace[];
  /** Changes when anything in it does. */
  readonly fingerprint: string;
  /** Every trace was drawn with a known probability. */
  readonly sampledAtRandom: boolean;
  /** Layers that the work stands on, and when the newest of it was submitted; null: a detector's. */
  readonly layers: readonly string[];
  /** Which of them each trace's work is of. */
  readonly layerOf: ReadonlyMap<string, string>;
  readonly submittedAt: Date | null;
}

/** Traces read and measured at once: texts are held only so long. */
const BATCH = 64;
/** Measured traces by what they were measured from; weight in spans and steps. */
const measured = new WeighedCache<string, MarkedTrace>(8_000_000);

/** Measures the layer's work on those of a model's traces that the filter takes, from the cache where nothing changed, off the request thread. */
export async function measureLayer(db: Database, projectId: string, model: string, layer: string, { byRun, seeds }: Pick<PlacedRuns, "byRun" | "seeds">, filter: EmergenceFilter = {}): Promise<MeasuredLayer> {
  const all = layer.startsWith("detector:") ? await detectorWork(db, projectId, model, layer) : await chosenWork(db, projectId, model, layer);
  const runOf = new Map((await tracesOfModel(db, projectId, model, filter)).map(({ id, runId }) => [id, runId]));
  const works = all.filter(({ traceId }) => runOf.has(traceId));
  const keyOf = (work: ChosenWork) => `${projectId} ${work.traceId} ${work.stamp}`;
  const missing = works.filter((work) => measured.get(keyOf(work)) === undefined);
  const fresh = new Map<string, MarkedTrace>();
  for (let from = 0; from < missing.length; from += BATCH) {
    const batch = missing.slice(from, from + BATCH);
    const marked = await offThread("mark", await toMark(db, projectId, layer, batch));
    const byId = new Map(marked.map((trace) => [trace.id, trace]));
    for (const work of batch) {
      const trace = byId.get(work.traceId);
      if (!trace) continue;
      fresh.set(work.traceId, trace);
      measured.set(keyOf(work), trace, 50 + trace.openSteps.length + 4 * Object.values(trace.starts).reduce((sum, starts) => sum + starts.length, 0));
    }
  }
  const found = inStableOrder(works.flatMap((work) => {
    const trace = fresh.get(work.traceId) ?? measured.get(keyOf(work));
    const run = runOf.get(work.traceId) ?? "";
    const checkpoint = byRun.get(run);
    return trace && checkpoint ? [{ ...trace, checkpoint, trainingSeed: seeds.get(run), weight: work.probability ? 1 / work.probability : 1 }] : [];
  }));
  const truth = found.some(({ starts, outcomes }) => (starts.error?.length ?? 0) > 0 || (outcomes.truth?.judgedBacktracks ?? 0) > 0);
  return {
    traces: truth ? found : found.map((trace) => ({ ...trace, outcomes: { ...trace.outcomes, truth: null } })),
    fingerprint: works.map(({ stamp }) => stamp).join(" "),
    sampledAtRandom: works.length > 0 && works.every(({ probability }) => probability !== null) && (layer !== "gold" || (await settledAll(db, projectId, model, runOf))),
    layers: [...new Set(works.map((work) => work.layer))].sort(), layerOf: new Map(works.map((work) => [work.traceId, work.layer])),
    submittedAt: works.reduce<Date | null>((latest, { submittedAt: at }) => (at !== null && (latest === null || at > latest) ? at : latest), null),
  };
}

/** Whether every trace that people finished is adjudicated: where only some are, which ones depends on what was said of them. */
const settledAll = async (db: Database, projectId: string, model: string, wanted: ReadonlyMap<string, unknown>): Promise<boolean> => (await chosenWork(db, projectId, model, HUMAN_LAYER)).every(({ traceId, layer }) => layer === "gold" || !wanted.has(traceId));

/** By prompt, checkpoint and sample: resamples draw prompts by their place, so the same traces give the same numbers in whatever files and order they came. */
export const inStableOrder = <Trace extends MarkedTrace>(traces: readonly Trace[]): Trace[] => {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...traces].sort((a, b) => byText(a.prompt, b.prompt) || a.checkpoint.t - b.checkpoint.t || byText(a.checkpoint.name, b.checkpoint.name) || a.sample - b.sample || a.wholeTokens - b.wholeTokens || byText(a.id, b.id));
};

async function detectorWork(db: Database, projectId: string, model: string, layer: string): Promise<ChosenWork[]> {
  const detector = (await detectors(db, projectId)).find(({ name, version, complete }) => complete && `detector:${name}@${version}` === layer);
  if (!detector) return [];
  return (await outputStamps(db, projectId, detector.id, model)).map(({ traceId, stamp }) => ({ traceId, layer, annotationIds: [detector.id], stamp, submittedAt: null, probability: null }));
}

async function toMark(db: Database, projectId: string, layer: string, works: readonly ChosenWork[]): Promise<TraceToMark[]> {
  const ids = works.map(({ traceId }) => traceId);
  const facts = new Map((await factsOfTraces(db, projectId, ids)).map((trace) => [trace.id, trace]));
  const detector = layer.startsWith("detector:");
  const spans = detector ? await outputsOf(db, projectId, works[0]!.annotationIds[0]!, ids) : new Map<string, readonly Span[]>();
  const folds = detector ? new Map<string, FinishedFold>() : await finishedFolds(db, projectId, works.flatMap(({ annotationIds }) => annotationIds));
  return works.flatMap(({ traceId, annotationIds }) => {
    const trace = facts.get(traceId);
    if (!trace) return [];
    if (detector) return [toTrace(trace, { spans: spans.get(traceId) ?? [], relations: [], answers: {} }, null)];
    const parts = annotationIds.flatMap((id) => folds.get(id) ?? []);
    return [toTrace(trace, joinPasses(parts), parts.find(({ coverage }) => coverage !== null)?.coverage ?? null)];
  });
}

/** Checkpoint, weight and pass are set when the layer is put together: they do not belong to the text. */
const toTrace = ({ runId, ...trace }: TraceFacts, work: Pick<FoldRecord, "spans" | "relations" | "answers">, coverage: TraceToMark["coverage"]): TraceToMark =>
  ({ ...trace, checkpoint: { model: "", name: runId, t: 0 }, weight: 1, truthShown: true, coverage, ...work });
