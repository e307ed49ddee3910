import type { RowGroup } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";

/** Values that one column of one row group may claim: beyond any writer's, near enough that decoding them ends soon. */
const MOST_VALUES = 20_000_000;

/** Walks the page headers of a row group before anything is decoded: a damaged count would otherwise keep the decoder busy for minutes, which nothing can interrupt.
 *  @throws Error naming the column whose pages cannot be */
export function checkPages(file: ArrayBuffer, group: RowGroup): void {
  for (const { meta_data: column } of group.columns) {
    if (!column) continue;
    const name = column.path_in_schema.join(".");
    const refuse = (what: string): never => { throw new Error(`column ${name}: ${what}`); };
    const most = Number(column.num_values);
    if (!(most >= 0 && most <= MOST_VALUES)) refuse(`${most} values in one row group`);
    const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
    const size = Number(column.total_compressed_size);
    if (!(start >= 0 && size >= 0 && start + size <= file.byteLength)) refuse("its pages lie outside the file");
    const reader = { view: new DataView(file, start, size), offset: 0 };
    let values = 0;
    while (values < most && reader.offset < size - 1) {
      const before = reader.offset;
      const header = parquetHeader(reader);
      const [packed, unpacked] = [header.compressed_page_size, header.uncompressed_page_size];
      if (!(packed >= 0 && reader.offset + packed <= size && unpacked >= 0 && unpacked <= 2 ** 31 - 1)) refuse(`a page of ${packed} bytes, ${unpacked} unpacked`);
      const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
      const entries = header.dictionary_page_header?.num_values ?? 0;
      if (!(count >= 0 && values + count <= most && entries >= 0 && entries <= MOST_VALUES)) refuse(`a page of ${count} values where ${most - values} are left`);
      const levels = [header.data_page_header_v2?.definition_levels_byte_length ?? 0, header.data_page_header_v2?.repetition_levels_byte_length ?? 0];
      if (!levels.every((bytes) => bytes >= 0 && bytes <= packed)) refuse(`levels of ${levels.join(" and ")} bytes in a page of ${packed}`);
      values += count;
      reader.offset += packed;
      if (reader.offset <= before) refuse("a page without end");
    }
  }
}
