import type { Field } from "@/core/annotation/span";
import type { TextSurface } from "./text-surface";

/** Anchor and moving end of the selection, UTF-16 offsets within one field; equal for a bare caret. */
export interface Cursor {
  readonly field: Field;
  readonly anchor: number;
  readonly focus: number;
}

/** Draws the caret and mirrors the selection into the page's own, so that copying, highlighting and screen readers work as everywhere. */
export class Caret {
  readonly #surface: TextSurface;
  readonly #element = document.createElement("i");
  /** Where Up and Down aim at while they are repeated, px of the viewport. */
  #column: number | null = null;

  constructor(surface: TextSurface) {
    this.#surface = surface;
    this.#element.className = "wb-o wb-caret";
    this.#element.setAttribute("aria-hidden", "true");
  }

  show(cursor: Cursor | null, keepColumn = false): void {
    if (!keepColumn) this.#column = null;
    this.#element.remove();
    if (!cursor) return;
    this.#mirror(cursor);
    this.place(cursor);
  }

  /** Puts the caret where the text now is: after a paragraph was drawn again. */
  place(cursor: Cursor): void {
    const box = this.#box(cursor);
    if (!box) return;
    const { paragraph, left, top, height } = box;
    const frame = paragraph.getBoundingClientRect();
    this.#element.style.left = `${left - frame.left}px`;
    this.#element.style.top = `${top - frame.top}px`;
    this.#element.style.height = `${height}px`;
    paragraph.append(this.#element);
  }

  /** Scrolls just far enough to see the caret. */
  reveal(far = false): void {
    this.#element.scrollIntoView({ block: far ? "center" : "nearest" });
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

  #mirror(cursor: Cursor): void {
    const active = document.activeElement;
    if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
    const forwards = cursor.anchor <= cursor.focus;
    const anchor = this.#surface.positionOf({ field: cursor.field, offset: cursor.anchor }, forwards ? "forward" : "back");
    const focus = this.#surface.positionOf({ field: cursor.field, offset: cursor.focus }, forwards && cursor.anchor !== cursor.focus ? "back" : "forward");
    if (anchor && focus) document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }

  #box({ field, focus, anchor }: Cursor): { readonly paragraph: HTMLElement; readonly left: number; readonly top: number; readonly height: number } | null {
    const lean = focus > anchor ? "back" : "forward";
    const at = this.#surface.positionOf({ field, offset: focus }, lean);
    if (!at) return null;
    const paragraph = this.#surface.elementOf(at.paragraph);
    const range = document.createRange();
    range.setStart(at.node, at.offset);
    const rtl = getComputedStyle(paragraph).direction === "rtl";
    const text = at.node.nodeType === Node.TEXT_NODE ? (at.node as Text) : null;
    if (text && lean === "forward" && at.offset < text.length) range.setEnd(text, at.offset + width(text.data, at.offset));
    else if (text && at.offset > 0) range.setStart(text, at.offset - 1);
    const rects = range.getClientRects();
    const after = lean === "forward" && text !== null && at.offset < text.length;
    const rect = after ? rects[0] : rects[rects.length - 1];
    if (!rect) {
      const frame = paragraph.getBoundingClientRect();
      const start = Number.parseFloat(getComputedStyle(paragraph).paddingInlineStart);
      return { paragraph, left: rtl ? frame.right - start : frame.left + start, top: frame.top + 2, height: 22 };
    }
    return { paragraph, left: after !== rtl ? rect.left : rect.right, top: rect.top, height: Math.max(16, rect.height) };
  }
}

const width = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);
