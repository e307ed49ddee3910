import type { JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";

/** A value as text: strings as they are, numbers and booleans as JSON writes them, lists of `{text}` or `{type: "text", text}` parts joined; else nothing. */
export function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isList(value) && value.length > 0 && value.every((part) => isObject(part) && typeof member(part, "text") === "string")) return value.map((part) => asText(member(part as { readonly [key: string]: JsonValue }, "text"))).join("");
  return undefined;
}

const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A finite number; a numeral in a string counts. NaN and infinities are no measurement. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "number" ? value : typeof value === "string" && NUMERAL.test(value.trim()) ? Number(value) : undefined;
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

export function asWhole(value: JsonValue | undefined): number | undefined {
  const number = asNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** A place in a text as a foreign file says it; NaN, which is outside of every text, where it says none: null is not the beginning. */
export const asOffset = (value: JsonValue | undefined): number => asWhole(value) ?? Number.NaN;

const TRUE = new Set(["true", "correct", "right", "yes", "1", "1.0", "c"]);
const FALSE = new Set(["false", "incorrect", "wrong", "no", "0", "0.0", "i"]);

/** A judgement: booleans, 0 and 1, the usual words, and the C and I of Inspect; anything else is none. */
export function asBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const word = String(value).trim().toLowerCase();
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}
