import { jsonLineRows } from "./json-line-rows";
import type { PlacedRow } from "./json-line-rows";
import { member } from "./json-text";
import type { JsonObject } from "./json-text";
import type { ReadOptions } from "./read-options";

const KEYS = ["file", "line", "byteOffset", "reason", "code", "params", "plan", "source"];

/** Whether a record is a line of an import's rejects: a place, a reason, and the row as it came. */
export const isReject = (record: JsonObject): boolean =>
  typeof member(record, "source") === "string" && typeof member(record, "reason") === "string" && Object.hasOwn(record, "byteOffset") && Object.keys(record).every((key) => KEYS.includes(key));

/** The rejected row in a line of a rejects file. What is no such line is the row itself: its reader says what is wrong with it. */
export function sourceOfReject(placed: PlacedRow): string {
  const source = placed.kind === "row" ? member(placed.row.value, "source") : placed.source;
  return typeof source === "string" ? source : placed.kind === "row" ? placed.text : "";
}

/** A source that spans lines was one JSON text: line feeds between its parts mean nothing. */
export const withoutLines = (source: string): string => source.replaceAll(/[\r\n]+/g, " ");

/** The rejected rows themselves, one a line, so that what they are is detected as in any file. */
export async function* rejectSources(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const placed of jsonLineRows(chunks, options)) yield encoder.encode(`${withoutLines(sourceOfReject(placed))}\n`);
}
