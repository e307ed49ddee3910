import type { Alignment } from "@/core/adjudication/align-layers";
import { alignLayers } from "@/core/adjudication/align-layers";
import type { Decisions } from "@/core/adjudication/decision";
import type { Layer } from "@/core/adjudication/layer";
import { proposeGold } from "@/core/adjudication/propose-gold";
import type { Annotation, Pass } from "@/core/annotation/annotation";
import { emptyAnnotation } from "@/core/annotation/annotation";
import type { AnnotationContext } from "@/core/annotation/context";
import { coverageOf } from "@/core/annotation/coverage";
import type { Operation } from "@/core/annotation/operation";
import { decisionLog, type DecisionLog } from "./adjudication-decisions";
import type { AnnotationHead } from "./annotation-head";
import type { HeldAnnotation } from "./annotations";
import { annotationsOfTrace, refreshed } from "./annotations";
import type { CodebookVersion } from "./codebooks";
import { codebookById } from "./codebooks";
import type { Database } from "./database";
import { newId } from "./id";
import { readingsOf } from "./readings";
import { standingGold } from "./standing-gold";
import { offsetsOfTrace, traceById } from "./traces";

/** Finished layers of one trace and pass laid side by side. */
export interface AlignedWork {
  readonly codebook: CodebookVersion;
  readonly layers: readonly Layer[];
  /** Finished layers under another codebook version than the newest: they cannot be compared. */
  readonly leftOut: readonly string[];
  readonly alignment: Alignment;
  /** The gold as it stands in the log; null before the first decision. */
  readonly held: HeldAnnotation | null;
  readonly decisions: Decisions;
  /** How many decisions the log holds; those that a trace begins with are not in it. */
  readonly decided: number;
}

/** The same with everything that settling a group takes. */
export interface AdjudicationBench extends AlignedWork {
  readonly traceId: string;
  readonly pass: Pass;
  readonly context: AnnotationContext;
  /** The gold, or what it begins with: what all layers agree on. */
  readonly gold: Annotation;
  /** What goes into the log with the first decision: `operations` and `decisions` of the proposal; empty afterwards. */
  readonly opening: { readonly operations: readonly Operation[]; readonly decisions: Decisions };
}

/** null: fewer than two annotators have finished the trace in this pass under one codebook version. Of one annotator the newest counts. Reads only. */
export async function alignedWork(db: Database, projectId: string, traceId: string, pass: Pass): Promise<AlignedWork | null> {
  const all = (await annotationsOfTrace(db, projectId, traceId)).filter(({ head }) => head.pass === pass);
  const held = await heldGold(db, projectId, all.filter(({ head }) => head.layer === "gold"));
  const submitted = all.filter(({ head }) => head.layer.startsWith("annotator:") && head.status === "submitted");
  const codebook = await codebookFor(db, projectId, held, submitted);
  const comparable = [...new Map(submitted.filter(({ head }) => head.codebookId === codebook?.id).map((one) => [one.head.layer, one])).values()];
  const finished = [...new Map(submitted.map((one) => [one.head.layer, one])).values()];
  if (!codebook || comparable.length < 2) return null;
  const readings = await readingsOf(db, projectId, comparable.map(({ head }) => head.id));
  const layers = comparable.map(({ head, annotation }): Layer => {
    const coverage = readings.get(head.id)?.coverage ?? null;
    return { id: head.layer, annotation, coverage: coverage && coverageOf(coverage) };
  });
  const { decisions, length: decided }: DecisionLog = held ? await decisionLog(db, projectId, held.head.id) : { decisions: new Map(), length: 0 };
  return {
    codebook, layers, alignment: alignLayers(layers), held, leftOut: finished.filter(({ head }) => !comparable.some((one) => one.head.layer === head.layer)).map(({ head }) => head.layer),
    decisions, decided,
  };
}

/** The one that stands, else one that was made and never begun. */
async function heldGold(db: Database, projectId: string, [first, ...others]: readonly HeldAnnotation[]): Promise<HeldAnnotation | null> {
  if (!first || others.length === 0) return first ?? null;
  const [standing] = await db.query<{ id: string }>(`SELECT s."id" FROM ${standingGold("$1", "$2", "$3")} s`, [projectId, first.head.traceId, first.head.pass]);
  return [first, ...others].find(({ head }) => head.id === standing?.id) ?? first;
}

/** What an adjudicator of a trace needs; null as above, or without the trace. Before the first decision the gold is what all agree on, and nothing is stored. */
export async function adjudicationBench(db: Database, projectId: string, traceId: string, pass: Pass): Promise<AdjudicationBench | null> {
  const [work, trace, offsets] = await Promise.all([alignedWork(db, projectId, traceId, pass), traceById(db, projectId, traceId), offsetsOfTrace(db, projectId, traceId)]);
  if (!work || !trace || !offsets) return null;
  const bench = { ...work, traceId, pass, context: { offsets, codebook: work.codebook.body, excluded: trace.excluded, passes: [pass] } };
  const begun = work.held && (work.held.head.revision > 0 || work.decisions.size > 0);
  if (begun) return { ...bench, gold: work.held.annotation, opening: { operations: [], decisions: new Map() } };
  // A refusal means work that today's rules would not admit (an imported layer): then everything is settled by hand.
  // Its ids are the same whenever it is asked for: a page that takes a first step back names spans that it saw before that step.
  let last = 0;
  const proposed = proposeGold(work.alignment, bench.context, () => `agreed-${++last}`);
  const { operations, gold, decisions } = proposed.ok ? proposed.value : { operations: [], gold: emptyAnnotation, decisions: new Map() as Decisions };
  return { ...bench, gold: { ...gold, revision: 0 }, decisions, opening: { operations, decisions } };
}

/** The head of the gold annotation, made at revision 0 where there is none. */
export async function goldHead(db: Database, projectId: string, { traceId, pass, codebook, held }: AdjudicationBench, now: Date): Promise<AnnotationHead> {
  if (held) return held.head;
  await db.query(
    `INSERT INTO "annotation" ("project_id", "id", "trace_id", "layer", "slot", "pass", "codebook_id", "created_at", "updated_at")
     VALUES ($1, $2, $3, 'gold', 'ad-hoc', $4, $5, $6::timestamptz, $6::timestamptz) ON CONFLICT DO NOTHING`, [projectId, newId(now.getTime()), traceId, pass, codebook.id, now]);
  const [row] = await db.query<{ id: string }>(`SELECT "id" FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2 AND "layer" = 'gold' AND "slot" = 'ad-hoc' AND "pass" = $3`, [projectId, traceId, pass]);
  const made = row && await refreshed(db, projectId, row.id);
  if (!made) throw new Error(`the gold annotation of trace ${traceId} could not be opened`);
  return made.head;
}

/** The gold's own version once it is begun, else the newest among the layers. */
async function codebookFor(db: Database, projectId: string, gold: HeldAnnotation | null, finished: readonly HeldAnnotation[]): Promise<CodebookVersion | null> {
  if (gold && gold.head.revision > 0) return codebookById(db, projectId, gold.head.codebookId);
  const versions = await Promise.all([...new Set(finished.map(({ head }) => head.codebookId))].map((id) => codebookById(db, projectId, id)));
  return versions.filter((version) => version !== null).sort((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0) || b.version - a.version)[0] ?? null;
}
