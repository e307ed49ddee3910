import type { Label } from "@/core/codebook/codebook";
import { FIELDS, type Field, type Span } from "@/core/annotation/span";
import { paragraphAt, paragraphsOver, type Paragraph, type TraceDocument } from "./document";
import { drawPiece, pieceOf, selectedClass, type Drawing, type FormulaRenderer } from "./draw-paragraph";
import { buildFrame, type Frame } from "./frame";
import { offsetInParagraph, positionInParagraph } from "./locate";
import { lookOf, type Look } from "./looks";
import { Formulas, type Formula } from "./math";
import { piecesOf, type Piece } from "./pieces";
import { placeAll, placeOne, type Placed } from "./placed";
import { redraw } from "./redraw";
import { tagSheet } from "./tag-sheet";

/** A place in the text: UTF-16 offset within a field. */
export interface Place {
  readonly field: Field;
  readonly offset: number;
}

export interface SurfaceOptions {
  readonly labels: readonly Label[];
  readonly headings: Readonly<Record<Field, string>>;
  /** This is the page's own text, whose steps can be linked to; not one shown beside it. */
  readonly named: boolean;
}

/** Characters of a field that the first frame shows and lays out, for each pixel of the screen's height: more than a line of prose holds. */
const SHOWN_AT_ONCE = 2.5;
/** Screens of text below it that the browser would lay out ahead of the reader; they wait for the second frame. */
const AHEAD = 4;
/** The rest is drawn while the browser is idle; ms after which it goes on all the same, and ms of one slice: an idle moment may be longer, and a key may come in it. */
const AT_LATEST = 60;
const SLICE = 6;

/** The text with its spans as plain DOM: built once, then only the paragraphs that an operation touches are drawn again.
 *  It knows nothing of operations or of React; offsets in and out are UTF-16, as the DOM counts. */
export class TextSurface {
  readonly frame: Frame;
  readonly #scroller: HTMLElement;
  readonly #document: TraceDocument;
  readonly #looks: readonly Look[];
  readonly #tagSheet: CSSStyleSheet;
  readonly #labelIndex: ReadonlyMap<string, number>;
  readonly #indexOf = new WeakMap<Element, number>();
  readonly #formulas: Partial<Record<Field, Formulas>> = {};
  readonly #spansIn: Placed[][];
  /** What the children of a paragraph stand for, one each; undefined until it was drawn. */
  #pieces: (readonly Piece[] | undefined)[] = [];
  /** 1 where a paragraph's spans and formulas are drawn. */
  readonly #drawn: Uint8Array;
  #painted = 0;
  #rest = 0;
  /** Groups just below the first screen, until the first frame is painted. */
  #held: HTMLElement[] = [];
  #placed = new Map<string, Placed>();
  #selected: string | null = null;
  #suggested: ReadonlySet<string> = new Set();
  #renderer: FormulaRenderer | null = null;

