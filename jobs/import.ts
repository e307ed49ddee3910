import type { ImportPlan } from "@/core/formats/import-plan";
import { detectFormat } from "@/core/formats/detect";
import { writeNativeLine } from "@/core/formats/native-record";
import { openReader } from "@/core/formats/reader";
import type { ImportedTrace, ReadRow } from "@/core/formats/trace-record";
import { repairText } from "@/core/text/canonical";
import type { Import, ImportPosition, ImportReject, ImportWarning } from "@/data/imports";
import { advanceImport, beginImport, finishImport } from "@/data/imports";
import { insertAnnotations } from "@/data/insert-annotations";
import type { NewTrace } from "@/data/insert-traces";
import { insertTraces } from "@/data/insert-traces";
import { enqueueJob } from "@/data/jobs";
import { isOutOfSpace } from "@/data/out-of-space";
import { filesOf, readFile } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import { isCodebookFile } from "./codebook-file";
import { isDetectorLayer } from "./detector-layer";
import { bringsForeignLabels, withForeignCodebooks } from "./foreign-codebooks";
import { readCodebooks } from "./import-codebooks";
import { finishDetectors, placeDetections } from "./imported-detectors";
import type { JobContext, JobHandler } from "./job-context";
import { Breather, JobStopped } from "./job-context";
import { NEAR_DUPLICATES } from "./near-duplicates";
import { prepareTrace, SampleNumbers } from "./prepare-trace";
import { readLimits } from "./read-limits";
import type { KnownCodebooks, RecreatedAnnotation } from "./recreate-annotations";
import { placeAnnotations, recreateAnnotations } from "./recreate-annotations";

/** What one transaction stores: small on the embedded home, where everybody waits for it. In UTF-16 units of text, and rows. */
const BATCH = { postgresql: { text: 2_000_000, rows: 1000 }, pglite: { text: 500_000, rows: 200 } } as const;

/** Reads the stored files of an import and stores their rows, batch by batch; goes on where it was killed.
 *  Position and counters move in the transaction that stores the rows, so each row is dealt with and counted exactly once. */
export const runImport: JobHandler = async (context) => {
  const { db, job } = context;
  const projectId = job.projectId;
  const id = job.payload.importId;
  if (projectId === null || typeof id !== "string") throw new Error("an import job needs a project and an import");
  const begun = await beginImport(db, projectId, id);
  if (!begun) return;
  try {
    await importFiles(context, projectId, begun);
    await finishDetectors(db, projectId, id);
    await finishImport(db, projectId, id, { state: "done", now: context.now() });
    await enqueueJob(db, { id: `tokens-${id}`, projectId, kind: "count-tokens", payload: {}, now: context.now() });
    await enqueueJob(db, { id: `near-${id}`, projectId, kind: NEAR_DUPLICATES, payload: {}, now: context.now() });
  } catch (error) {
    if ((error instanceof JobStopped && error.reason !== "cancelled") || isOutOfSpace(error)) throw error; // it goes on later
    const cancelled = error instanceof JobStopped;
    await finishImport(db, projectId, id, { state: cancelled ? "cancelled" : "failed", ...(cancelled ? {} : { error: error instanceof Error ? error.message : String(error) }), now: context.now() });
    throw error;
  }
};

async function importFiles(context: JobContext, projectId: string, begun: Import): Promise<void> {
  const { db, now } = context;
  const files = await filesOf(db, projectId, { kind: "import", id: begun.id });
  const codebooks = await readCodebooks(db, projectId, files.filter(({ path }) => isCodebookFile(path)), now());
  const tables = files.filter(({ path }) => !isCodebookFile(path));
  const of = tables.reduce((sum, { size }) => sum + size, 0);
  let position = begun.position;
  let before = 0;
  for (const [index, file] of tables.entries()) {
    if (index > 0) before += tables[index - 1]!.size;
    if (index < position.file) continue;
    if (index > position.file) position = await new Batch(context, projectId, begun.id, position, codebooks).close({ file: index, rows: 0 });
    let read = before;
    // How far it is in bytes of the files as they are stored: rows still to come are not known.
    const measured: JobContext = { ...context, step: (progress) => context.step({ ...progress, bytes: read, of }) };
    position = await importFile(measured, projectId, begun, file, position, codebooks, (bytes) => { read += bytes; });
  }
}

async function importFile(context: JobContext, projectId: string, begun: Import, file: StoredFile, from: ImportPosition, known: KnownCodebooks, onRead: (bytes: number) => void): Promise<ImportPosition> {
  const { db } = context;
  const open = (): AsyncIterable<Uint8Array> => readFile(db, projectId, file.id);
  const { maxUnpackedBytes } = context.job.payload;
  const limits = readLimits(typeof maxUnpackedBytes === "number" ? maxUnpackedBytes : undefined);
  const plan: ImportPlan = begun.plan[file.path] ?? (await detectFormat(open, file.path, limits)).plan;
  const reader = openReader(plan, file.path);
  if (!reader.ok) throw new Error(`${file.path}: ${reader.error.reason}`);
  const codebooks = bringsForeignLabels(plan.format) ? await withForeignCodebooks(db, projectId, reader.value(open(), limits), known, context.now()) : known;
  const breather = new Breather();
  const samples = new SampleNumbers();
  const limit = BATCH[db.home];
  let batch = new Batch(context, projectId, begun.id, from, codebooks);
  let rows = 0;
  // One batch is stored while the next is read; never more, so that memory holds two.
  let stored: Promise<unknown> = Promise.resolve();
  for await (const row of reader.value(watched(open(), onRead), limits)) {
    rows++;
    await breather.pause();
    if (rows <= from.rows) {
      if (row.kind === "record") samples.of(row.record); // dealt with before the restart, but it took its number
      continue;
    }
    batch.add(file.path, row, samples);
    if (batch.text >= limit.text || batch.rows >= limit.rows) {
      const position = { file: from.file, rows };
      await stored;
      stored = batch.close(position);
      stored.catch(() => {}); // told when it is awaited
      batch = new Batch(context, projectId, begun.id, position, codebooks);
    }
  }
  await stored;
  return batch.close({ file: from.file, rows });
}

