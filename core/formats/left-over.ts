import type { Found, RowContext } from "./field-path";
import { withoutPaths } from "./field-path";
import type { JsonObject } from "./json-text";
import { isList, isObject, member, objectText, onOneLine, rawMembers } from "./json-text";
import { NATIVE_FORMAT } from "./native-record";

/** Keys of the native record that are neither fields nor metadata. */
const NATIVE_KEYS = ["format", "text_sha256", "annotations", "excluded", "truncated", "repairs", "steps", "source"];

/** The parts of a row that no field took, with those of the objects around it (their lists left out), as one JSON object text.
 *  Values keep the spelling of the file where the row is a JSON text of its own: 1.0 stays 1.0. What was mapped to metadata comes first. */
export function leftOver(row: RowContext & { readonly raw?: string }, taken: readonly Found[], metadata: Found | undefined): string {
  const native = member(row.value, "format") === NATIVE_FORMAT;
  const paths = [...taken.filter(({ owner }) => owner === row.value).map(({ path }) => path), ...(native ? NATIVE_KEYS : [])];
  const own = restOf(row.value, paths, row.raw);
  const around = row.parents.flatMap((parent) => restOf(withoutLists(parent), taken.filter(({ owner }) => owner === parent).map(({ path }) => path)));
  if (own.length === 0 && around.length === 0 && !metadata) return "{}";
  const mapped = metadata ? mappedText(row, metadata) : undefined;
  if (mapped !== undefined && own.length === 0 && around.length === 0) return mapped;
  return objectText(new Map([...around.reverse(), ...own, ...(mapped === undefined ? [] : rawMembers(mapped))]));
}

/** What was mapped to metadata as an object text; anything else is kept under its own name. */
function mappedText(row: RowContext & { readonly raw?: string }, { value, path, owner }: Found): string {
  const raw = row.raw !== undefined && owner === row.value ? rawMembers(row.raw).get(path) : undefined;
  const text = raw === undefined ? JSON.stringify(value) : onOneLine(raw);
  if (isObject(value)) return text;
  const inner = typeof value === "string" ? objectIn(value) : undefined;
  return inner ?? objectText([[path, text]]);
}

/** A string that itself holds a JSON object, as CSV and Parquet files have it. */
function objectIn(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return isObject(JSON.parse(text)) ? onOneLine(text) : undefined;
  } catch {
    return undefined;
  }
}

/** An object around many rows without its lists, which hold those rows; objects that hold them are left out too. */
const withoutLists = (parent: JsonObject): JsonObject => Object.fromEntries(Object.entries(parent).filter(([, value]) => !isList(value) && !(isObject(value) && Object.values(value).some(isList))));

/** Members that no path took, with the JSON text of what is left of each. */
function restOf(value: JsonObject, paths: readonly string[], raw?: string): [string, string][] {
  const whole = new Set(paths.filter((path) => Object.hasOwn(value, path)));
  const deep = paths.filter((path) => !Object.hasOwn(value, path) && /[.[]/.test(path));
  const heads = new Set(deep.map((path) => path.split(/[.[]/, 1)[0]!));
  const keys = Object.keys(value).filter((key) => !whole.has(key));
  if (keys.length === 0) return [];
  const texts = raw === undefined ? undefined : rawMembers(raw);
  const pruned = deep.length === 0 ? undefined : withoutPaths(value, deep);
  return keys.flatMap((key): [string, string][] => {
    if (heads.has(key)) return isObject(pruned) && Object.hasOwn(pruned, key) ? [[key, JSON.stringify(pruned[key])]] : [];
    const text = texts?.get(key);
    return [[key, text === undefined ? JSON.stringify(value[key]) : onOneLine(text)]];
  });
}
