import type { Place, TextSurface } from "./text-surface";

/** Brings a place near the middle of the view. What lies between is laid out on the way, so that it looks once more after the next layout. */
export function centerPlace(surface: TextSurface, scroller: HTMLElement, place: Place): void {
  surface.drawNear(place);
  const at = surface.positionOf(place, "forward");
  if (!at) return;
  const paragraph = surface.elementOf(at.paragraph);
  const element = at.node.nodeType === Node.TEXT_NODE ? (at.node.parentElement ?? paragraph) : paragraph;
  const center = (): void => {
    const range = document.createRange();
    range.setStart(at.node, at.offset);
    const rect = range.getClientRects()[0] ?? element.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    if (place.field !== "prompt") scroller.scrollTop += rect.top - (view.top + view.height * 0.4);
  };
  element.scrollIntoView({ block: "center" });
  center();
  requestAnimationFrame(center);
}

/** Brings the paragraph of a place to the top of the view: where the reader left. */
export function showAtTop(surface: TextSurface, place: Place): void {
  surface.drawNear(place);
  const at = surface.positionOf(place, "forward");
  if (at) surface.elementOf(at.paragraph).scrollIntoView({ block: "start" });
}
