import { Zstd } from "@hpcc-js/wasm-zstd";
import type { BasicType } from "hyparquet-writer";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { PackedTexts } from "./packed-texts";

export type ParquetValue = string | number | bigint | boolean | undefined;

export interface ParquetColumn<Row> {
  readonly name: string;
  readonly type: Extract<BasicType, "STRING" | "INT32" | "INT64" | "DOUBLE" | "BOOLEAN">;
  /** undefined is null; INT64 takes whole numbers too. */
  readonly of: (row: Row) => ParquetValue;
  /** Nulls do not occur. */
  readonly required: boolean;
  /** A STRING of any length: it waits packed, and has no statistics, for which the writer would keep two whole texts of each row group until the file ends. */
  readonly long?: boolean;
}

export type ParquetTable<Row> = readonly ParquetColumn<Row>[];

/** A row group closes at this many rows or characters of text, whichever comes first; part of the fixed settings. */
const GROUP_ROWS = 20_000;
const GROUP_CHARACTERS = 4_000_000;
const ZSTD_LEVEL = 3;

/** A Parquet file, row group by row group: memory holds the columns of one group. Zstandard, statistics, data pages v2, fixed settings, so the same rows give the same bytes. A table without rows is a valid file.
 *  @param rows in handfuls of any size, which do not show in the file: a million promises take longer than a million rows */
export async function* writeParquet<Row>(table: ParquetTable<Row>, rows: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  const zstd = await loadZstd();
  const writer = new DrainedWriter();
  const parquet = new ParquetWriter({
    writer, schema: schemaFromColumnData({ columnData: table.map(({ name, type, required }) => ({ name, type, nullable: !required, data: [] })) }),
    codec: "ZSTD", compressors: { ZSTD: (input) => zstd.compress(input, ZSTD_LEVEL) }, createdBy: "switchback",
  });
  const waiting = table.map(({ long }): Waiting => (long ? new PackedTexts() : new Values()));
  let held = 0;
  let characters = 0;
  const writeGroup = async (): Promise<Uint8Array> => {
    await parquet.write({ columnData: table.map(({ name, long }, at) => ({ name, data: waiting[at]!.take(), offsetIndex: false, statistics: !long })), rowGroupSize: GROUP_ROWS });
    held = 0;
    characters = 0;
    return writer.drain();
  };
  for await (const handful of rows) {
    for (const row of handful) {
      for (let at = 0; at < table.length; at++) {
        const { of, type } = table[at]!;
        const value = of(row);
        if (typeof value === "string") characters += value.length;
        waiting[at]!.push(type === "INT64" && typeof value === "number" ? BigInt(value) : value);
      }
      if (++held === GROUP_ROWS || characters >= GROUP_CHARACTERS) yield await writeGroup();
    }
  }
  if (held > 0) yield await writeGroup();
  await parquet.finish();
  yield writer.drain();
}

/** A column's values while its row group fills. */
interface Waiting {
  push(value: ParquetValue): void;
  /** What was pushed since the last time. */
  take(): unknown[];
}

class Values implements Waiting {
  #values: ParquetValue[] = [];
  push(value: ParquetValue): void { this.#values.push(value); }
  take(): ParquetValue[] {
    const taken = this.#values;
    this.#values = [];
    return taken;
  }
}

/** The compressor. Its own way out of the WebAssembly memory goes through a list of numbers, byte by byte, which took a third of the time of a table; a view that is copied once gives the same bytes. */
async function loadZstd(): Promise<Zstd> {
  const zstd = await Zstd.load();
  const memory: unknown = Reflect.get(zstd, "_mainModule");
  if (isHeap(memory)) memory.heapToUint8Array = (place) => memory.heapView(place).slice();
  return zstd;
}

interface Heap {
  heapView(place: unknown): Uint8Array;
  heapToUint8Array(place: unknown): Uint8Array;
}
const isHeap = (value: unknown): value is Heap => typeof value === "object" && value !== null && "heapView" in value && typeof value.heapView === "function" && "heapToUint8Array" in value;

/** A writer whose bytes can be taken out between row groups; offsets keep counting. */
class DrainedWriter extends ByteWriter {
  drain(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}
