import { Zstd } from "@hpcc-js/wasm-zstd";
import type { BasicType, ColumnSource } from "hyparquet-writer";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

export type ParquetValue = string | number | bigint | boolean | undefined;

export interface ParquetColumn<Row> {
  readonly name: string;
  readonly type: Extract<BasicType, "STRING" | "INT32" | "INT64" | "DOUBLE" | "BOOLEAN">;
  /** undefined is null; INT64 takes whole numbers too. */
  readonly of: (row: Row) => ParquetValue;
  /** Nulls do not occur. */
  readonly required: boolean;
}

export type ParquetTable<Row> = readonly ParquetColumn<Row>[];

/** A row group closes at this many rows or characters of text, whichever comes first; part of the fixed settings. */
const GROUP_ROWS = 50_000;
const GROUP_CHARACTERS = 8_000_000;
const ZSTD_LEVEL = 3;

/** A Parquet file, row group by row group: memory holds one group. Zstandard, statistics, data pages v2, fixed settings, so the same rows give the same bytes. A table without rows is a valid file. */
export async function* writeParquet<Row>(table: ParquetTable<Row>, rows: AsyncIterable<Row>): AsyncGenerator<Uint8Array> {
  const zstd = await Zstd.load();
  const writer = new DrainedWriter();
  const parquet = new ParquetWriter({
    writer, schema: schemaFromColumnData({ columnData: columnsOf(table, []) }), codec: "ZSTD", compressors: { ZSTD: (input) => zstd.compress(input, ZSTD_LEVEL) }, createdBy: "switchback",
  });
  let group: Row[] = [];
  let characters = 0;
  const writeGroup = async (): Promise<Uint8Array> => {
    await parquet.write({ columnData: columnsOf(table, group).map(({ name, data }) => ({ name, data, offsetIndex: false })), rowGroupSize: GROUP_ROWS });
    group = [];
    characters = 0;
    return writer.drain();
  };
  for await (const row of rows) {
    group.push(row);
    for (const { of, type } of table) if (type === "STRING") characters += (of(row) as string | undefined)?.length ?? 0;
    if (group.length === GROUP_ROWS || characters >= GROUP_CHARACTERS) yield await writeGroup();
  }
  if (group.length > 0) yield await writeGroup();
  await parquet.finish();
  yield writer.drain();
}

/** Columns of one row group; an empty group gives the schema. */
function columnsOf<Row>(table: ParquetTable<Row>, rows: readonly Row[]): ColumnSource[] {
  return table.map(({ name, type, of, required }) => ({
    name, type, nullable: !required,
    data: rows.map((row) => { const value = of(row); return type === "INT64" && typeof value === "number" ? BigInt(value) : value; }),
  }));
}

/** A writer whose bytes can be taken out between row groups; offsets keep counting. */
class DrainedWriter extends ByteWriter {
  drain(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}
