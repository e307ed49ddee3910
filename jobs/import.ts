import type { ImportPlan } from "@/core/formats/import-plan";
import { detectFormat } from "@/core/formats/detect";
import { writeNativeLine } from "@/core/formats/native-record";
import { openReader } from "@/core/formats/reader";
import type { Said } from "@/core/formats/said";
import { inEnglish, said } from "@/core/formats/said";
import { speaksOfOtherTexts } from "@/core/formats/texts-beside";
import type { ImportedTrace, ReadRow } from "@/core/formats/trace-record";
import { repairText } from "@/core/text/canonical";
import type { Import, ImportPosition, ImportReject, ImportWarning } from "@/data/imports";
import { advanceImport, beginImport, finishImport } from "@/data/imports";
import { displaced, insertAnnotations } from "@/data/insert-annotations";
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
import { suppliedTexts } from "./supplied-texts";
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
  const tables = await inReadingOrder(context, projectId, begun, files.filter(({ path }) => !isCodebookFile(path)));
  const releases = tables.flatMap(({ file, plan }) => (plan.format === "release" ? [file] : []));
  const codebooks = await readCodebooks(db, projectId, files.filter(({ path }) => isCodebookFile(path)), releases, now());
  const of = tables.reduce((sum, { file }) => sum + file.size, 0);
  let position = begun.position;
  let before = 0;
  for (const [index, { file, plan }] of tables.entries()) {
    if (index > 0) before += tables[index - 1]!.file.size;
    if (index < position.file) continue;
    if (index > position.file) position = await new Batch(context, projectId, begun.id, position, codebooks).close({ file: index, rows: 0 });
    let read = before;
    // How far it is in bytes of the files as they are stored: rows still to come are not known.
    const measured: JobContext = { ...context, step: (progress) => context.step({ ...progress, bytes: read, of }) };
    position = await importFile(measured, projectId, begun, { file, plan, texts: tables }, position, codebooks, (bytes) => { read += bytes; });
  }
}

/** A file with the plan that it is read by. */
interface PlannedFile {
  readonly file: StoredFile;
  readonly plan: ImportPlan;
}

/** Files that may speak of texts of the others come last; otherwise as they were named. The same at every start: the position counts them. */
async function inReadingOrder({ db, job }: JobContext, projectId: string, begun: Import, files: readonly StoredFile[]): Promise<readonly PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const file of files) planned.push({ file, plan: begun.plan[file.path] ?? (await detectFormat(() => readFile(db, projectId, file.id), file.path, limitsOf(job))).plan });
  return [...planned.filter(({ plan }) => !speaksOfOtherTexts(plan)), ...planned.filter(({ plan }) => speaksOfOtherTexts(plan))];
}

const limitsOf = ({ payload: { maxUnpackedBytes } }: JobContext["job"]) => readLimits(typeof maxUnpackedBytes === "number" ? maxUnpackedBytes : undefined);

