import { splitLines } from "./lines";
import { Malformed } from "./native-annotation";
import type { ReadOptions } from "./read-options";
import type { Row } from "./row-to-trace";
import { jsonRow } from "./row-to-trace";
import { said } from "./said";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";

/** A row with its place, before it is mapped. */
export type PlacedRow = { readonly kind: "row"; readonly row: Row; readonly line: number; readonly byteOffset: number; readonly text: string } | ReadError;

/** Rows of JSON Lines. Blank lines are skipped; a last line that does not parse is where the file was cut off. */
export async function* jsonLineRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<PlacedRow> {
  for await (const line of splitLines(chunks, options)) {
    if (line.kind === "broken") yield rowError(line, said("breaks-off", { why: line.reason }));
    else if (line.kind === "too-long") yield rowError(line, said("line-too-long", { bytes: line.bytes, most: options.maxLineBytes }), line.head);
    else if (!isBlank(line.text)) {
      try {
        yield { kind: "row", row: jsonRow(line.text, line.repairs), line: line.line, byteOffset: line.byteOffset, text: line.text };
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        yield rowError(line, line.ended ? error.said : said("cut-in-line", { why: String(error.said.params.why ?? error.message) }), line.text);
      }
    }
  }
}

const isBlank = (text: string): boolean => text.length < 3 && text.trim() === "";
