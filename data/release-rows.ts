import { emptyAnnotation } from "@/core/annotation/annotation";
import { coverageOf, toRanges } from "@/core/annotation/coverage";
import { foldLog } from "@/core/annotation/fold";
import type { FoldRecord } from "@/core/annotation/serialize";
import { fromFold, toFold } from "@/core/annotation/serialize";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { inReleaseOrder } from "@/core/formats/release-order";
import type { RecordedAnnotation } from "@/core/formats/trace-record";
import type { HeadRow } from "./annotation-head";
import { recordedRevision } from "./annotation-head";
import { annotationHistory, operationsSince } from "./annotation-log";
import type { CodebookVersion } from "./codebooks";
import type { Queryable } from "./database";
import { INCLUSION_PROBABILITY } from "./inclusion-probability";
import { oneAhead } from "./one-ahead";
import { readingsOf } from "./readings";
import type { Reading } from "./readings";
import type { ReleaseSelection } from "./release-selection";
import { releaseTraces } from "./release-traces";
import type { TraceText } from "./traces";
import { KNOWN_STEPS } from "./traces";

const BATCH_TRACES = 200;
/** Code points of text in one batch, so that memory does not grow with long traces. */
const BATCH_TEXT = 500_000;

/** A trace as it is released, and with which probability a plan drew it, by annotation id. */
export interface ReleaseRow {
  readonly traceId: string;
  readonly row: ReleaseTrace;
  readonly probabilities: ReadonlyMap<string, number>;
}

/** The traces of a selection with their annotations as they stood then, in release order. The next batch is read while one is used; memory holds both.
 *  @param codebooks the project's versions by id */
