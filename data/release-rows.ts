import type { Annotation } from "@/core/annotation/annotation";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { coverageOf, toRanges } from "@/core/annotation/coverage";
import { foldLog } from "@/core/annotation/fold";
import type { FoldRecord } from "@/core/annotation/serialize";
import { fromFold } from "@/core/annotation/serialize";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { inReleaseOrder } from "@/core/formats/release-order";
import type { RecordedAnnotation } from "@/core/formats/trace-record";
import type { AnnotationHead, HeadRow } from "./annotation-head";
import { HEAD_COLUMNS, recordedRevision, toHead } from "./annotation-head";
import { annotationHistory, operationsSince } from "./annotation-log";
import type { CodebookVersion } from "./codebooks";
import type { Queryable } from "./database";
import { oneAhead } from "./one-ahead";
import { readingsOf } from "./readings";
import type { Reading } from "./readings";
import type { ReleaseSelection } from "./release-selection";
import { releaseTraces } from "./release-traces";
import type { TraceText } from "./traces";
import { KNOWN_STEPS } from "./traces";

const BATCH_TRACES = 200;
/** Code points of text in one batch, so that memory does not grow with long traces. */
const BATCH_TEXT = 1_000_000;

/** The traces of a selection with their annotations as they stood then, in release order. The next batch is read while one is used; memory holds both.
 *  @param codebooks the project's versions by id */
export async function* releaseRows(db: Queryable, projectId: string, selection: ReleaseSelection, codebooks: ReadonlyMap<string, CodebookVersion>): AsyncGenerator<{ readonly traceId: string; readonly row: ReleaseTrace }> {
  const texts = releaseTraces(db, projectId);
  const read = (ids: readonly string[]) => Promise.all([ids, texts(ids), annotationsOf(db, projectId, ids, selection, codebooks)]);
  for await (const [ids, traces, annotations] of oneAhead(batches(selection.traces), read)) {
    for (const id of ids) {
      const trace = traces.get(id);
      if (trace) yield { traceId: id, row: toRow(trace, annotations.get(id) ?? []) };
    }
  }
}

function* batches(traces: ReleaseSelection["traces"]): Generator<string[]> {
  let ids: string[] = [];
  let text = 0;
  for (const { id, length } of traces) {
    if (ids.length > 0 && (ids.length === BATCH_TRACES || text + length > BATCH_TEXT)) {
      yield ids;
      ids = [];
      text = 0;
    }
    ids.push(id);
    text += length;
  }
  if (ids.length > 0) yield ids;
}

type Stored = HeadRow & { readonly fold: string | null; readonly round: string | null };

/** By trace id, each trace's by layer, pass and id. */
async function annotationsOf(db: Queryable, projectId: string, traceIds: readonly string[], { revisions }: ReleaseSelection, codebooks: ReadonlyMap<string, CodebookVersion>): Promise<ReadonlyMap<string, RecordedAnnotation[]>> {
  const stored = (await db.query<Stored>(
    `SELECT ${HEAD_COLUMNS}, a."fold", r."name" AS round FROM "annotation" a
       LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id" LEFT JOIN "round" r ON r."project_id" = s."project_id" AND r."id" = s."round_id"
     WHERE a."project_id" = $1 AND a."trace_id" = ANY ($2::text[]) ORDER BY a."layer" COLLATE "C", a."pass" COLLATE "C", a."id" COLLATE "C"`, [projectId, traceIds])).filter(({ id }) => revisions.has(id));
  const readings = stored.length > 0 ? await readingsOf(db, projectId, stored.map(({ id }) => id)) : new Map<string, Reading>();
  const byTrace = new Map<string, RecordedAnnotation[]>();
  for (const { fold, round, ...row } of stored) {
    const head = toHead(row);
    const codebook = codebooks.get(head.codebookId);
    if (!codebook) throw new Error(`annotation ${head.id} names a codebook version that is not there`);
    const { annotation, submittedAt } = await asOf(db, projectId, head, fold, revisions.get(head.id) ?? head.revision);
    const recorded = inReleaseOrder(toRecorded(head, annotation, submittedAt, round, codebook, readings.get(head.id)), codebook.body);
    byTrace.set(head.traceId, [...(byTrace.get(head.traceId) ?? []), recorded]);
  }
  return byTrace;
}

