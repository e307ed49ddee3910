import type { RowGroup } from "hyparquet";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { PlacedRow } from "./json-line-rows";
import type { JsonObject, JsonValue } from "./json-text";
import { checkPages } from "./parquet-pages";
import type { ReadOptions } from "./read-options";
import { rowError } from "./trace-record";
import { wholeFile } from "./whole-file";

/** Rows decoded at a time: a slice of a row group. */
const SLICE_ROWS = 1_000;
/** More than any writer makes: a damaged or hostile index. */
const MAX_GROUP_ROWS = 10_000_000;
const MAX_GROUP_BYTES = 2 ** 32;

/** Rows of a Parquet file: the packed file is collected (its index stands at the end; ≤ `maxBytes`), row groups are unpacked a slice at a time. `line` is the row's number.
 *  A row group that cannot be decoded is one error, and reading goes on after it. */
export async function* parquetRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<PlacedRow> {
  const { bytes, broken } = await wholeFile(chunks, options.maxBytes);
  const start = { line: 1, byteOffset: 0 };
  if (broken !== undefined) { yield rowError(start, `the file breaks off: ${broken}; a Parquet file's index stands at its end, so nothing before it can be read`); return; }
  const file = bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes).buffer;
  let metadata;
  try {
    metadata = await parquetMetadataAsync(file);
  } catch (error) {
    yield rowError(start, `not a whole Parquet file: ${message(error)}`);
    return;
  }
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows);
    const unpacked = group.columns.reduce((sum, column) => sum + Number(column.meta_data?.total_uncompressed_size ?? 0), 0);
    if (!(groupRows >= 0 && groupRows <= MAX_GROUP_ROWS && unpacked <= MAX_GROUP_BYTES)) {
      yield rowError({ line: groupStart + 1, byteOffset: 0 }, `a row group says that it has ${groupRows} rows in ${unpacked} bytes: refused`);
      return;
    }
    const damage = damageOf(file, group);
    if (damage !== null) {
      yield rowError({ line: groupStart + 1, byteOffset: 0 }, `rows ${groupStart + 1}–${groupStart + groupRows} cannot be decoded: ${damage}`);
      groupStart += groupRows;
      continue;
    }
    for (let from = groupStart; from < groupStart + groupRows; from += SLICE_ROWS) {
      const to = Math.min(from + SLICE_ROWS, groupStart + groupRows);
      let rows: readonly Record<string, unknown>[];
      try {
        rows = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: to });
        if (rows.length !== to - from) throw new Error(`${rows.length} rows where ${to - from} should be`);
      } catch (error) {
        yield rowError({ line: from + 1, byteOffset: 0 }, `rows ${from + 1}–${groupStart + groupRows} cannot be decoded: ${message(error)}`);
        break;
      }
      for (const [index, row] of rows.entries()) {
        const value = toJson(row) as JsonObject;
        yield { kind: "row", row: { value, parents: [], repairs: 0 }, line: from + index + 1, byteOffset: 0, text: JSON.stringify(value) };
      }
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

/** What JSON can say of a decoded value: long integers as numbers where exact, else as numerals; NaN and infinities as words; dates in ISO 8601; bytes as hexadecimal. */
function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as Iterable<unknown>, toJson);
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, toJson(item)]));
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));
