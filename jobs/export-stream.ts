import { writeNative } from "@/core/formats/native-writer";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { codebooks } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { releaseRows } from "@/data/release-rows";
import { releasePages } from "@/data/release-selection";
import type { TraceFilter } from "@/data/trace-filter";

/** Traces chosen at once. */
const PAGE = 1000;

/** The current state of a project as native lines, without freezing anything: each thousand traces as they stand when they are reached. Memory does not grow with the project. */
export const exportStream = (db: Database, projectId: string, layer: string, filter: TraceFilter = {}): AsyncIterable<Uint8Array> => writeNative(rows(db, projectId, layer, filter));

async function* rows(db: Database, projectId: string, layer: string, filter: TraceFilter): AsyncGenerator<ReleaseTrace> {
  const versions = new Map((await codebooks(db, projectId)).map((version) => [version.id, version]));
  for await (const selection of releasePages(db, projectId, layer, filter, PAGE)) for await (const { row } of releaseRows(db, projectId, selection, versions)) yield row;
}
