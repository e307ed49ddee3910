import { ROWS, suggestedTag, type Look } from "./looks";
import type { Formula } from "./math";
import type { Piece } from "./pieces";
import type { Placed } from "./placed";
import { tagPlace } from "./tag-place";

/** Draws a formula's source into an element; false where it cannot be read, so that the source stays. */
export type FormulaRenderer = (source: string, display: boolean, into: HTMLElement) => boolean;

/** The stretch of text behind each drawn element, for hit tests and for the mapping of positions. */
export const pieceOf = new WeakMap<Element, Piece>();
/** Elements that stand for source text which is not in the page: rendered formulas, with their length in UTF-16 units. */
export const atoms = new WeakMap<Element, number>();

export interface Drawing {
  readonly looks: readonly Look[];
  readonly selected: string | null;
  readonly suggested: ReadonlySet<string>;
  readonly renderer: FormulaRenderer | null;
}

/** One child of a paragraph: a text node, a `<mark>` under spans, a rendered formula. Text goes in as text, never as HTML.
 *  @param source the whole field
 *  @param base   where the paragraph begins in it */
export function drawPiece(source: string, base: number, piece: Piece, drawing: Drawing): Node {
  const text = source.slice(piece.from, piece.to);
  if (piece.spans.length === 0 && piece.formula === null) return document.createTextNode(text);
  if (piece.spans.length === 0) return formulaOf(text, piece, piece.formula!, drawing.renderer);
  const element = document.createElement("mark");
  element.className = classOf(piece, drawing);
  pieceOf.set(element, piece);
  const tags = tagsIn(source, base, piece, drawing);
  if (piece.formula !== null) element.append(...tags.filter(({ at }) => at === piece.from).map(({ tag }) => tag), formulaOf(text, piece, piece.formula, drawing.renderer), ...tags.filter(({ at }) => at > piece.from).map(({ tag }) => tag));
  else {
    let from = piece.from;
    for (const { tag, at } of tags) {
      if (at > from) element.append(source.slice(from, at));
      element.append(tag);
      from = at;
    }
    element.append(source.slice(from, piece.to));
  }
  return element;
}

/** The tags that hang in this stretch, in order, each with its place in the field: of the tracks that are shown, and one that counts the others. */
function tagsIn(source: string, base: number, { from, to, spans }: Piece, drawing: Drawing): { readonly tag: HTMLElement; readonly at: number }[] {
  const here = spans.map((placed) => ({ placed, at: placed.from < from && placed.from <= base ? -1 : tagPlace(source, base, placed) })).filter(({ at }) => from <= at && at < to);
  const hidden = here.find(({ placed }) => placed.row >= ROWS);
  const tags = here.flatMap(({ placed, at }) => (placed.row < ROWS ? [{ tag: tagOf(placed, drawing), at }] : []));
  if (hidden) tags.push({ tag: hiddenCount(spans.filter((placed) => placed.row >= ROWS).length), at: hidden.at });
  return tags.sort((a, b) => a.at - b.at);
}

function classOf(piece: Piece, drawing: Drawing): string {
  let names = "wb-s track";
  for (const placed of piece.spans) {
    const look = drawing.looks[placed.label]!;
    if (placed.row < ROWS) names += ` ${look.rows[placed.row]!}`;
    if (placed.span.id === drawing.selected) names += selectedClass(look);
    if (drawing.suggested.has(placed.span.id)) names += ` sg ${look.colour}`;
  }
  return names;
}

/** What a mark of the selected span wears besides its tracks. */
export const selectedClass = (look: Look): string => ` on band ${look.colour}`;

/** The two letters at a span's start. They are generated content: no text of the page, so that find, copy and offsets see the source alone. */
function tagOf(placed: Placed, drawing: Drawing): HTMLElement {
  const tag = document.createElement("i");
  const look = drawing.looks[placed.label]!;
  tag.className = `wb-t t${placed.row + 1} ${look.colour}${placed.span.id === drawing.selected ? " sel" : ""}`;
  tag.dataset.tag = drawing.suggested.has(placed.span.id) ? suggestedTag(look) : look.tag;
  tag.dataset.span = placed.span.id;
  return tag;
}

function hiddenCount(count: number): HTMLElement {
  const tag = document.createElement("i");
  tag.className = "wb-t tn";
  tag.dataset.tag = `+${count}`;
  return tag;
}

/** A formula, or the part of one that a span cuts out: rendered where it is whole and can be read, else its source with the delimiters stepping back. */
function formulaOf(text: string, piece: Piece, { from: start, to: end, delimiter, display }: Formula, renderer: FormulaRenderer | null): HTMLElement {
  const element = document.createElement("span");
  if (renderer && piece.from === start && piece.to === end) {
    element.className = "wb-k";
    if (renderer(text.slice(delimiter, text.length - delimiter), display, element)) {
      atoms.set(element, text.length);
      element.title = text;
      return element;
    }
  }
  element.className = "wb-m";
  const open = Math.max(0, Math.min(text.length, start + delimiter - piece.from));
  const close = Math.max(open, Math.min(text.length, end - delimiter - piece.from));
  if (open > 0) element.append(faint(text.slice(0, open)));
  if (close > open) element.append(text.slice(open, close));
  if (close < text.length) element.append(faint(text.slice(close)));
  return element;
}

function faint(text: string): HTMLElement {
  const element = document.createElement("u");
  element.textContent = text;
  return element;
}
