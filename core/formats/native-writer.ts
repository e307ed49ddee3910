import { JsonBytes } from "./json-bytes";
import type { ReleaseTrace } from "./native-record";
import { nativeLine } from "./native-record";

/** traces.jsonl: one record a line, in the order of the rows, each line ended. Holds everything. */
export async function* writeNative(rows: AsyncIterable<ReleaseTrace>): AsyncGenerator<Uint8Array> {
  const bytes = new JsonBytes();
  for await (const trace of rows) {
    for (const part of nativeLine(trace)) {
      if (typeof part === "string") bytes.json(part);
      else bytes.text(part.text);
    }
    bytes.json("\n");
    if (bytes.full) yield bytes.take();
  }
  const rest = bytes.take();
  if (rest.length > 0) yield rest;
}
