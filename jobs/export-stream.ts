import { writeNative } from "@/core/formats/native-writer";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { codebooks } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { releaseRows } from "@/data/release-rows";
import { selectRelease } from "@/data/release-selection";
import type { TraceFilter } from "@/data/trace-filter";

/** The current state of a project as native lines, without freezing anything: one moment of it, read while it is sent. */
export async function* exportStream(db: Database, projectId: string, layer: string, filter: TraceFilter = {}): AsyncGenerator<Uint8Array> {
  const versions = new Map((await codebooks(db, projectId)).map((version) => [version.id, version]));
  const selection = await selectRelease(db, projectId, layer, filter);
  yield* writeNative(rowsOnly(releaseRows(db, projectId, selection, versions)));
}

async function* rowsOnly(pairs: AsyncIterable<{ readonly row: ReleaseTrace }>): AsyncGenerator<ReleaseTrace> {
  for await (const { row } of pairs) yield row;
}
