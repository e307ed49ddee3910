import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member, parseJson } from "./json-text";
import { splitLines } from "./lines";
import { Malformed } from "./native-annotation";
import type { ReadOptions } from "./read-options";
import type { Row } from "./row-to-trace";
import { jsonRow } from "./row-to-trace";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";
import { wholeText } from "./whole-file";

/** A row with its place, before it is mapped. */
export type PlacedRow = { readonly kind: "row"; readonly row: Row; readonly line: number; readonly byteOffset: number; readonly text: string } | ReadError;

/** Rows of JSON Lines. Blank lines are skipped; a last line that does not parse is where the file was cut off. */
export async function* jsonLineRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<PlacedRow> {
  for await (const line of splitLines(chunks, options)) {
    if (line.kind === "broken") yield rowError(line, `the file breaks off here: ${line.reason}`);
    else if (line.kind === "too-long") yield rowError(line, `the line has ${line.bytes} bytes, more than ${options.maxLineBytes}`, line.head);
    else if (!isBlank(line.text)) {
      try {
        yield { kind: "row", row: jsonRow(line.text, line.repairs), line: line.line, byteOffset: line.byteOffset, text: line.text };
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        yield rowError(line, line.ended ? error.message : `the file is cut off in this line: ${error.message}`, line.text);
      }
    }
  }
}

/** Rows of one JSON document by the plan's `rows` path ("results[]"), each with the objects around it. A document that does not parse is one error. */
export async function* jsonDocumentRows(chunks: AsyncIterable<Uint8Array>, rows: string, options: ReadOptions): AsyncGenerator<PlacedRow> {
  const file = await wholeText(chunks, options.maxBytes);
  const start = { line: 1, byteOffset: 0 };
  if (file.broken !== undefined) { yield rowError(start, `the file breaks off: ${file.broken}`); return; }
  let document: JsonValue;
  try {
    document = parseJson(file.text);
  } catch (error) {
    yield rowError(start, error instanceof Error ? error.message : "not JSON");
    return;
  }
  let index = 0;
  for (const found of expand(document, rows)) {
    index++;
    const place = { line: index, byteOffset: 0 };
    if (isObject(found.value)) yield { kind: "row", row: { value: found.value, parents: found.parents, ...(found.sibling === undefined ? {} : { sibling: found.sibling }), repairs: index === 1 ? file.repairs : 0 }, ...place, text: JSON.stringify(found.value) };
    else yield rowError(place, `record ${index} is not an object`, JSON.stringify(found.value));
  }
  if (index === 0) yield rowError(start, `no records at "${rows}"`);
}

interface Place {
  readonly value: JsonValue;
  readonly parents: readonly JsonObject[];
  readonly sibling?: number;
}

/** Walks "a[].b[]"; an object on the way becomes a parent, innermost first; `*` takes every value of an object. */
export function expand(document: JsonValue, rows: string): readonly Place[] {
  let places: readonly Place[] = [{ value: document, parents: [] }];
  let lists = 0;
  for (const token of rows.split(".").flatMap((part) => part.split(/(?=\[\])/))) {
    if (token === "") continue;
    if (token === "[]" || token === "*") {
      const inner = lists > 0;
      lists++;
      places = places.flatMap(({ value, parents }) => {
        if (token === "*" && isObject(value)) return Object.entries(value).map(([key, item]): Place => ({ value: isObject(item) ? { ...item, $key: key } : item, parents: [value, ...parents] }));
        return isList(value) ? value.map((item, sibling): Place => ({ value: item, parents, ...(inner ? { sibling } : {}) })) : [];
      });
      continue;
    }
    places = places.flatMap(({ value, parents }): Place[] => {
      const next = isObject(value) ? member(value, token) : undefined;
      return next === undefined ? [] : [{ value: next, parents: [value as JsonObject, ...parents] }];
    });
  }
  return places;
}

const isBlank = (text: string): boolean => text.length < 3 && text.trim() === "";
