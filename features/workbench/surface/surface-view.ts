import type { Field, Span } from "@/core/annotation/span";
import { toCodePoint, toUtf16, utf16, type CodePoint } from "@/core/text/offset";
import { moveEdge } from "../commands/label-span";
import type { TextCursor, WorkbenchSession, WorkbenchState } from "../session";
import { Arcs } from "./arcs";
import { Caret } from "./caret";
import { paragraphAt, type Paragraph, type TraceDocument } from "./document";
import type { FormulaRenderer } from "./draw-paragraph";
import { Handles } from "./handles";
import { listenToPointer } from "./pointer";
import { relationArcs } from "./relation-arcs";
import { snap, unitAt } from "./snap";
import { TextSurface, type Place, type SurfaceOptions } from "./text-surface";
import { Viewport } from "./viewport";

export interface ViewEvents {
  /** Spans under the resting pointer; empty when it left. */
  hover(spans: readonly string[], at: DOMRect | null): void;
  /** A target was pointed at while a relation is being made. */
  target(place: Place, spans: readonly string[]): void;
  targetRange(field: Field, from: CodePoint, to: CodePoint): void;
}

/** Joins the text surface to a session: draws what the session says, tells it what the pointer did. */
export class SurfaceView {
  readonly surface: TextSurface;
  readonly caret: Caret;
  readonly viewport: Viewport;
  readonly #scroller: HTMLElement;
  readonly #session: WorkbenchSession;
  readonly #document: TraceDocument;
  readonly #handles: Handles;
  readonly #arcs: Arcs;
  readonly #cleanup: (() => void)[] = [];
  #shown: WorkbenchState;
  #current: Paragraph | null = null;
  #hovered: readonly HTMLElement[] = [];
  #column = false;

