import { byteChunks } from "./byte-chunks";
import type { NameFacts } from "./checkpoint-name";
import { BrokenStream } from "./decompress";
import type { ImportPlan } from "./import-plan";
import { planFor } from "./import-plan";
import { jsonLineRows } from "./json-line-rows";
import { mappedRows } from "./mapped-rows";
import type { ReadOptions } from "./read-options";
import { said } from "./said";
import type { ReadRow } from "./trace-record";
import { rowError } from "./trace-record";
import { wholeFile } from "./whole-file";
import type { ZipLimits } from "./zip-entries";
import { zipEntries } from "./zip-entries";

/** The codebook.json beside the traces of a zipped release; null where there is none, or no zip that can be read: its rows will say what is wrong. */
export async function releaseCodebook(bytes: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<string | null> {
  const file = await wholeFile(bytes, options.maxBytes);
  try {
    const found = file.broken === undefined ? entryOf(zipEntries(file.bytes, limitsOf(options)), "codebook.json") : undefined;
    return found ? new TextDecoder().decode(found) : null;
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    return null;
  }
}

const limitsOf = (options: ReadOptions): ZipLimits => ({ maxEntries: 10_000, maxBytes: Math.min(options.maxUnpackedBytes, 8 * options.maxBytes) });
const entryOf = (entries: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array | undefined => [...entries].find(([path]) => path === name || path.endsWith(`/${name}`))?.[1];

/** A release downloaded as a zip: its traces.jsonl, wherever in the archive it lies. Large releases are better imported as that file alone, which streams. */
export async function* releaseRows(bytes: AsyncIterable<Uint8Array>, plan: ImportPlan, name: NameFacts, options: ReadOptions): AsyncGenerator<ReadRow> {
  const start = { line: 1, byteOffset: 0 };
  const file = await wholeFile(bytes, options.maxBytes);
  if (file.broken !== undefined) { yield rowError(start, said("breaks-off", { why: file.broken })); return; }
  let entries: ReadonlyMap<string, Uint8Array>;
  try {
    entries = zipEntries(file.bytes, limitsOf(options));
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    yield rowError(start, said("bad-archive", { why: error.message }));
    return;
  }
  const traces = entryOf(entries, "traces.jsonl");
  if (!traces) yield rowError(start, said("no-traces-in-archive"));
  else yield* mappedRows(jsonLineRows(byteChunks(traces), options), { ...planFor("native"), ...(plan.model === undefined ? {} : { model: plan.model }) }, name);
}
