import type { Field } from "@/core/annotation/span";
import { runsLeft } from "./direction";
import { putAt, spotIn, type Spot, type Write } from "./overlay";
import type { TextSurface } from "./text-surface";

/** Anchor and moving end of the selection, UTF-16 offsets within one field; equal for a bare caret. */
export interface Cursor {
  readonly field: Field;
  readonly anchor: number;
  readonly focus: number;
}

interface Box {
  readonly group: HTMLElement;
  readonly field: Field;
  /** px of the viewport. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** Room that is kept free above and below the caret, px: the pinned prompt lies over the text. */
const MARGIN = { top: 100, bottom: 48 };

/** Draws the caret and mirrors the selection into the page's own, so that copying, highlighting and screen readers work as everywhere. */
export class Caret {
  readonly #surface: TextSurface;
  readonly #scroller: HTMLElement;
  readonly #element = document.createElement("i");
  /** Where Up and Down aim at while they are repeated, px of the viewport. */
  #column: number | null = null;

  constructor(surface: TextSurface, scroller: HTMLElement) {
    this.#surface = surface;
    this.#scroller = scroller;
    this.#element.className = "wb-o wb-caret";
    this.#element.setAttribute("aria-hidden", "true");
  }

  /** Finds where the caret stands; what it returns puts it there and, with `reveal`, scrolls just far enough to see it. */
  look(cursor: Cursor | null, { keepColumn = false, reveal = false }: { readonly keepColumn?: boolean; readonly reveal?: boolean } = {}): Write {
    if (!keepColumn) this.#column = null;
    const box = cursor && this.#box(cursor);
    if (!box) return () => this.#element.remove();
    const spot: Spot = spotIn(box.group, box.left, box.top);
    const scroll = reveal ? this.#scrollFor(box) : null;
    return () => {
      putAt(this.#element, spot);
      const height = `${box.height}px`;
      if (this.#element.style.height !== height) this.#element.style.height = height;
      scroll?.();
    };
  }

  get shown(): DOMRect | null {
    return this.#element.isConnected ? this.#element.getBoundingClientRect() : null;
  }

  /** The place one line up or down, aiming at the column where the movement began; null at an edge of what is laid out. */
  line(direction: 1 | -1): { readonly field: Field; readonly offset: number } | null {
    const here = this.shown;
    if (!here) return null;
    this.#column ??= here.left;
    const middle = here.top + here.height / 2;
    for (const distance of [28, 42, 56, 84]) {
      const place = this.#surface.placeAtPoint(this.#column, middle + direction * distance);
      const line = place && this.#box({ field: place.field, anchor: place.offset, focus: place.offset });
      if (place && line && Math.abs(line.top - here.top) > 6) return place;
    }
    return null;
  }

  /** Makes the page's selection that of the cursor, unless somebody types in a field. */
  mirror(cursor: Cursor): void {
    const active = document.activeElement;
    if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
    const forwards = cursor.anchor <= cursor.focus;
    const anchor = this.#surface.positionOf({ field: cursor.field, offset: cursor.anchor }, forwards ? "forward" : "back");
    const focus = this.#surface.positionOf({ field: cursor.field, offset: cursor.focus }, forwards && cursor.anchor !== cursor.focus ? "back" : "forward");
    const held = document.getSelection();
    if (!anchor || !focus || !held) return;
    if (held.anchorNode === anchor.node && held.anchorOffset === anchor.offset && held.focusNode === focus.node && held.focusOffset === focus.offset) return;
    held.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }

  /** Nothing where the caret is in sight. Places far away are the browser's to find: what lies between has no height yet. */
  #scrollFor({ field, top, height }: Box): Write | null {
    const scroller = field === "prompt" ? this.#surface.frame.sections.prompt : this.#scroller;
    const view = scroller.getBoundingClientRect();
    const [high, low] = field === "prompt" ? [view.top, view.bottom] : [view.top + MARGIN.top, view.bottom - MARGIN.bottom];
    const missing = top < high ? top - high : Math.max(0, top + height - low);
    if (missing === 0) return null;
    if (Math.abs(missing) > view.height) return () => this.#element.scrollIntoView({ block: "nearest" });
    return () => { scroller.scrollTop += missing; };
  }

  #box({ field, focus, anchor }: Cursor): Box | null {
    const lean = focus > anchor ? "back" : "forward";
    const at = this.#surface.positionOf({ field, offset: focus }, lean);
    if (!at) return null;
    const paragraph = this.#surface.elementOf(at.paragraph);
    const group = paragraph.parentElement!;
    const range = document.createRange();
    range.setStart(at.node, at.offset);
    const text = at.node.nodeType === Node.TEXT_NODE ? (at.node as Text) : null;
    if (text && lean === "forward" && at.offset < text.length) range.setEnd(text, at.offset + width(text.data, at.offset));
    else if (text && at.offset > 0) range.setStart(text, at.offset - 1);
    // Beside a rendered formula the place is one between nodes.
    const [behind, ahead] = text ? [] : [at.node.childNodes[at.offset - 1], at.node.childNodes[at.offset]];
    const beside = lean === "back" ? behind ?? ahead : ahead ?? behind;
    if (beside) range.selectNode(beside);
    const rects = range.getClientRects();
    const after = text ? lean === "forward" && at.offset < text.length : beside === ahead;
    const rect = after ? rects[0] : rects[rects.length - 1];
    const rtl = runsLeft(range.toString().slice(0, 2), paragraph);
    if (!rect) {
      const style = getComputedStyle(paragraph);
      const frame = paragraph.getBoundingClientRect();
      const start = Number.parseFloat(style.paddingInlineStart);
      return { group, field, left: style.direction === "rtl" ? frame.right - start : frame.left + start, top: frame.top + 2, height: 22 };
    }
    return { group, field, left: after !== rtl ? rect.left : rect.right, top: rect.top, height: Math.max(16, rect.height) };
  }
}

const width = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);
