import { jsonLineRows } from "./json-line-rows";
import { member } from "./json-text";
import type { JsonObject } from "./json-text";
import type { ReadOptions } from "./read-options";

/** Whether a record is a line of an import's rejects: a place, a reason, and the row as it came. */
export const isReject = (record: JsonObject): boolean =>
  typeof member(record, "source") === "string" && typeof member(record, "reason") === "string" && Object.hasOwn(record, "byteOffset") && Object.keys(record).every((key) => ["file", "line", "byteOffset", "reason", "code", "params", "source"].includes(key));

/** The rejected rows themselves, one a line, so that a downloaded and mended rejects file is read as what its rows are. What is no such line goes through as it is: the inner reader says what is wrong with it. */
export async function* rejectSources(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const placed of jsonLineRows(chunks, options)) {
    const source = placed.kind === "row" ? member(placed.row.value, "source") : placed.source;
    // A source that spans lines was one JSON text: line feeds between its parts mean nothing.
    yield encoder.encode(`${(typeof source === "string" ? source : placed.kind === "row" ? placed.text : "").replaceAll(/[\r\n]+/g, " ")}\n`);
  }
}
