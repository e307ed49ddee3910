import type { FileMetaData, RowGroup } from "hyparquet";
import { parquetMetadataAsync } from "hyparquet";
import type { PlacedRow } from "./json-line-rows";
import type { ParquetGroup } from "./parquet-group";
import { decodeGroup } from "./parquet-group";
import { checkPages } from "./parquet-pages";
import type { ReadOptions } from "./read-options";
import { said } from "./said";
import { rowError } from "./trace-record";
import { wholeFile } from "./whole-file";

/** More than any writer makes: a damaged or hostile index. */
const MAX_GROUP_ROWS = 10_000_000;
const MAX_GROUP_BYTES = 2 ** 32;

/** Rows of a Parquet file: the packed file is collected (its index stands at the end; ≤ `maxBytes`), row groups are decoded one at a time, by `decodeParquet` where the caller lends one. `line` is the row's number.
 *  A row group that cannot be decoded is one error, and reading goes on after it. */
export async function* parquetRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<PlacedRow> {
  const { bytes, broken } = await wholeFile(chunks, options.maxBytes);
  const start = { line: 1, byteOffset: 0 };
  if (broken !== undefined) { yield rowError(start, said("parquet-breaks-off", { why: broken })); return; }
  const file = bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes).buffer;
  let metadata;
  try {
    metadata = await parquetMetadataAsync(file);
  } catch (error) {
    yield rowError(start, said("not-parquet", { why: message(error) }));
    return;
  }
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows);
    const unpacked = group.columns.reduce((sum, column) => sum + Number(column.meta_data?.total_uncompressed_size ?? 0), 0);
    if (!(groupRows >= 0 && groupRows <= MAX_GROUP_ROWS && unpacked <= MAX_GROUP_BYTES)) {
      yield rowError({ line: groupStart + 1, byteOffset: 0 }, said("parquet-group-too-large", { rows: groupRows, bytes: unpacked }));
      return;
    }
    const damage = damageOf(file, group);
    if (damage !== null) {
      yield rowError({ line: groupStart + 1, byteOffset: 0 }, said("parquet-rows", { from: groupStart + 1, to: groupStart + groupRows, why: damage }));
      groupStart += groupRows;
      continue;
    }
    let decoded = groupStart;
    try {
      for await (const slice of (options.decodeParquet ?? decodeGroup)(groupOf(bytes, metadata, group))) {
        for (const value of slice) {
          decoded++;
          yield { kind: "row", row: { value, parents: [], repairs: 0 }, line: decoded, byteOffset: 0, text: JSON.stringify(value) };
        }
      }
    } catch (error) {
      yield rowError({ line: decoded + 1, byteOffset: 0 }, said("parquet-rows", { from: decoded + 1, to: groupStart + groupRows, why: message(error) }));
    }
    groupStart += groupRows;
  }
}

function damageOf(file: ArrayBuffer, group: RowGroup): string | null {
  try {
    checkPages(file, group);
    return null;
  } catch (error) {
    return message(error);
  }
}

/** The group with its own pages: from its first to its last byte. */
function groupOf(bytes: Uint8Array, metadata: FileMetaData, group: RowGroup): ParquetGroup {
  const places = group.columns.flatMap(({ meta_data: column }) => (column ? [[Number(column.dictionary_page_offset ?? column.data_page_offset), Number(column.total_compressed_size)] as const] : []));
  const offset = Math.min(...places.map(([start]) => start));
  const end = Math.max(...places.map(([start, size]) => start + size));
  return {
    metadata: { ...metadata, row_groups: [group] }, pages: new Uint8Array(bytes.slice(offset, end)), offset, fileBytes: bytes.length, rows: Number(group.num_rows),
    unpacked: group.columns.reduce((sum, column) => sum + Number(column.meta_data?.total_uncompressed_size ?? 0), 0),
  };
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));
