import { isSameValue } from "./same-value";

/** A patch has the same keys on both sides, at least one, all of them parts of the thing, and never its id. */
export function isPatchOf(current: object, from: object, to: object): boolean {
  const keys = Object.keys(from);
  return keys.length > 0 && keys.length === Object.keys(to).length && keys.every((key) => key !== "id" && Object.hasOwn(current, key) && Object.hasOwn(to, key));
}

/** The first part whose held value is not the one expected, or null. */
export function staleKey(current: object, from: object): string | null {
  const held = new Map(Object.entries(current));
  const stale = Object.entries(from).find(([key, value]) => !isSameValue(held.get(key), value));
  return stale ? stale[0] : null;
}
