import type { Span } from "../annotation/span";
import { offsetMap, sliceRange } from "../text/offset";
import type { CueMatcher } from "./match-cues";

/** What a lexicon says of a chain of thought: one span a cue, its quote the exact characters; cues in excluded ranges are left out. Ids are unique in the trace. */
export function detectSpans(cot: string, matcher: CueMatcher, { source, excluded = [] }: { source: string; excluded?: readonly { readonly start: number; readonly end: number }[] }): Span[] {
  const map = offsetMap(cot);
  return matcher(cot)
    .filter((hit) => !excluded.some(({ start, end }) => hit.start < end && hit.end > start))
    .map(({ label, cue, start, end }, index): Span => ({
      id: `cue-${index}`, field: "cot", label, start, end, quote: sliceRange(map, { start, end }), attributes: {}, certainty: "unsure", note: cue, provenance: { origin: "suggested", source },
    }));
}