export async function* releaseRows(db: Queryable, projectId: string, selection: ReleaseSelection, codebooks: ReadonlyMap<string, CodebookVersion>): AsyncGenerator<ReleaseRow> {
  const texts = releaseTraces(db, projectId);
  const read = (ids: readonly string[]) => Promise.all([ids, texts(ids), annotationsOf(db, projectId, ids, selection, codebooks)]);
  for await (const [ids, traces, annotations] of oneAhead(batches(selection.traces), read)) {
    for (const id of ids) {
      const trace = traces.get(id);
      if (trace) yield { traceId: id, row: toRow(trace, annotations.byTrace.get(id) ?? []), probabilities: annotations.probabilities };
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

/** What a release says of an annotation, and no more: a row costs by its columns. */
type Stored = Pick<HeadRow, "id" | "trace_id" | "layer" | "assignment_id" | "pass" | "codebook_id" | "revision" | "imported_revision" | "imported_log" | "submitted_at"> & { readonly fold: string | null; readonly round: string | null; readonly probability: number | null };

/** By trace id, each trace's by layer, pass and id; and by annotation id what a plan drew them with. */
async function annotationsOf(db: Queryable, projectId: string, traceIds: readonly string[], { revisions }: ReleaseSelection, codebooks: ReadonlyMap<string, CodebookVersion>): Promise<{ readonly byTrace: ReadonlyMap<string, readonly RecordedAnnotation[]>; readonly probabilities: ReadonlyMap<string, number> }> {
  const stored = (await db.query<Stored>(
    `SELECT a."id", a."trace_id", a."layer", a."assignment_id", a."pass", a."codebook_id", a."revision", a."imported_revision", a."imported_log", a."submitted_at", a."fold", r."name" AS round, ${INCLUSION_PROBABILITY} AS probability FROM "annotation" a
       LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id" LEFT JOIN "round" r ON r."project_id" = s."project_id" AND r."id" = s."round_id"
     WHERE a."project_id" = $1 AND a."trace_id" = ANY ($2::text[]) ORDER BY a."layer" COLLATE "C", a."pass" COLLATE "C", a."id" COLLATE "C"`, [projectId, traceIds])).filter(({ id }) => revisions.has(id));
  const readings = stored.length > 0 ? await readingsOf(db, projectId, stored.map(({ id }) => id)) : new Map<string, Reading>();
  const byTrace = new Map<string, RecordedAnnotation[]>();
  for (const row of stored) {
    const codebook = codebooks.get(row.codebook_id);
    if (!codebook) throw new Error(`annotation ${row.id} names a codebook version that is not there`);
    const { fold, submittedAt } = await asOf(db, projectId, row, revisions.get(row.id) ?? row.revision);
    const recorded = inReleaseOrder(toRecorded(row, fold, submittedAt, codebook, readings.get(row.id)), codebook.body);
    const held = byTrace.get(row.trace_id);
    if (held) held.push(recorded);
    else byTrace.set(row.trace_id, [recorded]);
  }
  return { byTrace, probabilities: new Map(stored.flatMap(({ id, probability }) => (probability === null ? [] : [[id, Number(probability)] as const]))) };
}

/** The annotation at a revision: snapshot and tail where that reaches back far enough, else the whole log up to it. */
async function asOf(db: Queryable, projectId: string, row: Stored, revision: number): Promise<{ readonly fold: FoldRecord; readonly submittedAt: Date | null }> {
  const snapshot = row.fold === null ? toFold(emptyAnnotation) : JSON.parse(row.fold) as FoldRecord;
  const fold = snapshot.revision === revision ? snapshot : await foldAt(db, projectId, row.id, snapshot.revision < revision ? snapshot : toFold(emptyAnnotation), revision);
  if (row.revision === revision) return { fold, submittedAt: row.submitted_at };
  const submission = (await annotationHistory(db, projectId, row.id)).findLast(({ seq, operation }) => seq <= revision && operation.type === "submit");
  return { fold, submittedAt: fold.status === "submitted" ? (submission?.at ?? null) : null };
}

const foldAt = async (db: Queryable, projectId: string, annotationId: string, base: FoldRecord, revision: number): Promise<FoldRecord> =>
  toFold(foldLog(await operationsSince(db, projectId, annotationId, base.revision, revision), fromFold(base)));

function toRecorded(row: Stored, { revision, status, flagged, flagComment, empty, spans, relations, answers }: FoldRecord, submittedAt: Date | null, codebook: CodebookVersion, reading: Reading | undefined): RecordedAnnotation {
  const imported = row.imported_revision === null ? null : { revision: row.imported_revision, operations: row.imported_log };
  return {
    id: row.id, layer: row.layer, ...(row.layer.startsWith("annotator:") ? { annotator: row.layer.slice("annotator:".length) } : {}),
    ...held("round", row.round), ...held("assignment", row.assignment_id), pass: row.pass, codebook: { key: codebook.key, version: codebook.version },
    status, flagged, flagComment, empty, revision: recordedRevision({ revision, imported }), spans, relations, answers,
    ...(reading?.coverage ? { coverage: toRanges(coverageOf(reading.coverage)) } : {}), ...held("activeSeconds", reading?.activeSeconds ?? null), ...held("submittedAt", submittedAt?.toISOString() ?? null),
  };
}

const toRow = (trace: TraceText, annotations: readonly RecordedAnnotation[]): ReleaseTrace => ({
  id: trace.externalId, prompt: trace.prompt, cot: trace.cot, ...held("answer", trace.answer), ...held("referenceAnswer", trace.referenceAnswer), ...held("correct", trace.correct),
  ...(trace.model === "" ? {} : { model: trace.model }), ...(trace.checkpoint === "" && trace.step === null ? {} : { checkpoint: { name: trace.checkpoint, ...held("step", trace.step) } }),
  sample: trace.sample, ...held("dataset", trace.dataset), ...held("language", trace.language), ...held("reward", trace.reward), ...held("kl", trace.kl), ...held("trainingSeed", trace.trainingSeed),
  decoding: trace.decoding, metadata: trace.metadata, truncated: trace.truncated, repairs: trace.repairs, excluded: trace.excluded,
  ...(trace.segmenter === KNOWN_STEPS ? { knownSteps: trace.stepEnds } : {}), ...held("source", trace.source),
  textSha256: { prompt: trace.sha256.prompt, cot: trace.sha256.cot, ...held("answer", trace.sha256.answer) }, annotations,
});

const held = <Key extends string, Value>(key: Key, value: Value | null): { readonly [K in Key]?: Value } => (value === null ? {} : ({ [key]: value } as { readonly [K in Key]?: Value }));
