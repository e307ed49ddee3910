import type { Field } from "@/core/annotation/span";
import { inIdlePieces } from "../idle-pieces";
import type { TextSurface } from "./text-surface";

/** A stretch that was found: UTF-16 offsets within a field. */
export interface Hit {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
}

/** Hits to each side of the current one that are marked. */
const AROUND = 1_000;
/** ms after which the first of them are looked up in any case. */
const SOON = 100;

/** Shows search hits: marked in the browser's highlight registry, the text itself stays as it is. The current one is marked at once; to look up all the others takes longer than a key may, so they follow when the browser is idle.
 *  @returns leaves off what is still to come */
export function markHits(surface: TextSurface, hits: readonly Hit[], current: number): () => void {
  const here = hits[current];
  const range = here && surface.rangeOf(here.field, here.from, here.to);
  show("wb-found-here", range ? [range] : []);
  if (hits.length > 0) return inIdlePieces(rangesOf(surface, hits.slice(Math.max(0, current - AROUND), current + AROUND)), (ranges) => show("wb-found", ranges), SOON);
  show("wb-found", []);
  return () => {};
}

function* rangesOf(surface: TextSurface, hits: readonly Hit[]): Generator<undefined, StaticRange[]> {
  const ranges: StaticRange[] = [];
  for (const { field, from, to } of hits) {
    const range = surface.rangeOf(field, from, to);
    if (range) ranges.push(range);
    yield;
  }
  return ranges;
}

function show(name: string, ranges: readonly StaticRange[]): void {
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
