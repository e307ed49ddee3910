import type { FileMetaData } from "hyparquet";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { JsonObject, JsonValue } from "./json-text";

/** One row group of a Parquet file with its packed pages alone: everything that decoding it needs, as data that can go to a thread. */
export interface ParquetGroup {
  /** The file's, with only this row group. */
  readonly metadata: FileMetaData;
  /** Packed pages of the group. */
  readonly pages: Uint8Array<ArrayBuffer>;
  /** Where they begin in the file. */
  readonly offset: number;
  readonly fileBytes: number;
  readonly rows: number;
  /** Bytes that the index says it unpacks to. */
  readonly unpacked: number;
}

/** Rows of a group in slices. May throw at any point: then the rest of the group is lost. A server lends one that runs in a thread with a time limit. */
export type GroupDecoder = (group: ParquetGroup) => AsyncIterable<readonly JsonObject[]>;

const SLICE_ROWS = 1_000;
/** Groups that unpack to less are decoded once and held; larger ones slice by slice. */
const HELD_BYTES = 128 * 2 ** 20;

/** Decodes here, in the calling thread: a damaged page can keep it busy for long. */
export async function* decodeGroup({ metadata, pages, offset, fileBytes, rows, unpacked }: ParquetGroup): AsyncGenerator<readonly JsonObject[]> {
  const file = { byteLength: fileBytes, slice: (start: number, end = fileBytes): ArrayBuffer => pages.slice(start - offset, end - offset).buffer };
  const size = unpacked <= HELD_BYTES ? Math.max(rows, 1) : SLICE_ROWS;
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(from + size, rows);
    const decoded = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: to });
    if (decoded.length !== to - from) throw new Error(`${decoded.length} rows where ${to - from} should be`);
    for (let at = 0; at < decoded.length; at += SLICE_ROWS) yield decoded.slice(at, at + SLICE_ROWS).map((row) => toJson(row) as JsonObject);
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