  constructor(scroller: HTMLElement, session: WorkbenchSession, doc: TraceDocument, { headings, named }: Omit<SurfaceOptions, "labels">, private readonly events: ViewEvents) {
    this.#scroller = scroller;
    this.#session = session;
    this.#document = doc;
    this.#shown = session.state;
    this.surface = new TextSurface(scroller, doc, { labels: session.context.codebook.labels, headings, named });
    this.surface.suggest(new Set(session.state.suggestions.keys()));
    this.surface.open([...session.state.annotation.spans.values(), ...session.state.suggestions.values()]);
    this.caret = new Caret(this.surface);
    this.viewport = new Viewport(scroller, this.surface, doc);
    this.#handles = new Handles(this.surface, {
      drag: (edge, place) => this.#preview(edge, place),
      drop: (edge, place) => { this.#resize(edge, place); this.caret.show(this.#cursor()); },
      cancel: () => this.caret.show(this.#cursor()),
    });
    this.#arcs = new Arcs(this.surface);
    const grown = new ResizeObserver(() => this.#replace());
    grown.observe(this.surface.frame.flow);
    this.#cleanup.push(
      session.subscribe(() => this.#follow()),
      session.onSpans((changed, spans) => this.#redraw(changed, spans)),
      listenToPointer(scroller, this.surface, {
        select: (field, anchor, focus, clicks) => this.#select(field, anchor, focus, clicks),
        click: (place, spans) => this.#click(place, spans),
        hover: (spans, at) => this.#hover(spans, at),
      }),
      () => grown.disconnect(),
    );
    this.#follow();
  }

  destroy(): void {
    for (const clean of this.#cleanup) clean();
    this.surface.destroy();
  }

  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  /** Shows a place in the middle of the view, without moving the caret. */
  reveal(field: Field, offset: CodePoint): void {
    this.#drawNear(field, offset);
    const at = this.surface.positionOf(this.#placeOf(field, offset), "forward");
    if (!at) return;
    const element = at.node.nodeType === Node.TEXT_NODE ? (at.node.parentElement ?? this.surface.elementOf(at.paragraph)) : this.surface.elementOf(at.paragraph);
    const target = element.tagName === "P" ? this.surface.elementOf(at.paragraph) : element;
    const center = (): void => {
      const range = document.createRange();
      range.setStart(at.node, at.offset);
      const rect = range.getClientRects()[0] ?? target.getBoundingClientRect();
      const view = this.#scroller.getBoundingClientRect();
      if (field !== "prompt") this.#scroller.scrollTop += rect.top - (view.top + view.height * 0.4);
    };
    target.scrollIntoView({ block: "center" });
    center();
    // What lay between is laid out on the way; one more look puts the place where it belongs.
    requestAnimationFrame(center);
  }

  /** Brings a place to the top of the view: where the reader left. */
  scrollTo(field: Field, offset: CodePoint): void {
    this.#drawNear(field, offset);
    const at = this.surface.positionOf(this.#placeOf(field, offset), "forward");
    if (at) this.surface.elementOf(at.paragraph).scrollIntoView({ block: "start" });
  }

  renderFormulas(renderer: FormulaRenderer | null): void {
    this.surface.renderFormulas(renderer);
    this.#replace();
  }

  revealUtf16(field: Field, offset: number): void {
    this.reveal(field, toCodePoint(this.#document.fields[field].map, utf16(offset)));
  }

  /** Puts the selection over a range, UTF-16. */
  putCaret(field: Field, from: number, to: number): void {
    this.#session.set({ cursor: this.#cursorOf(field, from, to), selected: null, mode: { kind: "reading" } });
  }

  /** Shows search hits: marked in the browser's highlight registry, the text itself stays as it is. */
  highlight(hits: readonly { readonly field: Field; readonly from: number; readonly to: number }[], current: number): void {
    CSS.highlights.delete("wb-found");
    CSS.highlights.delete("wb-found-here");
    if (hits.length === 0) return;
    const ranges = hits.slice(0, 2_000).flatMap(({ field, from, to }) => this.surface.rangeOf(field, from, to) ?? []);
    CSS.highlights.set("wb-found", new Highlight(...ranges));
    const here = hits[current];
    const range = here && this.surface.rangeOf(here.field, here.from, here.to);
    if (range) CSS.highlights.set("wb-found-here", new Highlight(range));
  }

  /** Opens the pinned prompt in full. */
  revealPrompt(): void {
    this.surface.frame.sections.prompt.dataset.open = "true";
    this.surface.frame.sections.prompt.scrollTop = 0;
  }

  /** Hangs a letter on the start of each named span, or takes all away. */
  showLetters(letters: ReadonlyMap<string, string>): void {
    for (const old of this.#scroller.querySelectorAll(".wb-jump")) old.remove();
    for (const [letter, id] of letters) {
      const tag = this.#scroller.querySelector(`.wb-t[data-span="${CSS.escape(id)}"]`);
      if (!tag) continue;
      const mark = document.createElement("i");
      mark.className = "wb-o wb-jump";
      mark.dataset.letter = letter;
      tag.append(mark);
    }
  }

  /** Selects a span, shows it and puts the caret at its start. */
  goTo(id: string): void {
    const span = this.#session.state.annotation.spans.get(id);
    if (!span) return;
    this.#session.set({ selected: id, mode: { kind: "reading" }, cursor: { field: span.field, anchor: span.start, focus: span.start } });
    this.reveal(span.field, span.start);
    this.focus();
  }

  /** Moves the caret by lines: the column aimed at stays. */
  keepColumn(move: () => void): void {
    this.#column = true;
    move();
    this.#column = false;
  }

  /** The paragraph of the caret. */
  get current(): Paragraph | null {
    return this.#current;
  }

  #follow(): void {
    const before = this.#shown;
    const now = (this.#shown = this.#session.state);
    if (before.hidden !== now.hidden) this.#scroller.dataset.hidden = String(now.hidden);
    if (before.selected !== now.selected) this.surface.select(now.selected);
    if (before.cursor !== now.cursor) {
      this.caret.show(this.#cursor(), this.#column);
      this.caret.reveal();
      this.#markStep();
    }
    if (before.selected !== now.selected || before.mode !== now.mode) this.#drawHandles();
    if (before.selected !== now.selected || before.annotation.relations !== now.annotation.relations || before.arcs !== now.arcs || (now.arcs && before.cursor !== now.cursor)) this.#drawArcs();
  }

  #redraw(changed: Iterable<string>, spans: ReadonlyMap<string, Span>): void {
    this.surface.suggest(new Set(this.#session.state.suggestions.keys()));
    this.surface.update(changed, spans);
    this.surface.select(this.#session.state.selected);
    this.#replace();
  }

  /** Puts the overlays where the text now is. */
  #replace(): void {
    const cursor = this.#cursor();
    if (cursor) this.caret.show(cursor, true);
    this.#drawHandles();
    this.#drawArcs();
  }

  #drawHandles(): void {
    const { selected, mode, annotation } = this.#session.state;
    const span = selected === null || this.#session.readOnly ? undefined : annotation.spans.get(selected);
    const label = span && this.#session.context.codebook.labels.find(({ key }) => key === span.label);
    this.#handles.show(span ? span.id : null, label ? `c-${label.colour}` : "", mode.kind === "resizing" ? mode.edge : null);
  }

  #drawArcs(): void {
    this.#arcs.show(relationArcs(this.#session, this.#document));
  }

  #drawNear(field: Field, offset: CodePoint): void {
    const paragraph = paragraphAt(this.#document.fields[field], this.#placeOf(field, offset).offset);
    if (paragraph) this.surface.drawNear(paragraph);
  }

  #placeOf(field: Field, offset: CodePoint): Place {
    return { field, offset: toUtf16(this.#document.fields[field].map, offset) };
  }

  #cursor(): { field: Field; anchor: number; focus: number } | null {
    const { cursor } = this.#session.state;
    if (!cursor) return null;
    const { map } = this.#document.fields[cursor.field];
    return { field: cursor.field, anchor: toUtf16(map, cursor.anchor), focus: toUtf16(map, cursor.focus) };
  }

  #markStep(): void {
    const cursor = this.#cursor();
    const paragraph = cursor && paragraphAt(this.#document.fields[cursor.field], cursor.focus);
    if (paragraph === this.#current) return;
    if (this.#current) this.surface.elementOf(this.#current).classList.remove("cur");
    if (paragraph) this.surface.elementOf(paragraph).classList.add("cur");
    this.#current = paragraph;
  }

  #select(field: Field, anchor: number, focus: number, clicks: number): void {
    const text = this.#document.fields[field];
    const length = text.map.text.length;
    const [from, to] = [Math.min(anchor, focus), Math.min(length, Math.max(anchor, focus))];
    const stretch = clicks > 1 ? trimmedUnit(text, from, clicks > 2 ? "step" : "sentence") : snap(text, from, to, this.#session.state.granularity);
    if (!stretch) return this.#session.set({ cursor: this.#cursorOf(field, from, from) });
    if (this.#session.state.mode.kind === "relating") return this.events.targetRange(field, toCodePoint(text.map, utf16(stretch.from)), toCodePoint(text.map, utf16(stretch.to)));
    const backwards = focus < anchor;
    this.#session.set({ cursor: backwards ? this.#cursorOf(field, stretch.to, stretch.from) : this.#cursorOf(field, stretch.from, stretch.to), selected: null, mode: { kind: "reading" } });
  }

  #cursorOf(field: Field, anchor: number, focus: number): TextCursor {
    const { map } = this.#document.fields[field];
    return { field, anchor: toCodePoint(map, utf16(anchor)), focus: toCodePoint(map, utf16(focus)) };
  }

  #click(place: Place, under: readonly string[]): void {
    const { state } = this.#session;
    const spans = under.filter((id) => state.annotation.spans.has(id)); // a suggestion is answered, not selected
    if (state.mode.kind === "relating") return this.events.target(place, spans);
    const here = spans.indexOf(state.selected ?? "");
    const next = spans.length === 0 ? null : spans[(here + 1) % spans.length]!;
    this.#session.set({ cursor: this.#cursorOf(place.field, place.offset, place.offset), selected: next, mode: { kind: "reading" }, overlap: spans.length > 1 ? spans : null });
  }

  #hover(spans: readonly string[], at: DOMRect | null): void {
    for (const mark of this.#hovered) mark.classList.remove("hv");
    this.#hovered = spans[0] ? this.surface.marksOf(spans[0]) : [];
    for (const mark of this.#hovered) mark.classList.add("hv");
    this.events.hover(spans, at);
  }

  #preview(edge: "start" | "end", place: Place): void {
    const placed = this.surface.placed(this.#session.state.selected ?? "");
    if (!placed || placed.span.field !== place.field) return;
    this.caret.show({ field: place.field, anchor: edge === "start" ? placed.to : placed.from, focus: place.offset });
  }

  #resize(edge: "start" | "end", place: Place): void {
    const placed = this.surface.placed(this.#session.state.selected ?? "");
    if (!placed || placed.span.field !== place.field) return;
    const [from, to] = edge === "start" ? [place.offset, placed.to] : [placed.from, place.offset];
    const stretch = from < to ? snap(this.#document.fields[place.field], from, to, this.#session.state.granularity) : null;
    if (stretch) moveEdge(this.#session, this.#document, placed.span.id, edge, edge === "start" ? stretch.from : stretch.to);
  }
}

function trimmedUnit(text: TraceDocument["fields"][Field], at: number, unit: "sentence" | "step") {
  const found = unitAt(text, at, unit);
  return found && snap(text, found.from, found.to, "character");
}
