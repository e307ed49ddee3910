import { atoms } from "./draw-paragraph";

/** Overlays (caret, handles) live inside paragraphs, hold no text, and are passed over. */
export const OVERLAY = "wb-o";

interface Stretch {
  readonly node: Node;
  readonly length: number;
}

/** The nodes that carry a paragraph's text, in order: text nodes, and rendered formulas as one block each. */
function* stretches(paragraph: Node): Generator<Stretch> {
  for (const node of paragraph.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield { node, length: (node as Text).length };
    else if (node instanceof Element && !node.classList.contains(OVERLAY)) {
      const length = atoms.get(node);
      if (length !== undefined) yield { node, length };
      else yield* stretches(node);
    }
  }
}

/** UTF-16 offset within a paragraph of a DOM position in it. A position inside a rendered formula falls to the nearer end of its source. */
export function offsetInParagraph(paragraph: Element, node: Node, offset: number): number {
  let before = 0;
  for (const stretch of stretches(paragraph)) {
    if (stretch.node === node) return before + (node.nodeType === Node.TEXT_NODE ? offset : offset > 0 ? stretch.length : 0);
    if (stretch.node.nodeType === Node.ELEMENT_NODE && stretch.node.contains(node)) return before + (offset > 0 ? stretch.length : 0);
    if (isBefore(node, offset, stretch.node)) return before;
    before += stretch.length;
  }
  return before;
}

/** The DOM position of a UTF-16 offset within a paragraph. At an edge between two nodes `lean` says which: the end of the first or the start of the second. */
export function positionInParagraph(paragraph: Element, offset: number, lean: "back" | "forward"): { readonly node: Node; readonly offset: number } {
  let before = 0;
  let last: Stretch | null = null;
  for (const stretch of stretches(paragraph)) {
    const here = offset - before;
    if (here < stretch.length || (here === stretch.length && lean === "back")) return positionIn(stretch, here);
    before += stretch.length;
    last = stretch;
  }
  return last ? positionIn(last, last.length) : { node: paragraph, offset: 0 };
}

function positionIn(stretch: Stretch, offset: number): { readonly node: Node; readonly offset: number } {
  if (stretch.node.nodeType === Node.TEXT_NODE) return { node: stretch.node, offset };
  const parent = stretch.node.parentNode!;
  const index = Array.prototype.indexOf.call(parent.childNodes, stretch.node) as number;
  return { node: parent, offset: offset > 0 ? index + 1 : index };
}

/** Whether the DOM position (node, offset) lies before a node that it is not inside of. */
function isBefore(node: Node, offset: number, other: Node): boolean {
  if (node.contains(other)) {
    const child = node.childNodes[offset];
    return child !== undefined && (child === other || child.contains(other) || (child.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  }
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
