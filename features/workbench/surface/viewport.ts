import type { Field } from "@/core/annotation/span";
import { toCodePoint, type CodePoint } from "@/core/text/offset";
import type { Block } from "../reading/blocks";
import type { Caret } from "./caret";
import { paragraphAt, type Paragraph, type TraceDocument } from "./document";
import type { Place, TextSurface } from "./text-surface";

/** Pixels between two places that are tried. */
const LINE = 28;

/** The first paragraph that is found on the way from one height to another: a list or a tip may lie over the text where one looks first. */
function foundFrom(from: number, to: number, step: number, at: (y: number) => Paragraph | null): Paragraph | null {
  for (let y = from; step > 0 ? y < to : y > to; y += step) {
    const found = at(y);
    if (found) return found;
  }
  return null;
}

/** What of the text is in view. Only places near the edges of the view are looked up, so that nothing far away is laid out. */
export class Viewport {
  constructor(private readonly scroller: HTMLElement, private readonly surface: TextSurface, private readonly doc: TraceDocument) {}

  /** Paragraphs that are in view, in order. */
  paragraphs(): readonly Paragraph[] {
    const box = this.scroller.getBoundingClientRect();
    const pinned = this.surface.frame.sections.prompt.getBoundingClientRect();
    const x = box.left + Math.min(140, box.width / 2);
    const at = (y: number): Paragraph | null => {
      const place = this.surface.placeAtPoint(x, y);
      return place && paragraphAt(this.doc.fields[place.field], place.offset);
    };
    const first = foundFrom(Math.max(box.top, pinned.bottom) + 4, box.bottom, LINE, at);
    const last = foundFrom(box.bottom - 6, box.top, -LINE, at) ?? this.doc.paragraphs.at(-1);
    return first && last ? this.doc.paragraphs.slice(first.index, Math.max(first.index, last.index) + 1) : [];
  }

  /** The first place in view, to come back to. */
  top(): { readonly field: Field; readonly offset: CodePoint } | null {
    const first = this.paragraphs()[0];
    return first ? { field: first.field, offset: toCodePoint(this.doc.fields[first.field].map, first.from) } : null;
  }

  /** Blocks of the reading tracker that are in view, each with the share of it that is seen. */
  *blocks(all: readonly Block[]): Generator<readonly [index: number, share: number]> {
    const box = this.scroller.getBoundingClientRect();
    const prompt = this.doc.fields.prompt.paragraphs; // pinned: in view as long as the page is
    const indices = new Set([...prompt, ...this.paragraphs()].map(({ index }) => index));
    let next = 0;
    for (const index of [...indices].sort((a, b) => a - b)) {
      while (next < all.length && all[next]!.paragraph < index) next++;
      const rect = this.surface.elementOf(this.doc.paragraphs[index]!).getBoundingClientRect();
      for (; next < all.length && all[next]!.paragraph === index; next++) {
        const [top, bottom] = [rect.top + all[next]!.top * rect.height, rect.top + all[next]!.bottom * rect.height];
        const visible = Math.min(bottom, box.bottom) - Math.max(top, box.top);
        if (visible > 0) yield [next, Math.min(1, visible / Math.max(1, bottom - top))];
      }
    }
  }

  /** Spans that begin in view, in reading order. */
  spans(): string[] {
    const box = this.scroller.getBoundingClientRect();
    const seen = new Set<string>();
    for (const paragraph of this.paragraphs())
      for (const tag of this.surface.elementOf(paragraph).querySelectorAll<HTMLElement>(".wb-t[data-span]")) {
        const { top } = tag.getBoundingClientRect();
        if (top > box.top && top < box.bottom) seen.add(tag.dataset.span!);
      }
    return [...seen];
  }

  /** Scrolls a page on or back. @returns where a caret at the same height of the view then stands */
  page(direction: 1 | -1, caret: Caret): Place | null {
    const box = this.scroller.getBoundingClientRect();
    const rect = caret.shown;
    this.scroller.scrollTop += direction * (box.height - 140);
    return rect && this.surface.placeAtPoint(rect.left, Math.min(box.bottom - 20, Math.max(rect.top + rect.height / 2, box.top + 120)));
  }
}
