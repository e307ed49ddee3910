import type { Operation } from "@/core/annotation/operation";
import { planAppend } from "@/core/annotation/plan-append";
import { presetByKey, PRESETS } from "@/core/codebook/presets";
import { codePoint } from "@/core/text/offset";
import { annotationOf } from "@/data/annotations";
import { appendOperations } from "@/data/append-operations";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { insertTraces } from "@/data/insert-traces";
import type { createProject } from "@/data/projects";
import { offsetsOfTrace } from "@/data/traces";
import { prepareTrace } from "@/jobs/prepare-trace";

export const CODEBOOK = presetByKey("longcot-error-correction") ?? PRESETS[0]!;
const COT = "🙂 So we try again, and 3 + 4 = 7.\n\n".repeat(3600).slice(0, 130_000);
const SPANS = 500;

export interface SpanSaver {
  readonly traces: readonly string[];
  /** Adds one span to a trace's annotation as the server's hot path does: planned by the pure function, appended by one conditional statement. */
  save(traceId: string): Promise<void>;
}

/** So many traces of 130,000 characters, each with an annotation of 500 spans by the owner of the project. */
export async function spanSaver(db: Database, { project: { id: projectId }, membership, codebookId }: NonNullable<Awaited<ReturnType<typeof createProject>>>, accountId: string, count: number): Promise<SpanSaver> {
  const traces = Array.from({ length: count }, (_, k) => prepareTrace({ externalId: `t-${k}`, prompt: "p", cot: `${COT}${k}`, decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [] }));
  await insertTraces(db, projectId, null, traces, new Date());
  const append = async (traceId: string, operations: readonly Operation[]): Promise<void> => {
    const held = await annotationOf(db, projectId, { traceId, membershipId: membership.id, handle: membership.handle, assignmentId: null, pass: "behaviour", codebookId }, new Date());
    const plan = planAppend(held!.annotation, new Map(), held!.head.revision, operations, { offsets: (await offsetsOfTrace(db, projectId, traceId))!, codebook: CODEBOOK });
    if (!plan.ok || plan.value.kind !== "append") throw new Error(JSON.stringify(plan));
    const revision = await appendOperations(db, projectId, { head: held!.head, base: held!.head.revision, operations: plan.value.operations, next: plan.value.annotation, accountId, now: new Date() });
    if (revision === null) throw new Error("the append was lost");
  };
  for (const { id } of traces) await append(id, Array.from({ length: SPANS }, (_, k) => newSpan(`s-${k}`)));
  return { traces: traces.map(({ id }) => id), save: (traceId) => append(traceId, [newSpan(newId())]) };
}

const newSpan = (id: string): Operation => ({
  opId: newId(), type: "addSpan",
  span: { id, field: "cot", label: CODEBOOK.labels[0]!.key, start: codePoint(2), end: codePoint(4), quote: "So", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } },
});

/** Every trace's annotator saves four times a second until the work is done. @returns milliseconds that 95 of 100 saves stayed under */
export async function autosaveMeanwhile<Value>({ traces, save }: SpanSaver, work: () => Promise<Value>): Promise<{ readonly value: Value; readonly saves: number; readonly p95: number; readonly longest: number }> {
  const took: number[] = [];
  let busy = true;
  const annotators = traces.map(async (traceId) => {
    while (busy) {
      const began = performance.now();
      await save(traceId);
      took.push(performance.now() - began);
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  });
  const value = await work().finally(() => { busy = false; });
  await Promise.all(annotators);
  took.sort((a, b) => a - b);
  return { value, saves: took.length, p95: took[Math.floor(took.length * 0.95)] ?? Number.NaN, longest: took.at(-1) ?? Number.NaN };
}
