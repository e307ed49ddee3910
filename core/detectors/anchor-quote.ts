import { codePoint, toCodePoint, toUtf16, utf16 } from "../text/offset";
import type { OffsetMap, Range } from "../text/offset";
import { occurrences } from "../text/occurrences";

/** Where a quote stands: the only place, or of several the one nearest to the hint. */
export type Anchored = { readonly found: true; readonly range: Range; readonly how: "unique" | "nearest" } | { readonly found: false; readonly reason: "the quote is empty" | "the quote is not in the text" | "the quote stands in several places" };

/** Finds an exact quote again. Nothing is guessed: no fuzzy match, and several places without a hint are none.
 *  @param hint a range, in code points, in or near which the quote should start, e.g. the step that a judge named */
export function anchorQuote(map: OffsetMap, quote: string, hint?: Range): Anchored {
  if (quote === "") return { found: false, reason: "the quote is empty" };
  const places = occurrences(map.text, quote).filter((at) => isWhole(map.text, at) && isWhole(map.text, at + quote.length));
  if (places.length === 0) return { found: false, reason: "the quote is not in the text" };
  const rangeAt = (at: number): Range => ({ start: toCodePoint(map, utf16(at)), end: toCodePoint(map, utf16(at + quote.length)) });
  if (places.length === 1) return { found: true, range: rangeAt(places[0]!), how: "unique" };
  if (!hint) return { found: false, reason: "the quote stands in several places" };
  const within = (offset: number) => toUtf16(map, codePoint(Math.max(0, Math.min(map.length, offset))));
  const [from, to] = [within(hint.start), within(hint.end)];
  const distance = (at: number) => (at < from ? from - at : at >= to ? at - to + 1 : 0);
  return { found: true, range: rangeAt(places.reduce((best, at) => (distance(at) < distance(best) ? at : best))), how: "nearest" };
}

/** Not in the middle of a surrogate pair. */
const isWhole = (text: string, at: number): boolean => !(at > 0 && at < text.length && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00);
