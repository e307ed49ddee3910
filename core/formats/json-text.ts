export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject { readonly [key: string]: JsonValue }

export const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
/** Own members only: a key named "constructor" is data like any other. */
export const member = (object: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

/** The one place where outside JSON enters; @throws SyntaxError */
export const parseJson = (text: string): JsonValue => JSON.parse(text) as JsonValue;

/** JSON as other tools write it: NaN, Infinity and -Infinity, which Python writes and JSON does not know, are strings of that name: no number, and no reason to lose their row.
 *  @returns the value, and the text as JSON knows it @throws SyntaxError */
export function parseForeign(text: string): { readonly value: JsonValue; readonly text: string } {
  try {
    return { value: parseJson(text), text };
  } catch (error) {
    const named = withNamedNumbers(text);
    if (named === text) throw error;
    return { value: parseJson(named), text: named };
  }
}

function withNamedNumbers(text: string): string {
  let out = "";
  let from = 0;
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) === 34) { at = stringEnd(text, at); continue; }
    const name = NAMED_NUMBERS.find((one) => text.startsWith(one, at));
    if (name === undefined) { at++; continue; }
    out += `${text.slice(from, at)}"${name}"`;
    at += name.length;
    from = at;
  }
  return from === 0 ? text : out + text.slice(from);
}

const NAMED_NUMBERS = ["NaN", "Infinity", "-Infinity"];

/** Where the members of a top-level JSON object stand in its text: `JSON.parse` turns 1.0 into 1 and rounds long integers, the text keeps them.
 *  @param text one JSON object that `JSON.parse` accepts
 *  @returns the exact text of each member's value, in file order; of a repeated key the last, as `JSON.parse` has it */
export function rawMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = text.indexOf("{") + 1;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] !== '"') return members; // "}" or nothing
    const keyEnd = stringEnd(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const to = valueEnd(text, from);
    members.delete(key);
    members.set(key, text.slice(from, to));
    at = skipSpace(text, to);
    if (text[at] !== ",") return members;
    at++;
  }
}

/** The same JSON on one line: white space between tokens is left out, every token stays as it is written. */
export function onOneLine(json: string): string {
  let out = "";
  let from = 0;
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (code === 34) at = stringEnd(json, at);
    else if (code === 32 || code === 9 || code === 10 || code === 13) {
      out += json.slice(from, at);
      at = skipSpace(json, at);
      from = at;
    } else at++;
  }
  return from === 0 ? json : out + json.slice(from);
}

/** A JSON object text from members given as JSON texts. */
export const objectText = (members: Iterable<readonly [string, string]>): string => `{${Array.from(members, ([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;

function skipSpace(text: string, at: number): number {
  let i = at;
  for (let code = text.charCodeAt(i); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(++i));
  return i;
}

/** Position after the closing quote of the string that starts at `at`. */
function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); ; quote = text.indexOf('"', quote + 1)) {
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
}

function valueEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length;) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      i = stringEnd(text, i);
      if (depth === 0) return i;
      continue;
    }
    if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (depth === 0) return i;
      depth--;
      if (depth === 0) return i + 1;
    } else if (depth === 0 && (code === 44 || code === 32 || code === 10 || code === 13 || code === 9)) return i;
    i++;
  }
  return text.length;
}
