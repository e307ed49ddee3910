import { createHash } from "node:crypto";
import { inReadingOrder } from "@/core/agreement/finished-trace";
import type { FinishedLayer, FinishedTrace } from "@/core/agreement/finished-trace";
import type { StepPosterior } from "@/core/agreement/step-posteriors";
import type { IntervalSet } from "@/core/annotation/interval-set";
import { intervalSet } from "@/core/annotation/interval-set";
import type { StepChances } from "@/core/emergence/impute-steps";
import type { MarkedTrace, TraceToMark } from "@/core/emergence/mark-trace";
import type { PlacedRuns } from "@/core/emergence/place-checkpoints";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import type { EmergenceFilter } from "@/data/emergence-filter";
import { chosenWork, HUMAN_LAYER, POSTERIOR_LAYER } from "@/data/emergence-layers";
import { factsOfTraces, tracesOfModel } from "@/data/emergence-traces";
import { finishedWork } from "@/data/finished-work";
import { inStableOrder, measureLayer } from "./measure";
import type { MeasuredLayer } from "./measure";
import { offThread } from "./worker/off-thread";

/** Traces read and measured at once: texts are held only so long. */
const BATCH = 64;

/** Gold where a trace was adjudicated; else the Dawid–Skene posteriors of its steps, estimated over all finished annotators of the project under the codebook version.
 *  Tokens and steps are those that at least one annotator read. */
export async function measurePosteriors(db: Database, projectId: string, model: string, codebook: CodebookVersion, placed: Pick<PlacedRuns, "byRun" | "seeds">, filter: EmergenceFilter): Promise<MeasuredLayer & { readonly chances: ReadonlyMap<string, StepChances> }> {
  const labels = codebook.body.labels.filter(({ pass }) => pass === "behaviour").map(({ key }) => key);
  const [gold, work, members, drawn] = await Promise.all([
    measureLayer(db, projectId, model, "gold", placed, filter), finishedWork(db, projectId, { pass: "behaviour", codebookId: codebook.id, least: 1 }), tracesOfModel(db, projectId, model, filter), chosenWork(db, projectId, model, HUMAN_LAYER),
  ]);
  const runOf = new Map(members.map(({ id, runId }) => [id, runId]));
  const settled = new Set(gold.traces.map(({ id }) => id));
  const open = work.traces.filter(({ id }) => runOf.has(id) && !settled.has(id));
  const { rows } = await offThread("dawidSkene", { traces: inReadingOrder(work.traces), labels });
  const probabilities = new Map(drawn.map(({ traceId, probability }) => [traceId, probability]));
  const marked: MarkedTrace[] = [];
  for (let from = 0; from < open.length; from += BATCH) marked.push(...await offThread("mark", await toMark(db, projectId, open.slice(from, from + BATCH))));
  const traces = marked.flatMap((trace): MarkedTrace[] => {
    const run = runOf.get(trace.id) ?? "";
    const checkpoint = placed.byRun.get(run);
    const probability = probabilities.get(trace.id);
    return checkpoint ? [{ ...trace, checkpoint, trainingSeed: placed.seeds.get(run), weight: probability ? 1 / probability : 1 }] : [];
  });
  const all = inStableOrder([...gold.traces, ...traces]);
  return {
    traces: all, chances: new Map([...chancesOf(rows, new Set(traces.map(({ id }) => id))), ...gold.traces.map((trace) => [trace.id, certain(trace)] as const)]),
    fingerprint: createHash("sha256").update(`${gold.fingerprint} ${work.fingerprint} ${all.map(({ id }) => id).join(" ")}`).digest("hex"),
    layers: [POSTERIOR_LAYER], layerOf: new Map(all.map(({ id }) => [id, POSTERIOR_LAYER])), submittedAt: drawn.reduce<Date | null>((latest, { submittedAt: at }) => (at !== null && (latest === null || at > latest) ? at : latest), gold.submittedAt),
    sampledAtRandom: all.length > 0 && all.every(({ id }) => probabilities.get(id) != null),
  };
}

async function toMark(db: Database, projectId: string, traces: readonly FinishedTrace[]): Promise<TraceToMark[]> {
  const facts = new Map((await factsOfTraces(db, projectId, traces.map(({ id }) => id))).map((trace) => [trace.id, trace]));
  return traces.flatMap(({ id, layers }) => {
    const trace = facts.get(id);
    if (!trace) return [];
    const { runId, ...rest } = trace;
    return [{ ...rest, checkpoint: { model: "", name: runId, t: 0 }, weight: 1, truthShown: false, spans: [], relations: [], answers: {}, coverage: readByAnyone(layers) }];
  });
}

/** What at least one annotator read of the chain of thought; null: one of them read all of it as far as is known. */
function readByAnyone(layers: readonly FinishedLayer[]): IntervalSet<number> | null {
  if (layers.some(({ coverage }) => coverage === null)) return null;
  return intervalSet(layers.flatMap(({ coverage }) => (coverage ?? []).filter(({ field }) => field === "cot")));
}

function chancesOf(rows: readonly StepPosterior[], wanted: ReadonlySet<string>): Map<string, StepChances> {
  const chances = new Map<string, Record<string, [number, number][]>>();
  for (const { trace, step, label, posterior } of rows) {
    if (!wanted.has(trace) || posterior <= 0) continue;
    const held = chances.get(trace) ?? {};
    chances.set(trace, held);
    (held[label] ??= []).push([step, posterior]);
  }
  return chances;
}

const certain = ({ positiveSteps }: MarkedTrace): StepChances => Object.fromEntries(Object.entries(positiveSteps).map(([label, steps]) => [label, steps.map((step) => [step, 1] as const)]));