  /** @param scroller the element that scrolls; the text is appended to it */
  constructor(scroller: HTMLElement, doc: TraceDocument, options: SurfaceOptions) {
    this.#scroller = scroller;
    this.#document = doc;
    this.#looks = options.labels.map(lookOf);
    this.#tagSheet = tagSheet(this.#looks);
    document.adoptedStyleSheets.push(this.#tagSheet);
    this.#labelIndex = new Map(options.labels.map((label, index) => [label.key, index]));
    this.frame = buildFrame(doc, options.headings, options.named);
    this.frame.paragraphs.forEach((element, index) => this.#indexOf.set(element, index));
    this.#spansIn = doc.paragraphs.map(() => []);
    this.#drawn = new Uint8Array(doc.paragraphs.length);
  }

  /** Draws everything and puts it into the page. */
  open(spans: Iterable<Span>): void {
    const all = [...spans];
    for (const field of FIELDS) {
      const text = this.#document.fields[field];
      for (const placed of placeAll(text, all.filter((span) => span.field === field), this.#labelIndex)) this.#insert(placed);
    }
    const screenful = screen.availHeight * SHOWN_AT_ONCE;
    const passed = { prompt: 0, cot: 0, answer: 0 };
    for (const { element, first, last } of this.frame.groups) {
      const { field } = this.#document.paragraphs[first]!;
      const shown = passed[field] < screenful;
      for (const paragraph of this.#document.paragraphs.slice(first, last + 1)) {
        if (shown) this.#draw(paragraph);
        else this.elementOf(paragraph).textContent = this.#document.fields[field].map.text.slice(paragraph.from, paragraph.drawnTo);
        passed[field] += paragraph.to - paragraph.from;
      }
      if (shown || passed[field] > AHEAD * screenful) continue;
      element.style.contentVisibility = "hidden";
      this.#held.push(element);
    }
    this.#scroller.append(this.frame.flow);
    this.#painted = requestAnimationFrame(() => this.#drawRest(0));
  }

  /** Draws the spans around a place now, where they are still to come: it is about to be looked at. */
  drawNear({ field, offset }: Place): void {
    this.#release();
    const index = paragraphAt(this.#document.fields[field], offset)?.index;
    if (index === undefined) return;
    for (const paragraph of this.#document.paragraphs.slice(Math.max(0, index - 40), index + 40)) if (!this.#drawn[paragraph.index]) this.#draw(paragraph);
  }

  /** The text is all there from the first frame; spans and formulas of what lies far below follow in slices between frames. */
  #drawRest(from: number): void {
    this.#rest = requestIdleCallback(() => {
      const until = performance.now() + SLICE;
      let index = from;
      for (; index < this.#drawn.length && performance.now() < until; index++) {
        const paragraph = this.#document.paragraphs[index]!;
        if (this.#drawn[index]) continue;
        if (this.#spansIn[index]!.length === 0 && this.#formulasIn(paragraph).length === 0) this.#drawn[index] = 1;
        else this.#draw(paragraph);
      }
      this.#release();
      if (index < this.#drawn.length) this.#drawRest(index);
    }, { timeout: AT_LATEST });
  }

  #release(): void {
    for (const element of this.#held.splice(0)) element.style.contentVisibility = "";
  }

  destroy(): void {
    cancelAnimationFrame(this.#painted);
    cancelIdleCallback(this.#rest);
    this.frame.flow.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#tagSheet);
  }

  /** Brings the named spans to what `held` says of them (absent: removed) and draws the paragraphs that they touch or touched. */
  update(ids: Iterable<string>, held: ReadonlyMap<string, Span>): void {
    const touched = new Set<Paragraph>();
    for (const id of ids) {
      const before = this.#placed.get(id);
      const span = held.get(id);
      if (before?.span === span) continue;
      if (before) for (const paragraph of this.#remove(before)) touched.add(paragraph);
      if (!span) continue;
      const placed = placeOne(this.#document.fields[span.field], span, this.#labelIndex, this.#neighbours(span));
      const stays = before && before.from === placed.from && before.to === placed.to && before.span.field === span.field;
      for (const paragraph of this.#insert(stays ? { ...placed, row: before.row } : placed)) touched.add(paragraph);
    }
    for (const paragraph of touched) this.#draw(paragraph);
  }

  /** Marks one span as selected; only its own marks change, nothing is laid out again. */
  select(id: string | null): void {
    if (id === this.#selected) return;
    const before = this.#selected;
    this.#selected = id;
    for (const one of [before, id]) for (const paragraph of this.paragraphsOf(one)) this.#restyle(paragraph);
  }

  /** Which spans are a machine's proposals: drawn as dashed outlines. */
  suggest(ids: ReadonlySet<string>): void {
    this.#suggested = ids;
  }

  /** Shows formulas rendered (with a renderer) or as source (null), from the paragraph in view outwards. */
  renderFormulas(renderer: FormulaRenderer | null): void {
    this.#renderer = renderer;
    this.#pieces = []; // the same pieces look different now
    for (const paragraph of this.#document.paragraphs) if (this.#formulasIn(paragraph).length > 0) this.#draw(paragraph);
  }

  placed(id: string): Placed | undefined {
    return this.#placed.get(id);
  }

  /** Spans over a place, the nearest track first. A place between two characters belongs to the one after it, and at a span's end to the span as well. */
  spansAt({ field, offset }: Place): Placed[] {
    const paragraph = paragraphAt(this.#document.fields[field], offset);
    if (!paragraph) return [];
    const here = this.#spansIn[paragraph.index]!;
    const inside = here.filter((placed) => placed.from <= offset && offset < placed.to);
    return (inside.length > 0 ? inside : here.filter((placed) => placed.to === offset)).sort((a, b) => (a.to - a.from) - (b.to - b.from) || a.row - b.row);
  }

  paragraphsOf(id: string | null): readonly Paragraph[] {
    const placed = id === null ? undefined : this.#placed.get(id);
    return placed ? paragraphsOver(this.#document.fields[placed.span.field], placed.from, placed.to) : [];
  }

  /** The drawn marks of a span. */
  marksOf(id: string): HTMLElement[] {
    return this.paragraphsOf(id).flatMap((paragraph) => [...this.elementOf(paragraph).querySelectorAll<HTMLElement>("mark")].filter((mark) => pieceOf.get(mark)?.spans.some((placed) => placed.span.id === id)));
  }

  elementOf(paragraph: Paragraph): HTMLElement {
    return this.frame.paragraphs[paragraph.index]!;
  }

  spansOfMark(mark: Element): string[] {
    return [...(pieceOf.get(mark)?.spans ?? [])].sort((a, b) => (a.to - a.from) - (b.to - b.from)).map(({ span }) => span.id);
  }

  /** Whether one place comes before another in reading order. */
  isBefore(a: Place, b: Place): boolean {
    return FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) < 0 || (a.field === b.field && a.offset < b.offset);
  }

  /** The place in the text of a DOM position; null outside of it. */
  placeOf(node: Node, offset: number): Place | null {
    const element = (node instanceof Element ? node : node.parentElement)?.closest(".wb-p") ?? this.#nearest(node, offset);
    const index = element ? this.#indexOf.get(element) : undefined;
    if (!element || index === undefined) return null;
    const paragraph = this.#document.paragraphs[index]!;
    const inside = element.contains(node) ? offsetInParagraph(element, node, offset) : paragraph.drawnTo - paragraph.from;
    return { field: paragraph.field, offset: paragraph.from + inside };
  }

  /** The place under a point of the viewport. */
  placeAtPoint(x: number, y: number): Place | null {
    const position = document.caretPositionFromPoint(x, y);
    return position ? this.placeOf(position.offsetNode, position.offset) : null;
  }

  /** The DOM position of a place. */
  positionOf({ field, offset }: Place, lean: "back" | "forward"): { readonly paragraph: Paragraph; readonly node: Node; readonly offset: number } | null {
    const text = this.#document.fields[field];
    const paragraph = paragraphAt(text, lean === "back" && offset > 0 ? offset - 1 : offset);
    if (!paragraph) return null;
    return { paragraph, ...positionInParagraph(this.elementOf(paragraph), Math.min(offset, paragraph.drawnTo) - paragraph.from, lean) };
  }

  /** A static DOM range over [from, to) of a field. Where it begins and ends, spans that are still to be drawn are drawn first: they would take its nodes away. */
  rangeOf(field: Field, from: number, to: number): StaticRange | null {
    const over = paragraphsOver(this.#document.fields[field], from, to);
    for (const paragraph of [over[0], over.at(-1)]) if (paragraph && !this.#drawn[paragraph.index]) this.#draw(paragraph);
    const start = this.positionOf({ field, offset: from }, "forward");
    const end = this.positionOf({ field, offset: to }, "back");
    return start && end ? new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset }) : null;
  }

  #insert(placed: Placed): readonly Paragraph[] {
    this.#placed.set(placed.span.id, placed);
    const over = paragraphsOver(this.#document.fields[placed.span.field], placed.from, placed.to);
    for (const paragraph of over) this.#spansIn[paragraph.index]!.push(placed);
    return over;
  }

  #remove(placed: Placed): readonly Paragraph[] {
    this.#placed.delete(placed.span.id);
    const over = paragraphsOver(this.#document.fields[placed.span.field], placed.from, placed.to);
    for (const { index } of over) this.#spansIn[index] = this.#spansIn[index]!.filter((other) => other !== placed);
    return over;
  }

  *#neighbours(span: Span): Generator<Placed> {
    const text = this.#document.fields[span.field];
    const placed = placeOne(text, span, this.#labelIndex, []);
    for (const paragraph of paragraphsOver(text, placed.from, placed.to)) yield* this.#spansIn[paragraph.index]!;
  }

  #draw(paragraph: Paragraph): void {
    const { index, from, drawnTo } = paragraph;
    const source = this.#document.fields[paragraph.field].map.text;
    const drawing: Drawing = { looks: this.#looks, selected: this.#selected, suggested: this.#suggested, renderer: this.#renderer };
    const pieces = piecesOf(from, drawnTo, this.#spansIn[index]!, this.#formulasIn(paragraph), this.#renderer !== null);
    redraw(this.elementOf(paragraph), this.#pieces[index], pieces, (piece) => drawPiece(source, from, piece, drawing));
    this.#pieces[index] = pieces;
    this.#drawn[index] = 1;
  }

  #restyle(paragraph: Paragraph): void {
    for (const mark of this.elementOf(paragraph).querySelectorAll("mark")) {
      const on = pieceOf.get(mark)?.spans.find((placed) => placed.span.id === this.#selected);
      const worn = / on band c-[a-z0-9-]+/.exec(mark.className);
      if (worn) mark.className = mark.className.replace(worn[0], "");
      if (on) mark.className += selectedClass(this.#looks[on.label]!);
      for (const tag of mark.querySelectorAll<HTMLElement>(".wb-t")) tag.classList.toggle("sel", tag.dataset.span === this.#selected);
    }
  }

  #formulasIn(paragraph: Paragraph): readonly Formula[] {
    const { field, from, drawnTo } = paragraph;
    return (this.#formulas[field] ??= new Formulas(this.#document.fields[field].map.text)).within(from, drawnTo);
  }

  /** The last paragraph that begins before a DOM position outside of all paragraphs: a binary search over the page. */
  #nearest(node: Node, offset: number): Element | null {
    if (!this.frame.flow.contains(node)) return null;
    const point = document.createRange();
    point.setStart(node, offset);
    let low = 0;
    let high = this.frame.paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (point.comparePoint(this.frame.paragraphs[middle]!, 0) <= 0) low = middle;
      else high = middle - 1;
    }
    return this.frame.paragraphs[low] ?? null;
  }
}
