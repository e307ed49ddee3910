import type { Span } from "../annotation/span";
import { offsetMap, sliceRange } from "../text/offset";
import type { CueHit } from "./match-cues";

interface Stretch { readonly start: number; readonly end: number }

/** What the hits of a lexicon say of a chain of thought: one span a cue, its quote the exact characters; cues in excluded ranges are left out. Ids are unique in the trace. */
export function spansOfHits(cot: string, hits: readonly CueHit[], { source, excluded = [] }: { readonly source: string; readonly excluded?: readonly Stretch[] }): Span[] {
  const map = offsetMap(cot);
  return hits
    .filter((hit) => !excluded.some(({ start, end }) => hit.start < end && hit.end > start))
    .map(({ label, cue, start, end }, index): Span => ({
      id: `cue-${index}`, field: "cot", label, start, end, quote: sliceRange(map, { start, end }), attributes: {}, certainty: "unsure", note: cue, provenance: { origin: "suggested", source },
    }));
}
