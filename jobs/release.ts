import { createHash } from "node:crypto";
import { writeCroissant } from "@/core/formats/croissant";
import { writeDatasetCard } from "@/core/formats/dataset-card";
import { CSV_ESCAPING } from "@/core/formats/csv-text";
import { LeftOut } from "@/core/formats/left-out";
import type { ReleasedFile, ReleaseFacts } from "@/core/formats/manifest";
import { writeManifest } from "@/core/formats/manifest";
import type { ReleaseTrace } from "@/core/formats/native-record";
import type { ReleaseWriter, WriterContext } from "@/core/formats/release-writers";
import { RELEASE_WRITERS } from "@/core/formats/release-writers";
import type { CodebookVersion } from "@/data/codebooks";
import { codebooks, currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { PRODUCT_VERSION } from "@/data/migrate";
import { projectById } from "@/data/projects";
import { finishRelease, forgetReleased, noteReleased, releaseById } from "@/data/releases";
import type { Release } from "@/data/releases";
import { releaseRows } from "@/data/release-rows";
import { selectRelease } from "@/data/release-selection";
import { isOutOfSpace } from "@/data/out-of-space";
import { filesOf, removeFile } from "@/data/stored-files";
import { broadcast } from "./broadcast";
import { CODEBOOK_FILE, writeCodebooks } from "./codebook-file";
import type { JobContext, JobHandler } from "./job-context";
import { NO_SPANS, posteriorLayer, posteriorsCsv } from "./posteriors";
import { Breather, JobStopped } from "./job-context";
import { agreementRows } from "./release-agreement";
import { AnalysisObservations, analysisFiles } from "./release-analysis";
import { cardOf } from "./release-card";
import { ReleaseTally } from "./release-tally";
import type { WrittenFile } from "./write-release-file";
import { writeReleaseFile } from "./write-release-file";

/** Builds a release's files from one moment of the project and freezes it. After a crash it begins anew: files that were half written are thrown away. */
export const runRelease: JobHandler = async (context) => {
  const { db, job } = context;
  const id = job.payload.releaseId;
  if (job.projectId === null || typeof id !== "string") throw new Error("a release job needs a project and a release");
  const release = await releaseById(db, job.projectId, id);
  if (release?.state !== "building") return;
  await clear(db, job.projectId, id);
  try {
    await build(context, job.projectId, release);
  } catch (error) {
    if ((error instanceof JobStopped && error.reason !== "cancelled") || isOutOfSpace(error)) throw error; // it begins anew later
    await clear(db, job.projectId, id);
    await finishRelease(db, job.projectId, id, error instanceof JobStopped ? { state: "cancelled" } : { state: "failed", error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
};

async function build({ db, step, now }: JobContext, projectId: string, { id, name, request }: Release): Promise<void> {
  const project = await projectById(db, projectId);
  if (!project) throw new Error("the project is gone");
  const frozenAt = now();
  const versions = new Map((await codebooks(db, projectId)).map((version) => [version.id, version]));
  const selection = await selectRelease(db, projectId, request.layer, request.filter);
  const inUse = inOrder([...versions.values()].filter((version) => selection.codebookIds.has(version.id)));
  const seed = request.seed ?? 0;
  const labels = [...new Set(inUse.flatMap(({ body }) => body.labels.map(({ key }) => key)))];
  const tally = new ReleaseTally();
  const analysis = request.formats.includes("analysis") ? new AnalysisObservations(inUse) : null;
  const write = (file: { readonly path: string; readonly contentType: string }, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile> => writeReleaseFile(db, projectId, id, file, bytes);

  async function* counted(): AsyncGenerator<ReleaseTrace> {
    const breather = new Breather();
    let noted: string[] = [];
    for await (const { traceId, row, probabilities } of releaseRows(db, projectId, selection, versions)) {
      tally.add(row);
      analysis?.add(row, probabilities);
      noted.push(traceId);
      if (noted.length === 500) {
        await noteReleased(db, projectId, id, noted);
        noted = [];
      }
      step({ traces: tally.counts.traces, of: selection.traces.length });
      yield row;
      await breather.pause();
    }
    await noteReleased(db, projectId, id, noted);
  }

  const files: ReleasedFile[] = await writeTables(counted(), request.formats.flatMap((format) => RELEASE_WRITERS[format]), { labels, seed, ...(request.ablationShare === undefined ? {} : { ablationShare: request.ablationShare }) }, tally, write);
  const books = inOrder([...versions.values()].filter(({ key, version }) => tally.codebooks.has(`${key} ${version}`)));
  files.push(await write({ path: CODEBOOK_FILE, contentType: "application/json" }, once(writeCodebooks(books))));
  if (analysis) for (const { path, contentType, text, notes } of await analysisFiles(analysis, { name, layer: request.layer, seed })) files.push({ ...(await write({ path, contentType }, once(new TextEncoder().encode(text)))), ...(notes ? { notes } : {}) });

  if (request.layer === "dawid-skene") {
    const current = await currentCodebook(db, projectId);
    const { models, rows } = current ? await posteriorLayer(db, projectId, current, { among: new Set(selection.traces.map((trace) => trace.id)) }) : { models: [], rows: [] };
    files.push({ ...(await write({ path: "posteriors.csv", contentType: "text/csv; charset=utf-8" }, posteriorsCsv(rows))), notes: [NO_SPANS, CSV_ESCAPING] });
    files.push({ ...(await write({ path: "posteriors-models.json", contentType: "application/json" }, once(new TextEncoder().encode(`${JSON.stringify({ layer: "dawid-skene", codebook: current && { key: current.key, version: current.version }, note: NO_SPANS, models }, null, 2)}\n`)))), notes: [NO_SPANS] });
  }

  const facts = (): ReleaseFacts => ({
    name, version: request.version, project: project.slug, frozenAt: frozenAt.toISOString(), productVersion: PRODUCT_VERSION, seed,
    filters: withoutGaps(request.filter), layer: request.layer, codebooks: books.map(bookFacts), counts: tally.counts, files: [...files],
  });
  step({ traces: tally.counts.traces, of: selection.traces.length, doing: "agreement" });
  const agreement = await agreementRows(db, projectId, books, new Set(selection.traces.map((trace) => trace.id)), seed);
  const card = cardOf(facts(), request, tally, books, agreement);
  files.push(await write({ path: "README.md", contentType: "text/markdown; charset=utf-8" }, once(writeDatasetCard(card))));
  files.push(await write({ path: "croissant.json", contentType: "application/ld+json" }, once(writeCroissant({ ...card, release: facts() }))));
  const manifest = writeManifest(facts());
  await write({ path: "manifest.json", contentType: "application/json" }, once(manifest));
  await finishRelease(db, projectId, id, { state: "frozen", manifest: JSON.parse(new TextDecoder().decode(manifest)), frozenAt });
}

/** All files of the chosen formats in one pass over the rows. */
async function writeTables(rows: AsyncIterable<ReleaseTrace>, writers: readonly ReleaseWriter[], context: WriterContext, { counts }: ReleaseTally, write: (file: ReleaseWriter, bytes: AsyncIterable<Uint8Array>) => Promise<WrittenFile>): Promise<ReleasedFile[]> {
  const tables = writers.map((writer) => ({ writer, leftOut: new LeftOut() }));
  if (tables.length === 0) {
    for await (const _ of rows);
    return [];
  }
  const copies = broadcast(rows, tables.length);
  const settled = await Promise.allSettled(tables.map(({ writer, leftOut }, index) => write(writer, writer.write(copies[index]!, context, leftOut))));
  const failed = settled.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return settled.flatMap((result, index) => {
    const { writer, leftOut } = tables[index]!;
    if (result.status === "rejected") return [];
    const left = leftOut.counts();
    return [{ ...result.value, ...(writer.rows ? { rows: counts[writer.rows] } : {}), ...(Object.keys(left).length > 0 ? { leftOut: left } : {}), ...(writer.notes ? { notes: writer.notes } : {}) }];
  });
}

async function clear(db: Database, projectId: string, releaseId: string): Promise<void> {
  for (const file of await filesOf(db, projectId, { kind: "release", id: releaseId })) await removeFile(db, projectId, file.id);
  await forgetReleased(db, projectId, releaseId);
}

const inOrder = (books: readonly CodebookVersion[]): CodebookVersion[] => books.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.version - b.version));
const bookFacts = ({ key, version, body }: CodebookVersion): ReleaseFacts["codebooks"][number] => ({ key, version, sha256: createHash("sha256").update(JSON.stringify(body)).digest("hex") });
const withoutGaps = (filter: Release["request"]["filter"]): ReleaseFacts["filters"] => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ReleaseFacts["filters"];
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes; }
