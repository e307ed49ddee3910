import { jsonDocumentRows } from "./json-document-rows";
import type { PlacedRow } from "./json-line-rows";
import { jsonLineRows } from "./json-line-rows";
import type { ReadOptions } from "./read-options";

/** Objects of a file that may be JSON Lines, a JSON list, or one JSON object over several lines: told by the first characters. */
export async function* anyJsonRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<PlacedRow> {
  const source = chunks[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let head = "";
  while (head.length < 4096) {
    const next = await source.next();
    if (next.done) break;
    held.push(next.value.slice());
    head += new TextDecoder(next.value[0] === 0xff || next.value[1] === 0 ? "utf-16le" : next.value[0] === 0xfe ? "utf-16be" : "utf-8").decode(next.value.subarray(0, 4096)).trimStart();
  }
  const rest = (async function* () { yield* held; for (let next = await source.next(); !next.done; next = await source.next()) yield next.value; })();
  if (head.startsWith("[")) yield* jsonDocumentRows(rest, "[]", options);
  else if (/^\{\s*\n/.test(head)) yield* jsonDocumentRows(rest, "", options);
  else yield* jsonLineRows(rest, options);
}