async function importFile(context: JobContext, projectId: string, begun: Import, { file, plan, texts: beside }: PlannedFile & { readonly texts: readonly PlannedFile[] }, from: ImportPosition, known: KnownCodebooks, onRead: (bytes: number) => void): Promise<ImportPosition> {
  const { db } = context;
  const open = (): AsyncIterable<Uint8Array> => readFile(db, projectId, file.id);
  const bounds = limitsOf(context.job);
  // Records of the other files are in the project by now; text files are still asked, since one alone needs no name.
  const plain = beside.filter((one) => one.plan.format === "text").map((one) => ({ path: one.file.path, plan: one.plan, open: () => readFile(db, projectId, one.file.id) }));
  const limits = { ...bounds, texts: suppliedTexts(db, projectId, plain, bounds) };
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
  readonly #traces: { readonly trace: NewTrace; readonly record: ImportedTrace; readonly place: RejectPlace; readonly annotations: readonly RecreatedAnnotation[] }[] = [];
  readonly #rejects: Omit<ImportReject, "ordinal">[] = [];
  readonly #warnings: ImportWarning[] = [];

  constructor(private readonly context: JobContext, private readonly projectId: string, private readonly importId: string, private readonly from: ImportPosition, private readonly codebooks: KnownCodebooks) {}

  add(file: string, row: ReadRow, samples: SampleNumbers): void {
    this.rows++;
    const place = { file, line: row.line, byteOffset: row.byteOffset };
    if (row.kind === "error") {
      this.#reject(place, row, row.source);
      return;
    }
    const { record } = row;
    const trace = prepareTrace(record, samples);
    this.text += record.cot.length + record.prompt.length + (record.answer?.length ?? 0) + (record.source?.length ?? 0) + record.metadata.length;
    if (record.repairs > 0) this.#repaired++;
    for (const warning of record.warnings) this.#warnings.push(warningOf(place, warning));
    const annotations = recreateAnnotations(record, this.codebooks);
    if (annotations.ok) this.#traces.push({ trace, record, place, annotations: annotations.value });
    else this.#reject(place, annotations.error, sourceOf(trace, record));
  }

  #reject(place: RejectPlace, why: Said, source: string): void {
    this.#rejects.push(rejectOf(place, why, source));
  }

  /** Stores the rows and moves the import on to `to`, in one transaction. @throws JobStopped when the import is not this job's any more, or should stop */
  async close(to: ImportPosition): Promise<ImportPosition> {
    const { context: { db, now, step }, projectId, importId } = this;
    await db.transaction(async (within) => {
      const outcomes = await insertTraces(within, projectId, importId, this.#traces.map(({ trace }) => trace), now());
      const counts = { read: this.rows, created: 0, duplicates: 0, repaired: this.#repaired, rejected: this.#rejects.length };
      const rejects = [...this.#rejects];
      const places = new Map<string, RejectPlace>();
      const annotated: { traceId: string; annotations: readonly RecreatedAnnotation[] }[] = [];
      for (const [index, { trace, record, place, annotations }] of this.#traces.entries()) {
        const outcome = outcomes[index];
        if (!outcome || outcome.kind === "rejected") {
          counts.rejected++;
          rejects.push(rejectOf(place, outcome?.reason ?? said("not-stored"), sourceOf(trace, record)));
          continue;
        }
        if (outcome.kind === "created") counts.created++;
        else counts.duplicates++;
        places.set(outcome.traceId, place);
        if (annotations.length > 0) annotated.push({ traceId: outcome.traceId, annotations });
      }
      const [machine, people] = [annotated.map(ofLayers(isDetectorLayer)), annotated.map(ofLayers((layer) => !isDetectorLayer(layer)))].map((each) => each.filter(({ annotations }) => annotations.length > 0));
      const warnings = [...this.#warnings];
      if (people!.length > 0) {
        const placed = await placeAnnotations(within, projectId, people!, now());
        for (const { traceId, layer } of await displaced(within, projectId, placed)) warnings.push(warningOf(places.get(traceId)!, said("layer-stays", { layer })));
        await insertAnnotations(within, projectId, placed, now());
      }
      if (machine!.length > 0) await placeDetections(within, projectId, importId, machine!, now());
      const moved = await advanceImport(within, projectId, importId, { from: this.from, to, counts, warnings, rejects });
      if (!moved) throw new JobStopped("lost");
    });
    step({ file: to.file, rows: to.rows });
    return to;
  }
}

const ofLayers = (wanted: (layer: string) => boolean) => ({ traceId, annotations }: { readonly traceId: string; readonly annotations: readonly RecreatedAnnotation[] }) => ({ traceId, annotations: annotations.filter(({ imported }) => wanted(imported.layer)) });

type RejectPlace = Pick<ImportReject, "file" | "line" | "byteOffset">;

const warningOf = ({ file, line }: RejectPlace, warning: Said): ImportWarning => ({ file, line: line ?? 1, text: inEnglish(warning), ...warning });

/** A rejected row as it is kept; what it says is storable. */
const rejectOf = (place: RejectPlace, { code, params }: Said, source: string): Omit<ImportReject, "ordinal"> => {
  const storable = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? repairText(value).text : value]));
  return { ...place, reason: inEnglish({ code, params: storable }), code, params: storable, source: repairText(source).text };
};

/** A row that was read but not stored, as a native line that can be mended and imported again. */
const sourceOf = (trace: NewTrace, record: ImportedTrace): string => writeNativeLine({
  ...record, id: trace.externalId, annotations: (record.annotations ?? []).map((annotation, index) => ({ ...annotation, id: annotation.id ?? `annotation-${index + 1}` })),
  textSha256: { prompt: trace.prompt.sha256, cot: trace.cotSha256, ...(trace.answerSha256 === null ? {} : { answer: trace.answerSha256 }) },
});

