import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { fromCsvText } from "./csv-text";
import type { PlacedRow } from "./json-line-rows";
import { splitLines } from "./lines";
import { NATIVE_FORMAT } from "./native-record";
import type { ReadOptions } from "./read-options";
import type { Said } from "./said";
import { said } from "./said";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";

/** Rows of CSV or TSV (RFC 4180 quoting, any line ends inside quotes): the first record names the columns, every cell is text, an empty cell is absent.
 *  @param delimiter "auto" takes what the header has most of: tab, comma or semicolon */
export async function* delimitedRows(chunks: AsyncIterable<Uint8Array>, delimiter: "\t" | "auto", options: ReadOptions): AsyncGenerator<PlacedRow> {
  let header: readonly string[] | undefined;
  let separator = ",";
  let top = "";
  /** A record that is no row stands under its header, so that it can be mended as it is. */
  const titled = (error: ReadError): ReadError => (top === "" || error.source === "" ? error : { ...error, source: `${top}\n${error.source}` });
  for await (const record of quotedRecords(chunks, options)) {
    if (record.kind === "error") { yield titled(record); continue; }
    if (header === undefined) separator = delimiter === "auto" ? likelyDelimiter(record.text) : delimiter;
    const cells = cellsOf(record.text, separator);
    if ("code" in cells) { yield titled(rowError(record, cells, record.text)); continue; }
    if (header === undefined) { header = distinctNames(cells); top = record.text; continue; }
    const names = header;
    if (cells.length === 1 && cells[0] === "") continue;
    if (cells.length !== names.length) { yield titled(rowError(record, said("cells", { cells: cells.length, columns: names.length }), record.text)); continue; }
    const ours = names[0] === "format" && cells[0] === NATIVE_FORMAT;
    const value = Object.fromEntries(cells.flatMap((cell, index): [string, string][] => (cell === "" ? [] : [[names[index]!, ours ? fromCsvText(cell) : cell]])));
    yield { kind: "row", row: { value, parents: [], repairs: record.repairs }, line: record.line, byteOffset: record.byteOffset, text: JSON.stringify(value) };
  }
}

type Record = { readonly kind: "record"; readonly text: string; readonly repairs: number; readonly line: number; readonly byteOffset: number };

/** Joins lines while a quote is open. */
async function* quotedRecords(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Record | ReadError> {
  let open: { readonly pieces: string[]; size: number; repairs: number; readonly line: number; readonly byteOffset: number } | undefined;
  for await (const line of splitLines(chunks, options)) {
    if (line.kind === "too-long") { open = undefined; yield rowError(line, said("line-too-long", { bytes: line.bytes, most: options.maxLineBytes }), line.head); continue; }
    if (line.kind === "broken") {
      if (open) yield rowError(open, said("cut-in-record"), open.pieces.join("\n"));
      open = undefined;
      yield rowError(line, said("breaks-off", { why: line.reason }));
      continue;
    }
    open ??= { pieces: [], size: 0, repairs: 0, line: line.line, byteOffset: line.byteOffset };
    const closes = oddQuotes(line.text) === (open.pieces.length > 0);
    open.pieces.push(line.text);
    open.size += line.text.length;
    open.repairs += line.repairs;
    if (closes) {
      const text = open.pieces.join("\n");
      yield { kind: "record", text: text.endsWith("\r") ? text.slice(0, -1) : text, repairs: open.repairs, line: open.line, byteOffset: open.byteOffset };
      open = undefined;
    } else if (open.size > options.maxLineBytes) {
      yield rowError(open, said("quote-too-long"), open.pieces.join("\n"));
      open = undefined;
    }
  }
  if (open) yield rowError(open, said("quote-never-closed"), open.pieces.join("\n"));
}

function oddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

/** The cells of one record, or why there are none. */
function cellsOf(text: string, delimiter: string): readonly string[] | Said {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records: string[][] = parse(text, { delimiter, record_delimiter: "\u0000", skip_empty_lines: false, relax_column_count: true });
    return records[0] ?? [""];
  } catch (error) {
    if (error instanceof CsvError) return said("not-csv", { why: error.message });
    throw error;
  }
}

function likelyDelimiter(header: string): string {
  const counts = ["\t", ",", ";"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best), { delimiter: ",", count: 1 }).delimiter;
}

/** Column names; a repeated one is numbered. */
function distinctNames(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const times = (seen.get(cell) ?? 0) + 1;
    seen.set(cell, times);
    return times === 1 ? cell : `${cell} (${times})`;
  });
}