async function* watched(chunks: AsyncIterable<Uint8Array>, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** Rows on their way into one transaction. */
class Batch {
  text = 0;
  rows = 0;
  #repaired = 0;
  readonly #traces: { readonly trace: NewTrace; readonly record: ImportedTrace; readonly place: Omit<ImportReject, "ordinal" | "reason" | "source">; readonly annotations: readonly RecreatedAnnotation[] }[] = [];
  readonly #rejects: Omit<ImportReject, "ordinal">[] = [];
  readonly #warnings: ImportWarning[] = [];

  constructor(private readonly context: JobContext, private readonly projectId: string, private readonly importId: string, private readonly from: ImportPosition, private readonly codebooks: KnownCodebooks) {}

  add(file: string, row: ReadRow, samples: SampleNumbers): void {
    this.rows++;
    const place = { file, line: row.line, byteOffset: row.byteOffset };
    if (row.kind === "error") {
      this.#rejects.push({ ...place, reason: repairText(row.reason).text, source: repairText(row.source).text });
      return;
    }
    const { record } = row;
    const trace = prepareTrace(record, samples);
    this.text += record.cot.length + record.prompt.length + (record.answer?.length ?? 0) + (record.source?.length ?? 0) + record.metadata.length;
    if (record.repairs > 0) this.#repaired++;
    for (const text of record.warnings) this.#warnings.push({ file, line: row.line, text });
    const annotations = recreateAnnotations(record, this.codebooks);
    if (annotations.ok) this.#traces.push({ trace, record, place, annotations: annotations.value });
    else this.#rejects.push({ ...place, reason: annotations.error, source: sourceOf(trace, record) });
  }

  /** Stores the rows and moves the import on to `to`, in one transaction. @throws JobStopped when the import is not this job's any more, or should stop */
  async close(to: ImportPosition): Promise<ImportPosition> {
    const { context: { db, now, step }, projectId, importId } = this;
    await db.transaction(async (within) => {
      const outcomes = await insertTraces(within, projectId, importId, this.#traces.map(({ trace }) => trace), now());
      const counts = { read: this.rows, created: 0, duplicates: 0, repaired: this.#repaired, rejected: this.#rejects.length };
      const rejects = [...this.#rejects];
      const annotated: { traceId: string; annotations: readonly RecreatedAnnotation[] }[] = [];
      for (const [index, { trace, record, place, annotations }] of this.#traces.entries()) {
        const outcome = outcomes[index];
        if (!outcome || outcome.kind === "rejected") {
          counts.rejected++;
          rejects.push({ ...place, reason: outcome?.reason ?? "not stored", source: sourceOf(trace, record) });
          continue;
        }
        if (outcome.kind === "created") counts.created++;
        else counts.duplicates++;
        if (annotations.length > 0) annotated.push({ traceId: outcome.traceId, annotations });
      }
      const [machine, people] = [annotated.map(ofLayers(isDetectorLayer)), annotated.map(ofLayers((layer) => !isDetectorLayer(layer)))].map((each) => each.filter(({ annotations }) => annotations.length > 0));
      if (people!.length > 0) await insertAnnotations(within, projectId, await placeAnnotations(within, projectId, people!, now()), now());
      if (machine!.length > 0) await placeDetections(within, projectId, importId, machine!, now());
      const moved = await advanceImport(within, projectId, importId, { from: this.from, to, counts, warnings: this.#warnings, rejects });
      if (!moved) throw new JobStopped("lost");
    });
    step({ file: to.file, rows: to.rows });
    return to;
  }
}

const ofLayers = (wanted: (layer: string) => boolean) => ({ traceId, annotations }: { readonly traceId: string; readonly annotations: readonly RecreatedAnnotation[] }) => ({ traceId, annotations: annotations.filter(({ imported }) => wanted(imported.layer)) });

/** A row that was read but not stored, as a native line that can be mended and imported again. */
const sourceOf = (trace: NewTrace, record: ImportedTrace): string => writeNativeLine({
  ...record, id: trace.externalId, annotations: (record.annotations ?? []).map((annotation, index) => ({ ...annotation, id: annotation.id ?? `annotation-${index + 1}` })),
  textSha256: { prompt: trace.prompt.sha256, cot: trace.cotSha256, ...(trace.answerSha256 === null ? {} : { answer: trace.answerSha256 }) },
});