/** The annotation at a revision: snapshot and tail where that reaches back far enough, else the whole log up to it. */
async function asOf(db: Queryable, projectId: string, head: AnnotationHead, fold: string | null, revision: number): Promise<{ readonly annotation: Annotation; readonly submittedAt: Date | null }> {
  const snapshot = fold === null ? emptyAnnotation : fromFold(JSON.parse(fold) as FoldRecord);
  const base = snapshot.revision <= revision ? snapshot : emptyAnnotation;
  const annotation = base.revision === revision ? base : foldLog(await operationsSince(db, projectId, head.id, base.revision, revision), base);
  if (head.revision === revision) return { annotation, submittedAt: head.submittedAt };
  const submission = (await annotationHistory(db, projectId, head.id)).findLast(({ seq, operation }) => seq <= revision && operation.type === "submit");
  return { annotation, submittedAt: annotation.status === "submitted" ? (submission?.at ?? null) : null };
}

const toRecorded = (head: AnnotationHead, annotation: Annotation, submittedAt: Date | null, round: string | null, codebook: CodebookVersion, reading: Reading | undefined): RecordedAnnotation => ({
  id: head.id, layer: head.layer, ...(head.layer.startsWith("annotator:") ? { annotator: head.layer.slice("annotator:".length) } : {}),
  ...(round === null ? {} : { round }), ...(head.assignmentId === null ? {} : { assignment: head.assignmentId }), pass: head.pass, codebook: { key: codebook.key, version: codebook.version },
  status: annotation.status, flagged: annotation.flagged, flagComment: annotation.flagComment, empty: annotation.empty, revision: recordedRevision({ ...head, revision: annotation.revision }),
  spans: [...annotation.spans.values()], relations: [...annotation.relations.values()], answers: Object.fromEntries(annotation.answers),
  ...(reading?.coverage ? { coverage: toRanges(coverageOf(reading.coverage)) } : {}), ...(reading?.activeSeconds === undefined || reading.activeSeconds === null ? {} : { activeSeconds: reading.activeSeconds }),
  ...(submittedAt === null ? {} : { submittedAt: submittedAt.toISOString() }),
});

const toRow = (trace: TraceText, annotations: readonly RecordedAnnotation[]): ReleaseTrace => ({
  id: trace.externalId, prompt: trace.prompt, cot: trace.cot, ...held("answer", trace.answer), ...held("referenceAnswer", trace.referenceAnswer), ...held("correct", trace.correct),
  ...(trace.model === "" ? {} : { model: trace.model }), ...(trace.checkpoint === "" && trace.step === null ? {} : { checkpoint: { name: trace.checkpoint, ...held("step", trace.step) } }),
  sample: trace.sample, ...held("dataset", trace.dataset), ...held("language", trace.language), ...held("reward", trace.reward), ...held("kl", trace.kl), ...held("trainingSeed", trace.trainingSeed),
  decoding: trace.decoding, metadata: trace.metadata, truncated: trace.truncated, repairs: trace.repairs, excluded: trace.excluded,
  ...(trace.segmenter === KNOWN_STEPS ? { knownSteps: trace.stepEnds } : {}), ...held("source", trace.source),
  textSha256: { prompt: trace.sha256.prompt, cot: trace.sha256.cot, ...held("answer", trace.sha256.answer) }, annotations,
});

const held = <Key extends string, Value>(key: Key, value: Value | null): { readonly [K in Key]?: Value } => (value === null ? {} : ({ [key]: value } as { readonly [K in Key]?: Value }));
