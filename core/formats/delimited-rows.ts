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
  let top = "";
  /** A record that is no row stands under its header, so that it can be mended as it is. */
  const titled = (error: ReadError): ReadError => (top === "" || error.source === "" ? error : { ...error, source: `${top}\n${error.source}` });
  for await (const record of quotedRecords(chunks, delimiter, options)) {
    if (record.kind === "error") { yield titled(record); continue; }
    const cells = cellsOf(record.text, record.separator);
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

type Record = { readonly kind: "record"; readonly text: string; /** Tab, comma or semicolon, the same in the whole file. */ readonly separator: string; readonly repairs: number; readonly line: number; readonly byteOffset: number };

/** Joins lines while a quoted cell is open. */
async function* quotedRecords(chunks: AsyncIterable<Uint8Array>, delimiter: "\t" | "auto", options: ReadOptions): AsyncGenerator<Record | ReadError> {
  let separator: string | undefined;
  let open: { readonly pieces: string[]; size: number; repairs: number; readonly line: number; readonly byteOffset: number } | undefined;
  for await (const line of splitLines(chunks, options)) {
    if (line.kind === "too-long") { open = undefined; yield rowError(line, said("line-too-long", { bytes: line.bytes, most: options.maxLineBytes }), line.head); continue; }
    if (line.kind === "broken") {
      if (open) yield rowError(open, said("cut-in-record"), open.pieces.join("\n"));
      open = undefined;
      yield rowError(line, said("breaks-off", { why: line.reason }));
      continue;
    }
    separator ??= delimiter === "auto" ? likelyDelimiter(line.text) : delimiter;
    const ended = !staysOpen(line.text, separator, open !== undefined);
    open ??= { pieces: [], size: 0, repairs: 0, line: line.line, byteOffset: line.byteOffset };
    open.pieces.push(line.text);
    open.size += line.text.length;
    open.repairs += line.repairs;
    if (ended) {
      const text = open.pieces.join("\n");
      yield { kind: "record", separator, text: text.endsWith("\r") ? text.slice(0, -1) : text, repairs: open.repairs, line: open.line, byteOffset: open.byteOffset };
      open = undefined;
    } else if (open.size > options.maxLineBytes) {
      yield rowError(open, said("quote-too-long"), open.pieces.join("\n"));
      open = undefined;
    }
  }
  if (open) yield rowError(open, said("quote-never-closed"), open.pieces.join("\n"));
}

/** Whether a quoted cell is open at the end of a line. Only a quote that begins a cell opens one: within a cell it is a character, and swallows no line. @param open one was open before the line */
function staysOpen(line: string, separator: string, open: boolean): boolean {
  if (!open && !line.includes('"')) return false;
  let at = 0;
  for (let quoted = open || line.startsWith('"'); ;) {
    if (quoted) {
      const close = line.indexOf('"', open ? at : at + 1);
      open = false;
      if (close < 0) return true;
      at = close + 1;
      if (line[at] === '"') continue; // two are one within the cell
    }
    const next = line.indexOf(separator, at);
    if (next < 0) return false;
    at = next + 1;
    quoted = line[at] === '"';
  }
}

/** The cells of one record, or why there are none. */
function cellsOf(text: string, delimiter: string): readonly string[] | Said {
  const bare = text.split(delimiter);
  if (!bare.some((cell) => cell.startsWith('"'))) return bare;
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
