import type { Range } from "../text/offset";
import { sliceRange } from "../text/offset";
import type { AnnotationContext } from "./context";
import type { RefusalReason } from "./refusal";
import type { Field } from "./span";

/** Why a quoted range cannot stand on its field, or null: it must be non-empty, inside the field, outside every excluded range, and its quote exactly the characters there. */
export function refuseRange({ field, start, end, quote }: Range & { readonly field: Field; readonly quote: string }, context: AnnotationContext): RefusalReason | null {
  const map = context.offsets[field];
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > map.length) return { kind: "out-of-range", field, start, end, length: map.length };
  if (start >= end) return { kind: "empty-range", field, start, end };
  const expected = sliceRange(map, { start, end });
  if (expected !== quote) return splitsSurrogate(quote) && !splitsSurrogate(expected) ? { kind: "splits-surrogate", field, start, end } : { kind: "quote-mismatch", field, start, end, expected, quote };
  const excluded = context.excluded?.find((range) => range.field === field && range.start < end && start < range.end);
  return excluded ? { kind: "excluded-range", field, start: excluded.start, end: excluded.end } : null;
}

const splitsSurrogate = (quote: string): boolean => (quote.charCodeAt(0) & 0xfc00) === 0xdc00 || (quote.charCodeAt(quote.length - 1) & 0xfc00) === 0xd800;
