import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";

/** One step of a path: a member (with `*` as the first key that ends so), an item, or all items. */
type Segment = { readonly key: string } | { readonly index: number } | { readonly each: true };

/** Alternatives in order of preference. */
export interface FieldPath {
  readonly alternatives: readonly { readonly root: boolean; readonly segments: readonly Segment[]; readonly key: string }[];
}

/** A row and the objects that hold it, innermost first. */
export interface RowContext {
  readonly value: JsonObject;
  readonly parents: readonly JsonObject[];
}

/** What a path found: one value, or a list to be fanned out into samples. `path` names the alternative that matched, `owner` the object it was found in. */
export interface Found {
  readonly value: JsonValue;
  readonly each: boolean;
  readonly path: string;
  readonly owner: JsonObject;
}

/** Reads a path of `FieldMapping`. Never fails: an odd path is one that finds nothing. */
export function parsePath(path: string): FieldPath {
  return {
    alternatives: path.split("|").map((alternative) => {
      const root = alternative.startsWith("$.");
      const key = root ? alternative.slice(2) : alternative;
      return { root, key, segments: key.split(".").flatMap(segmentsOf) };
    }),
  };
}

function segmentsOf(part: string): Segment[] {
  const match = /^(.*?)((?:\[\d*\])*)$/s.exec(part)!;
  const brackets = Array.from(match[2]!.matchAll(/\[(\d*)\]/g), ([, index]): Segment => (index ? { index: Number(index) } : { each: true }));
  return match[1] === "" && brackets.length > 0 ? brackets : [{ key: match[1]! }, ...brackets];
}

/** Looks a path up; null and absent are the same. */
export function findField(path: FieldPath, row: RowContext): Found | undefined {
  for (const { root, segments, key } of path.alternatives) {
    const owners = root ? [row.parents.at(-1) ?? row.value] : [row.value, ...row.parents];
    for (const owner of owners) {
      const name = segments.length === 1 ? resolveKey(owner, key) : key;
      const exact = member(owner, name); // a key may itself contain dots
      if (exact !== undefined && exact !== null) return { value: exact, each: false, path: name, owner };
      const found = walk(owner, segments);
      if (found) return { ...found, path: key, owner };
    }
  }
  return undefined;
}

function walk(from: JsonValue, segments: readonly Segment[]): { readonly value: JsonValue; readonly each: boolean } | undefined {
  let value: JsonValue | undefined = from;
  for (const [at, segment] of segments.entries()) {
    if ("each" in segment) {
      if (!isList(value)) return undefined;
      const rest = segments.slice(at + 1);
      const items = value.map((item) => walk(item, rest)?.value ?? null);
      return items.every((item) => item === null) ? undefined : { value: items, each: true };
    }
    if ("index" in segment) value = isList(value) ? value[segment.index] : undefined;
    else value = isObject(value) ? member(value, resolveKey(value, segment.key)) : undefined;
    if (value === undefined || value === null) return undefined;
  }
  return { value, each: false };
}

const resolveKey = (owner: JsonObject, key: string): string => (key.startsWith("*") ? (Object.keys(owner).find((name) => name.endsWith(key.slice(1))) ?? key) : key);

/** The value without what the paths took: what is left becomes metadata. Objects and lists that become empty go too.
 *  @returns undefined when nothing is left */
export function withoutPaths(value: JsonValue, paths: readonly string[]): JsonValue | undefined {
  return prune(value, paths.map((path) => path.split(".").flatMap(segmentsOf)));
}

function prune(value: JsonValue, paths: readonly (readonly Segment[])[]): JsonValue | undefined {
  if (paths.some((path) => path.length === 0)) return undefined;
  if (paths.length === 0) return value;
  if (isList(value)) {
    const items = value.flatMap((item, index) => {
      const kept = prune(item, paths.filter(([head]) => "each" in head! || ("index" in head! && head.index === index)).map((path) => path.slice(1)));
      return kept === undefined ? [] : [kept];
    });
    return items.length > 0 ? items : undefined;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    const kept = prune(item, paths.filter(([head]) => "key" in head! && resolveKey(value, head.key) === key).map((path) => path.slice(1)));
    return kept === undefined ? [] : [[key, kept]];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
