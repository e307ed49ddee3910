import type { Piece } from "./pieces";

/** Brings the children of a paragraph, one a piece, from one list of pieces to the next. Pieces at both ends that stay the same keep their nodes, so that a long paragraph is not shaped anew for one span in it.
 *  @param before undefined where the children are not known to be of any pieces: all are drawn */
export function redraw(element: HTMLElement, before: readonly Piece[] | undefined, after: readonly Piece[], draw: (piece: Piece) => Node): void {
  if (!before || element.childNodes.length !== before.length) return element.replaceChildren(...after.map(draw));
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isSame(before[head]!, after[head]!)) head++;
  let tail = 0;
  while (tail < most - head && isSame(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++;
  const gone = [...element.childNodes].slice(head, before.length - tail);
  const next = element.childNodes[before.length - tail] ?? null;
  for (const node of gone) node.remove();
  for (const piece of after.slice(head, after.length - tail)) element.insertBefore(draw(piece), next);
}

const isSame = (a: Piece, b: Piece): boolean =>
  a.from === b.from && a.to === b.to && a.formula === b.formula && a.spans.length === b.spans.length && a.spans.every((span, k) => span === b.spans[k]);
