import { encoded } from "./bytes";
import type { ReleaseTrace } from "./native-record";
import { writeNativeLine } from "./native-record";

/** traces.jsonl: one record a line, in the order of the rows, each line ended. Holds everything. */
export const writeNative = (rows: AsyncIterable<ReleaseTrace>): AsyncIterable<Uint8Array> => encoded(lines(rows));

async function* lines(rows: AsyncIterable<ReleaseTrace>): AsyncGenerator<string> {
  for await (const trace of rows) yield `${writeNativeLine(trace)}\n`;
}
