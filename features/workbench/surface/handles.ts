import { runsLeft } from "./direction";
import { putAt, spotIn, type Spot, type Write } from "./overlay";
import type { Place, TextSurface } from "./text-surface";

export type Edge = "start" | "end";

export interface HandleEvents {
  /** The pointer drags an edge over a place, and lets go of it there. */
  drag(edge: Edge, place: Place): void;
  drop(edge: Edge, place: Place): void;
  cancel(): void;
}

/** The two handles of the selected span: at the start of its first mark and the end of its last. They live in the group of the paragraph, so that they move with the text. */
export class Handles {
  readonly #surface: TextSurface;
  readonly #elements: Readonly<Record<Edge, HTMLElement>>;

  constructor(surface: TextSurface, events: HandleEvents) {
    this.#surface = surface;
    this.#elements = { start: this.#make("start", events), end: this.#make("end", events) };
  }

  /** Finds where the handles stand; what it returns puts them there.
   *  @param colour class of the label's colour; @param active the edge that arrows move */
  look(id: string | null, colour: string, active: Edge | null): Write {
    const placed = id === null ? undefined : this.#surface.placed(id);
    const spots = placed && ([["start", placed.from], ["end", placed.to]] as const).map(([edge, offset]) => ({ edge, spot: this.#spot({ field: placed.span.field, offset }, edge) }));
    return () => {
      for (const edge of ["start", "end"] as const) {
        const spot = spots?.find((one) => one.edge === edge)?.spot;
        const element = this.#elements[edge];
        if (!spot) {
          element.remove();
          continue;
        }
        element.className = `wb-o wb-handle ${edge} ${colour}${active === edge ? " active" : ""}`;
        putAt(element, spot);
      }
    };
  }

  #spot(place: Place, edge: Edge): Spot | null {
    const at = this.#surface.positionOf(place, edge === "start" ? "forward" : "back");
    if (!at) return null;
    const paragraph = this.#surface.elementOf(at.paragraph);
    const range = document.createRange();
    if (at.node.nodeType === Node.TEXT_NODE && (at.node as Text).length > 0) {
      range.setStart(at.node, edge === "start" ? at.offset : at.offset - 1);
      range.setEnd(at.node, edge === "start" ? at.offset + 1 : at.offset);
    } else range.selectNode(at.node.childNodes[edge === "start" ? at.offset : at.offset - 1] ?? at.node);
    const rects = range.getClientRects();
    const rect = edge === "start" ? rects[0] : rects[rects.length - 1];
    if (!rect) return null;
    return spotIn(paragraph.parentElement!, (edge === "start") !== runsLeft(range.toString(), paragraph) ? rect.left - 2 : rect.right, rect.top + rect.height / 2 - 14);
  }

  #make(edge: Edge, events: HandleEvents): HTMLElement {
    const element = document.createElement("i");
    element.setAttribute("aria-hidden", "true");
    let last: Place | null = null;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      last = null;
      element.setPointerCapture(event.pointerId);
    });
    element.addEventListener("pointermove", (event) => {
      if (!element.hasPointerCapture(event.pointerId)) return;
      element.style.pointerEvents = "none"; // so that the point below it is found
      const place = this.#surface.placeAtPoint(event.clientX, event.clientY);
      element.style.pointerEvents = "";
      if (place) events.drag(edge, (last = place));
    });
    element.addEventListener("pointerup", (event) => {
      if (!element.hasPointerCapture(event.pointerId)) return;
      element.releasePointerCapture(event.pointerId);
      if (last) events.drop(edge, last);
      else events.cancel();
      event.stopPropagation();
    });
    element.addEventListener("pointercancel", () => events.cancel());
    return element;
  }
}
