import { BrokenStream } from "./decompress";
import { ElementScanner } from "./json-elements";
import type { PlacedRow } from "./json-line-rows";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member, parseForeign } from "./json-text";
import type { ReadOptions } from "./read-options";
import { said } from "./said";
import { encodingOf, textDecoder } from "./text-encoding";
import { rowError } from "./trace-record";

const START = { line: 1, byteOffset: 0 };

/** Rows of one JSON document by the plan's `rows` path ("[]", "results[]", "a[].b[]"), each with the objects around it; `line` is the record's number.
 *  A list at the top is streamed. Other documents are collected up to `maxBytes`, so that what follows the list is known too; one that is larger or cut off is streamed as far as it goes. */
export async function* jsonDocumentRows(chunks: AsyncIterable<Uint8Array>, rows: string, options: ReadOptions): AsyncGenerator<PlacedRow> {
  const path = pathTokens(rows);
  const utf8 = asUtf8(chunks);
  if (path[0] === "[]") { yield* streamedRows(utf8, path, options); return; }
  const start = await collectStart(utf8, options.maxBytes);
  const { text, repairs } = textDecoder("utf-8")(start.bytes);
  const document = start.whole ? tryParse(text) : undefined;
  if (document === undefined && path.includes("[]")) { yield* streamedRows(continued(start, utf8), path, options); return; }
  if (document === undefined) { yield rowError(START, start.whole ? said("not-json-or-cut") : start.broken === undefined ? said("file-too-large", { most: options.maxBytes }) : said("breaks-off", { why: start.broken }), text); return; }
  const places = expand(document.value, path);
  for (const [index, place] of places.entries()) yield placed(place, index + 1, 0, index === 0 ? repairs : 0);
  if (places.length === 0) yield rowError(START, said("no-records-at", { path: rows }));
}

async function* streamedRows(utf8: AsyncIterable<Uint8Array>, path: readonly string[], options: ReadOptions): AsyncGenerator<PlacedRow> {
  const outer = path.indexOf("[]") + 1;
  const scanner = new ElementScanner(path.slice(0, outer), options.maxLineBytes);
  const decode = textDecoder("utf-8");
  let number = 0;
  const rowsOf = function* (elements: ReturnType<ElementScanner["push"]>): Generator<PlacedRow> {
    for (const element of elements) {
      number++;
      const place = { line: number, byteOffset: element.byteOffset };
      if (element.kind === "too-long") { yield rowError(place, said("record-too-long", { bytes: element.size, most: options.maxLineBytes }), decode(element.head).text); continue; }
      if (element.kind === "cut") { yield rowError(place, said("cut-here"), decode(element.rest).text); continue; }
      const { text, repairs } = decode(element.bytes);
      const value = tryParse(text);
      if (!value) { yield rowError(place, said("not-json-or-cut"), text); continue; }
      const inner = expand(value.value, path.slice(outer));
      for (const found of inner) yield placed({ ...found, parents: [...found.parents, ...element.parents] }, number, element.byteOffset, found === inner[0] ? repairs : 0, inner.length === 1 && found.value === value.value ? value.text : undefined);
    }
  };
  try {
    for await (const chunk of utf8) yield* rowsOf(scanner.push(chunk));
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    yield* rowsOf(scanner.finish());
    yield rowError({ line: number + 1, byteOffset: scanner.offset }, said("breaks-off", { why: error.message }));
    return;
  }
  yield* rowsOf(scanner.finish());
  if (number === 0) yield rowError(START, said("no-records-at", { path: path.join(".") }));
}

interface Place {
  readonly value: JsonValue;
  readonly parents: readonly JsonObject[];
  readonly sibling?: number;
}

/** "a[].b[]" → ["a", "[]", "b", "[]"]. */
export const pathTokens = (rows: string): readonly string[] => rows.split(".").flatMap((part) => part.split(/(?=\[\])/)).filter((token) => token !== "");

/** Walks a rows path; an object on the way becomes a parent, innermost first. JSON Lines in a string are a list. A list inside another list's items numbers its own as siblings. */
export function expand(document: JsonValue, path: readonly string[]): readonly Place[] {
  let places: readonly Place[] = [{ value: document, parents: [] }];
  for (const [at, token] of path.entries()) {
    if (token === "[]") {
      const inner = path.indexOf("[]") < at;
      places = places.flatMap(({ value, parents }) => itemsOf(value).map((item, sibling): Place => ({ value: item, parents, ...(inner ? { sibling } : {}) })));
    } else {
      places = places.flatMap(({ value, parents }): Place[] => {
        const next = isObject(value) ? member(value, token) : undefined;
        return next === undefined ? [] : [{ value: next, parents: [value as JsonObject, ...parents] }];
      });
    }
  }
  return places;
}

/** The items of a list, or the lines of a string that holds JSON Lines: a line that is no JSON is itself the item. */
function itemsOf(value: JsonValue): readonly JsonValue[] {
  if (typeof value === "string") return value.split("\n").filter((line) => line.trim() !== "").map((line) => tryParse(line)?.value ?? line);
  return isList(value) ? value : [];
}

function placed({ value, parents, sibling }: Place, line: number, byteOffset: number, repairs: number, raw?: string): PlacedRow {
  if (!isObject(value)) return rowError({ line, byteOffset }, said("record-not-object", { number: line }), JSON.stringify(value));
  return { kind: "row", row: { value, parents, repairs, ...(sibling === undefined ? {} : { sibling }), ...(raw === undefined ? {} : { raw }) }, line, byteOffset, text: raw ?? JSON.stringify(value) };
}

function tryParse(text: string): ReturnType<typeof parseForeign> | undefined {
  try {
    return parseForeign(text);
  } catch {
    return undefined;
  }
}

interface Start {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly broken?: string;
}

async function collectStart(chunks: AsyncGenerator<Uint8Array>, maxBytes: number): Promise<Start> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let end: { readonly whole: boolean; readonly broken?: string } = { whole: true };
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      pieces.push(next.value.slice());
      size += next.value.length;
      if (size > maxBytes) { end = { whole: false }; break; }
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    end = { whole: false, broken: error.message };
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) { bytes.set(piece, at); at += piece.length; }
  return { bytes, ...end };
}

async function* continued(start: Start, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start.bytes;
  if (start.broken !== undefined) throw new BrokenStream(start.broken);
  yield* rest;
}

/** Any encoding with a byte order mark as UTF-8 without one; the rest passes through. */
async function* asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  let decoder: TextDecoder | undefined;
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    const { encoding, bom } = first ? encodingOf(chunk) : { encoding: "utf-8", bom: 0 };
    if (first && encoding !== "utf-8") decoder = new TextDecoder(encoding);
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk.subarray(bom);
    first = false;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}
