import { createHash } from "node:crypto";
import { inReadingOrder } from "@/core/agreement/finished-trace";
import type { AnalysisPlan } from "@/core/emergence/analysis";
import { differencesFrom } from "@/core/emergence/frozen-plan";
import type { FrozenPlan, PlanDifference } from "@/core/emergence/frozen-plan";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import { aidedWork } from "@/data/aided-work";
import { frozenPlans } from "@/data/analysis-plans";
import { blindingTest } from "@/core/rounds/blinding-guess";
import type { BlindingTest } from "@/core/rounds/blinding-guess";
import { placeCheckpoints } from "@/core/emergence/place-checkpoints";
import type { PlacedRuns } from "@/core/emergence/place-checkpoints";
import { guessesOf } from "@/data/blinding-guesses";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { detectors } from "@/data/detector-runs";
import type { Detector, DetectorKind } from "@/data/detector-runs";
import { isFiltered } from "@/data/emergence-filter";
import type { EmergenceFilter } from "@/data/emergence-filter";
import { doublyFinished, finishedLayers, HUMAN_LAYER, POSTERIOR_LAYER } from "@/data/emergence-layers";
import type { LayerCount } from "@/data/emergence-layers";
import { releaseHolding } from "@/data/emergence-release";
import type { HoldingRelease } from "@/data/emergence-release";
import { finishedWork } from "@/data/finished-work";
import { runs } from "@/data/runs";
import { WeighedCache } from "@/data/weighed-cache";
import type { RowsWithCue } from "@/jobs/detect";
import type { MeasuredLayer } from "@/jobs/measure";
import { measureLayer } from "@/jobs/measure";
import { measurePosteriors } from "@/jobs/measure-posteriors";
import { offThread } from "@/jobs/worker/off-thread";
import { modelsOf } from "./models-of";
import type { EMERGENCE_GAPS, EmergenceQuery } from "./schema";

export interface Measured {
  readonly model: string | null;
  readonly layer: string | null;
  readonly detector: string | null;
  /** What that detector is. */
  readonly kind: DetectorKind | null;
  readonly labels: readonly string[];
  readonly models: readonly string[];
  readonly layers: readonly LayerCount[];
  readonly reason: (typeof EMERGENCE_GAPS)[number] | null;
  /** What the query names and the project does not have: nothing else is taken in its place. */
  readonly unknown: readonly string[];
  readonly ordered: boolean;
  readonly plan: AnalysisPlan;
  readonly planHash: string;
  /** Which of the model's traces were looked at; empty: all. */
  readonly filter: EmergenceFilter;
  /** The frozen release that holds exactly this work. */
  readonly release: HoldingRelease | null;
  /** Traces that two people or more finished. */
  readonly doubly: number;
  /** How well annotators of blind rounds guessed the half of training that traces are from. */
  readonly blinding: BlindingTest;
  /** The plan that was frozen last, and where this analysis leaves it. */
  readonly frozen: FrozenPlan | null;
  readonly outsidePlan: readonly PlanDifference[];
  /** Where the layer is a lexicon's: traces with a cue at each checkpoint, in the generation alone and in the whole row as it came. */
  readonly rows: readonly (RowsWithCue & { readonly t: number; readonly checkpoint: string })[];
  readonly report: EmergenceReport | null;
}

/** Reports by what went into them. */
const reports = new WeighedCache<string, Promise<EmergenceReport | null>>(60);
/** Labels looked at when none were named. */
const LABELS_AT_FIRST = 6;
const EMPTY: MeasuredLayer = { traces: [], fingerprint: "", sampledAtRandom: false, layers: [], layerOf: new Map(), submittedAt: null };

