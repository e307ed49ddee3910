import type { Place, TextSurface } from "./text-surface";

export interface PointerEvents {
  /** A selection was made by dragging, or a unit by clicking twice (sentence) or three times (step). UTF-16 offsets. */
  select(field: Place["field"], anchor: number, focus: number, clicks: number): void;
  /** The text was clicked at a place; `spans` are drawn under the pointer, innermost first. */
  click(place: Place, spans: readonly string[]): void;
  /** The pointer rests on spans, or left them (empty). */
  hover(spans: readonly string[], at: DOMRect | null): void;
}

const REST = 350;

/** Turns what the mouse, pen or finger does in the text into places. Selecting is the browser's own; it is read when the button goes up.
 *  @returns takes the listeners away */
export function listenToPointer(scroller: HTMLElement, surface: TextSurface, events: PointerEvents): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pressed = false;
  /** A press that the browser is still settling. */
  let unread: (() => void) | null = null;
  const settle = (): void => {
    const reading = unread;
    unread = null;
    reading?.();
  };
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** The mark that is pointed at; null when the pointer has left, or a key was pressed since. What was pressed is told in the panel: nothing lies over its text until the pointer comes back. */
  let over: Element | null = null;
  let rested = { x: NaN, y: NaN };
  const hide = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (over) events.hover([], null);
  };
  const leave = (): void => {
    hide();
    over = null;
  };

  const read = (clicks: number, x: number, y: number, target: EventTarget | null): void => {
    const selection = document.getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return;
    const anchor = surface.placeOf(selection.anchorNode, selection.anchorOffset);
    const focus = surface.placeOf(selection.focusNode, selection.focusOffset);
    if (!anchor || !focus) return;
    if (selection.isCollapsed || clicks > 1) {
      const place = surface.placeAtPoint(x, y) ?? focus;
      if (clicks > 1) return events.select(place.field, place.offset, place.offset, clicks);
      const tag = target instanceof HTMLElement ? target.dataset.span : undefined;
      const under = surface.spansAt(place).map(({ span }) => span.id);
      return events.click(place, tag ? [tag, ...under.filter((id) => id !== tag)] : under);
    }
    // A span lies in one field: what was dragged out of it ends at the field's edge.
    const order = anchor.field === focus.field ? focus.offset : surface.isBefore(anchor, focus) ? Infinity : 0;
    events.select(anchor.field, anchor.offset, order, 1);
  };

  let lastClick = { time: 0, count: 0, x: 0, y: 0 };
  const clicksOf = (event: PointerEvent): number => {
    const near = Math.abs(event.clientX - lastClick.x) < 5 && Math.abs(event.clientY - lastClick.y) < 5;
    lastClick = { time: event.timeStamp, count: near && event.timeStamp - lastClick.time < 500 ? lastClick.count + 1 : 1, x: event.clientX, y: event.clientY };
    return lastClick.count;
  };
  scroller.addEventListener("pointerdown", (event) => { settle(); hide(); pressed = event.button === 0 && surface.frame.flow.contains(event.target as Node); }, { signal });
  window.addEventListener("pointerup", (event) => {
    if (!pressed || event.button !== 0) return;
    pressed = false;
    const { clientX, clientY, target } = event;
    const clicks = clicksOf(event);
    unread = () => read(clicks, clientX, clientY, target);
    setTimeout(settle, 0); // the browser settles double clicks and clicks into a selection after this event
  }, { signal });
  window.addEventListener("keydown", settle, { signal, capture: true }); // a key that is quicker than that acts on what was pressed before it
  // What comes to lie under a resting pointer, since the text was scrolled or drawn by keys, was not pointed at.
  scroller.addEventListener("pointermove", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("mark") : null;
    const still = event.clientX === rested.x && event.clientY === rested.y;
    rested = { x: event.clientX, y: event.clientY };
    if (still || mark === over) return;
    over = mark;
    if (timer) clearTimeout(timer);
    const spans = mark ? surface.spansOfMark(mark) : [];
    timer = setTimeout(() => events.hover(spans, mark ? nearestRect(mark, event.clientX, event.clientY) : null), spans.length > 0 ? REST : 80);
  }, { signal, passive: true });
  scroller.addEventListener("pointerleave", leave, { signal });
  window.addEventListener("keydown", leave, { signal, capture: true });
  return () => { unread = null; if (timer) clearTimeout(timer); stop.abort(); };
}

/** The rectangle of the line of an inline element that a point is on. */
function nearestRect(element: Element, x: number, y: number): DOMRect {
  const rects = [...element.getClientRects()];
  return rects.find((rect) => y >= rect.top - 4 && y <= rect.bottom + 4 && x >= rect.left - 4 && x <= rect.right + 4) ?? element.getBoundingClientRect();
}
