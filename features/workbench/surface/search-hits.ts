import type { Field } from "@/core/annotation/span";
import type { TextSurface } from "./text-surface";

/** A stretch that was found: UTF-16 offsets within a field. */
export interface Hit {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
}

/** More marks than this cost a frame. */
const MOST = 2_000;

/** Shows search hits: marked in the browser's highlight registry, the text itself stays as it is. */
export function markHits(surface: TextSurface, hits: readonly Hit[], current: number): void {
  CSS.highlights.delete("wb-found");
  CSS.highlights.delete("wb-found-here");
  if (hits.length === 0) return;
  const ranges = hits.slice(0, MOST).flatMap(({ field, from, to }) => surface.rangeOf(field, from, to) ?? []);
  CSS.highlights.set("wb-found", new Highlight(...ranges));
  const here = hits[current];
  const range = here && surface.rangeOf(here.field, here.from, here.to);
  if (range) CSS.highlights.set("wb-found-here", new Highlight(range));
}