/** The analysis of one model's run, computed off the request thread and kept while nothing changes. What the query leaves open is chosen. */
export async function measureEmergence(db: Database, projectId: string, query: EmergenceQuery): Promise<Measured> {
  const [allRuns, finished, automatic, codebook, plans, doublyRead] = await Promise.all([runs(db, projectId), finishedLayers(db, projectId), detectors(db, projectId), currentCodebook(db, projectId), frozenPlans(db, projectId), doublyFinished(db, projectId)]);
  const filter = filterOf(query);
  const frozen = plans.at(-1) ?? null;
  const models = modelsOf(allRuns);
  const human = finished.filter(({ layer }) => layer === "gold" || layer.startsWith("annotator:"));
  const layers: LayerCount[] = [
    ...(human.length > 0 ? [{ layer: HUMAN_LAYER, traces: Math.max(...human.map(({ traces }) => traces)) }] : []), ...(codebook && doublyRead > 0 ? [{ layer: POSTERIOR_LAYER, traces: doublyRead }] : []), ...finished,
    ...automatic.filter(({ complete }) => complete).map(({ name, version, traces }) => ({ layer: `detector:${name}@${version}`, traces })),
  ];
  const model = (query.model === "" && !models.includes("") ? undefined : query.model) ?? models[0] ?? null;
  const layer = query.layer ?? layers[0]?.layer ?? null;
  const beside = layers.filter((each) => each.layer.startsWith("detector:")).map((each) => each.layer);
  const detector = layer?.startsWith("detector:") ? layer : query.detector === "none" || layer === POSTERIOR_LAYER ? null : query.detector || (beside[0] ?? null);
  const wholeRows = (placed: PlacedRuns) => rowsAt(placed, automatic.find(({ name, version }) => `detector:${name}@${version}` === layer)?.config.rows);
  const guesses = model === null ? [] : await guessesOf(db, projectId, model);
  const blindingOf = ({ byRun }: PlacedRuns): BlindingTest => blindingTest(guesses.flatMap(({ guess, runId }) => { const place = byRun.get(runId); return place ? [{ guess, t: place.t }] : []; }), [...new Set([...byRun.values()].map(({ t }) => t))]);
  const answer = (reason: Measured["reason"], labels: readonly string[] = query.labels ?? [], report: EmergenceReport | null = null, ordered = true, release: HoldingRelease | null = null, unknown: readonly string[] = []): Measured => {
    const plan: AnalysisPlan = { labels, delta: query.delta, m: query.m, resamples: query.resamples, seed: query.seed, method: query.interval };
    return { model, layer, detector, kind: automatic.find(({ name, version }) => `detector:${name}@${version}` === detector)?.kind ?? null, labels, models, layers, reason, unknown, ordered, plan, filter, release, doubly: doublyRead, blinding: blindingOf(placeCheckpoints(allRuns, model ?? "")), planHash: digest([layer, model, plan, ...(isFiltered(filter) ? [filter] : [])]).slice(0, 6), rows: model === null || isFiltered(filter) ? [] : wholeRows(placeCheckpoints(allRuns, model)), frozen, outsidePlan: frozen ? differencesFrom(frozen, { ...plan, layer, filtered: isFiltered(filter) }) : [], report };
  };
  const missing = (reason: Measured["reason"], unknown: readonly string[]) => answer(reason, undefined, null, true, null, unknown);
  if (model === null) return answer("no traces");
  if (!models.includes(model)) return missing("no such model", [model]);
  if (layer === null) return answer("no labels");
  if (!layers.some((each) => each.layer === layer)) return missing("no such layer", [layer]);
  if (detector !== null && !beside.includes(detector)) return missing("no such detector", [detector]);

  const placed = placeCheckpoints(allRuns, model);
  const { ordered, trainingRuns, baseModel } = placed;
  const imputed = layer === POSTERIOR_LAYER && codebook ? await measurePosteriors(db, projectId, model, codebook, placed, filter) : null;
  const own = imputed ?? await measureLayer(db, projectId, model, layer, placed, filter);
  const isAutomatic = layer.startsWith("detector:");
  const people = !isAutomatic ? own : human.length > 0 ? await measureLayer(db, projectId, model, HUMAN_LAYER, placed, filter) : EMPTY;
  const machine = detector === null ? null : isAutomatic ? own : await measureLayer(db, projectId, model, detector, placed, filter);
  const known = codebook?.body.labels.map(({ key }) => key) ?? [];
  const seen = new Set(imputed ? [...imputed.chances.values()].flatMap((each) => Object.keys(each)) : own.traces.flatMap(({ starts }) => Object.keys(starts)));
  const marked = [...known.filter((key) => seen.has(key)), ...[...seen].filter((key) => !known.includes(key)).sort()];
  const labels = query.labels && query.labels.length > 0 ? query.labels : (marked.length > 0 || own.traces.length === 0 ? marked : known).slice(0, LABELS_AT_FIRST); // work without a single mark says something of every label
  const unknown = labels.filter((key) => !known.includes(key) && !seen.has(key));
  if (unknown.length > 0) return answer("no such label", labels, null, ordered, null, unknown);
  if (own.traces.length === 0 && isFiltered(filter)) return answer("filtered away", labels, null, ordered);
  if (own.traces.length === 0 || labels.length === 0) return answer("no labels", labels, null, ordered);
  if (new Set(own.traces.map(({ checkpoint }) => checkpoint.t)).size < 2) return answer("one checkpoint", labels, null, ordered);

  const plan = answer(null, labels).plan;
  const ids = new Set(people.traces.map(({ id }) => id));
  const aided = machine === null ? { traces: [], byChoice: false } : await aidedTraces(db, projectId, people, automatic.find(({ name, version }) => `detector:${name}@${version}` === (isAutomatic ? layer : detector)) ?? null, model);
  const doubly = codebook && human.length > 1 ? inReadingOrder((await finishedWork(db, projectId, { pass: "behaviour", codebookId: codebook.id })).traces.filter(({ id }) => ids.has(id))) : [];
  const key = digest([projectId, model, layer, detector, plan, filter, own.fingerprint, people.fingerprint, machine?.fingerprint, aided, doubly.map(({ id, layers: held }) => [id, held.length])]);
  const held = reports.get(key);
  const computed = held ?? offThread("emergence", {
    layer: own.traces, human: people.traces, detector: machine?.traces ?? null, automatic: isAutomatic, chances: imputed?.chances ?? null, sampledAtRandom: people.sampledAtRandom, aided, doubly, trainingRuns,
    baseModel, plan,
  });
  if (!held) {
    reports.set(key, computed, 1);
    computed.catch(() => reports.delete(key)); // a failure is not a result
  }
  const [report, release] = await Promise.all([computed, releaseHolding(db, projectId, { layers: own.layers, submittedAt: own.submittedAt, traceIds: own.traces.map(({ id }) => id) })]);
  return answer(report ? null : "one checkpoint", labels, report, ordered, release);
}

