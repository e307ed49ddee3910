/** What an overlay will change, once all of them have looked. Looking and changing in turns would lay the page out at every turn. */
export type Write = () => void;

/** Where an overlay stands, px within the group of paragraphs that it belongs to: groups keep their own layout, so that it stays right while others grow. */
export interface Spot {
  readonly group: HTMLElement;
  readonly left: number;
  readonly top: number;
}

/** Takes an overlay to its spot. It is moved by a transform: nothing around it is laid out. */
export function putAt(element: HTMLElement, { group, left, top }: Spot): void {
  if (element.parentElement !== group) group.append(element);
  const translate = `${left}px ${top}px`;
  if (element.style.translate !== translate) element.style.translate = translate;
}

/** A place of the viewport as a spot of a group. */
export function spotIn(group: HTMLElement, left: number, top: number): Spot {
  const frame = group.getBoundingClientRect();
  return { group, left: left - frame.left, top: top - frame.top };
}
