import { createHash } from "node:crypto";
import { CSV_ESCAPING } from "@/core/formats/csv-text";
import type { ReleaseFacts } from "@/core/formats/manifest";
import { writeManifest } from "@/core/formats/manifest";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { writeNative } from "@/core/formats/native-writer";
import { writeAnswersParquet, writeRelationsParquet, writeSpansParquet, writeTracesParquet } from "@/core/formats/parquet-tables";
import { writeSpansCsv } from "@/core/formats/spans-csv";
import type { CodebookVersion } from "@/data/codebooks";
import { codebooks } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { PRODUCT_VERSION } from "@/data/migrate";
import { projectById } from "@/data/projects";
import { finishRelease, forgetReleased, noteReleased, releaseById } from "@/data/releases";
import type { Release, ReleaseFormat } from "@/data/releases";
import { releaseRows } from "@/data/release-rows";
import { selectRelease } from "@/data/release-selection";
import { filesOf, removeFile } from "@/data/stored-files";
import { broadcast } from "./broadcast";
import { CODEBOOK_FILE, writeCodebooks } from "./codebook-file";
import type { JobContext, JobHandler } from "./job-context";
import { Breather, JobStopped } from "./job-context";
import { writeReleaseFile } from "./write-release-file";

interface TableFile {
  readonly path: string;
  readonly contentType: string;
  readonly write: (rows: AsyncIterable<ReleaseTrace>) => AsyncIterable<Uint8Array>;
  readonly rows: keyof ReleaseFacts["counts"];
  readonly leftOut?: readonly (keyof ReleaseFacts["counts"])[];
  readonly notes?: readonly string[];
}

const PARQUET = "application/vnd.apache.parquet";
const FILES: Readonly<Record<ReleaseFormat, readonly TableFile[]>> = {
  jsonl: [{ path: "traces.jsonl", contentType: "application/x-ndjson", write: writeNative, rows: "traces" }],
  csv: [{ path: "spans.csv", contentType: "text/csv; charset=utf-8", write: writeSpansCsv, rows: "spans", leftOut: ["relations", "answers"], notes: [CSV_ESCAPING] }],
  parquet: [
    { path: "data/traces-00000-of-00001.parquet", contentType: PARQUET, write: writeTracesParquet, rows: "traces" },
    { path: "data/spans-00000-of-00001.parquet", contentType: PARQUET, write: writeSpansParquet, rows: "spans" },
    { path: "data/relations-00000-of-00001.parquet", contentType: PARQUET, write: writeRelationsParquet, rows: "relations" },
    { path: "data/answers-00000-of-00001.parquet", contentType: PARQUET, write: writeAnswersParquet, rows: "answers" },
  ],
};

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
    if (error instanceof JobStopped && error.reason !== "cancelled") throw error;
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
  const counts = { traces: 0, annotations: 0, spans: 0, relations: 0, answers: 0 };
  const used = new Set<string>();
  const breather = new Breather();

  async function* counted(): AsyncGenerator<ReleaseTrace> {
    let noted: string[] = [];
    for await (const { traceId, row } of releaseRows(db, projectId, selection, versions)) {
      counts.traces++;
      counts.annotations += row.annotations.length;
      for (const annotation of row.annotations) {
        counts.spans += annotation.spans.length;
        counts.relations += annotation.relations.length;
        counts.answers += Object.keys(annotation.answers).length;
        used.add(`${annotation.codebook.key} ${annotation.codebook.version}`);
      }
      noted.push(traceId);
      if (noted.length === 500) {
        await noteReleased(db, projectId, id, noted);
        noted = [];
      }
      step({ traces: counts.traces, of: selection.traces.length });
      yield row;
      await breather.pause();
    }
    await noteReleased(db, projectId, id, noted);
  }

  const tables = request.formats.flatMap((format) => FILES[format]);
  const rows = broadcast(counted(), tables.length);
  const settled = await Promise.allSettled(tables.map((table, index) => writeReleaseFile(db, projectId, id, table, table.write(rows[index]!))));
  const failed = settled.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  const written = settled.flatMap((result, index) => {
    const table = tables[index];
    if (result.status === "rejected" || !table) return [];
    const leftOut = Object.fromEntries((table.leftOut ?? []).map((kind) => [kind, counts[kind]]));
    return [{ ...result.value, rows: counts[table.rows], ...(table.leftOut ? { leftOut } : {}), ...(table.notes ? { notes: table.notes } : {}) }];
  });

  const books = [...versions.values()].filter(({ key, version }) => used.has(`${key} ${version}`));
  const codebookBytes = writeCodebooks(books);
  const codebookFile = await writeReleaseFile(db, projectId, id, { path: CODEBOOK_FILE, contentType: "application/json" }, once(codebookBytes));
  const manifest = writeManifest({
    name, version: request.version, project: project.slug, frozenAt: frozenAt.toISOString(), productVersion: PRODUCT_VERSION, ...(request.seed === undefined ? {} : { seed: request.seed }),
    filters: withoutGaps(request.filter), layer: request.layer, codebooks: books.map(bookFacts), counts, files: [...written, codebookFile],
  });
  await writeReleaseFile(db, projectId, id, { path: "manifest.json", contentType: "application/json" }, once(manifest));
  await finishRelease(db, projectId, id, { state: "frozen", manifest: JSON.parse(new TextDecoder().decode(manifest)), frozenAt });
}

async function clear(db: Database, projectId: string, releaseId: string): Promise<void> {
  for (const file of await filesOf(db, projectId, { kind: "release", id: releaseId })) await removeFile(db, projectId, file.id);
  await forgetReleased(db, projectId, releaseId);
}

const bookFacts = ({ key, version, body }: CodebookVersion): ReleaseFacts["codebooks"][number] => ({ key, version, sha256: createHash("sha256").update(JSON.stringify(body)).digest("hex") });
const withoutGaps = (filter: Release["request"]["filter"]): ReleaseFacts["filters"] => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ReleaseFacts["filters"];
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes; }