/** Traces on which the chosen work was made with the detector's suggestions in view; gold stands on everybody's work. */
async function aidedTraces(db: Database, projectId: string, people: MeasuredLayer, detector: Detector | null, model: string): Promise<{ readonly traces: readonly string[]; readonly byChoice: boolean }> {
  if (detector === null) return { traces: [], byChoice: false };
  const work = (await aidedWork(db, projectId, model, { layer: `detector:${detector.name}@${detector.version}`, createdAt: detector.createdAt })).filter(({ traceId, layer }) => { const chosen = people.layerOf.get(traceId); return chosen === layer || chosen === "gold"; });
  return { traces: [...new Set(work.map(({ traceId }) => traceId))], byChoice: work.some(({ byDesign }) => !byDesign) };
}

/** What the query says of which traces; an empty list says nothing. */
function filterOf({ checkpoints, seeds, correct, truncated, language, dataset, minLength, maxLength }: EmergenceQuery): EmergenceFilter {
  const some = <Item>(list: readonly Item[] | undefined) => (list && list.length > 0 ? list : undefined);
  const held = { checkpoints: some(checkpoints), seeds: some(seeds), correct, truncated, languages: some(language), datasets: some(dataset), minLength, maxLength };
  return Object.fromEntries(Object.entries(held).filter(([, value]) => value !== undefined));
}

/** Counts by run, put at their checkpoints in training order. */
function rowsAt({ byRun }: PlacedRuns, held: unknown): Measured["rows"] {
  const at = new Map<number, Measured["rows"][number]>();
  for (const [run, rows] of Object.entries((held ?? {}) as Readonly<Record<string, RowsWithCue>>)) {
    const place = byRun.get(run);
    if (!place) continue;
    const so = at.get(place.t) ?? { t: place.t, checkpoint: place.name, traces: 0, generation: 0, whole: 0 };
    at.set(place.t, { ...so, traces: so.traces + rows.traces, generation: so.generation + rows.generation, whole: so.whole + rows.whole });
  }
  return [...at.values()].sort((a, b) => a.t - b.t);
}

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");
