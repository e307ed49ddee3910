import type { Field, Span } from "@/core/annotation/span";
import { toCodePoint, toUtf16, utf16, type CodePoint } from "@/core/text/offset";
import { AfterPaint } from "../after-paint";
import type { WorkbenchSession } from "../session";
import type { WorkbenchState } from "../session-state";
import type { Caret, Cursor } from "./caret";
import { paragraphAt, type Paragraph, type TraceDocument } from "./document";
import type { FormulaRenderer } from "./draw-paragraph";
import { clickText, cursorOf, dropEdge, selectStretch, type TargetEvents } from "./gestures";
import type { Edge } from "./handles";
import { showLetters } from "./jump-letters";
import { Overlays, type Wanted } from "./overlays";
import { listenToPointer } from "./pointer";
import { relationArcs } from "./relation-arcs";
import { markHits, type Hit } from "./search-hits";
import { centerPlace, showAtTop } from "./show-place";
import { TextSurface, type Place, type SurfaceOptions } from "./text-surface";
import { Viewport } from "./viewport";

/** ms after the text is laid out. */
const FOCUS_AT_LATEST = 120;

export interface ViewEvents extends TargetEvents {
  /** Spans under the resting pointer; empty when it left. */
  hover(spans: readonly string[], at: DOMRect | null): void;
}

/** Joins the text surface to a session: draws what the session says, tells it what the pointer did.
 *  For each event the text is changed first, then everything over it looks where it is, then is put there: the page is laid out once. */
export class SurfaceView {
  readonly surface: TextSurface;
  readonly viewport: Viewport;
  readonly #scroller: HTMLElement;
  readonly #session: WorkbenchSession;
  readonly #document: TraceDocument;
  readonly #overlays: Overlays;
  readonly #cleanup: (() => void)[] = [];
  #shown: WorkbenchState;
  /** The browser has not laid the text out yet. Overlays and the focus wait until it does so for its first frame: asked for earlier, both would have it done twice. */
  #unlaid = true;
  #focusWaits = false;
  #focusing = 0;
  /** Overlays that follow a span that came or went by a frame: the mark itself is painted first. */
  readonly #following = new AfterPaint(() => this.#putWanted());
  #wanted: Wanted = {};
  /** Text was drawn again since the overlays were put. */
  #redrawn = false;
  #current: Paragraph | null = null;
  #hovered: readonly HTMLElement[] = [];
  #column = false;
  #stopMarking = (): void => {};

  constructor(scroller: HTMLElement, session: WorkbenchSession, doc: TraceDocument, { headings, named }: Omit<SurfaceOptions, "labels">, private readonly events: ViewEvents) {
    this.#scroller = scroller;
    this.#session = session;
    this.#document = doc;
    this.#shown = session.state;
    this.surface = new TextSurface(scroller, doc, { labels: session.context.codebook.labels, headings, named });
    this.surface.suggest(new Set(session.state.suggestions.keys()));
    this.surface.open([...session.state.annotation.spans.values(), ...session.state.suggestions.values()]);
    this.viewport = new Viewport(scroller, this.surface, doc);
    this.#overlays = new Overlays(this.surface, scroller, {
      drag: (edge, place) => this.#preview(edge, place),
      drop: (edge, place) => this.#drop(edge, place),
      cancel: () => this.#overlays.put({ caret: { cursor: this.#cursor() } }),
    });
    const grown = new ResizeObserver(() => this.#laidOut());
    grown.observe(this.surface.frame.flow);
    this.#cleanup.push(
      session.subscribe(() => this.#follow()),
      session.onSpans((changed, spans) => this.#redraw(changed, spans)),
      listenToPointer(scroller, this.surface, {
        select: (field, anchor, focus, clicks) => session.textFirst(() => selectStretch(session, doc, events, field, anchor, focus, clicks)),
        click: (place, spans) => session.textFirst(() => clickText(session, doc, events, place, spans)),
        hover: (spans, at) => this.#hover(spans, at),
      }),
      () => grown.disconnect(),
    );
  }

  destroy(): void {
    cancelIdleCallback(this.#focusing);
    this.#following.cancel();
    this.#stopMarking();
    for (const clean of this.#cleanup) clean();
    this.surface.destroy();
  }

  get caret(): Caret {
    this.#following.now();
    return this.#overlays.caret;
  }

  /** The paragraph of the caret. */
  get current(): Paragraph | null {
    return this.#current;
  }

  focus(): void {
    if (this.#unlaid) this.#focusWaits = true;
    else this.#scroller.focus({ preventScroll: true });
  }

  /** Takes the focus now, where it is to come. @returns whether it was */
  takeFocus(): boolean {
    if (!this.#focusWaits || this.#unlaid) return false;
    this.#focusWaits = false;
    cancelIdleCallback(this.#focusing);
    this.#session.textFirst(() => this.focus());
    return true;
  }

  /** Shows a place in the middle of the view, without moving the caret. */
  reveal(field: Field, offset: CodePoint): void {
    centerPlace(this.surface, this.#scroller, this.#placeOf(field, offset));
  }

  revealUtf16(field: Field, offset: number): void {
    this.reveal(field, toCodePoint(this.#document.fields[field].map, utf16(offset)));
  }

  /** Brings a place to the top of the view: where the reader left. */
  scrollTo(field: Field, offset: CodePoint): void {
    showAtTop(this.surface, this.#placeOf(field, offset));
  }

  renderFormulas(renderer: FormulaRenderer | null): void {
    this.surface.renderFormulas(renderer);
    this.#replace();
  }

  /** Puts the selection over a range, UTF-16. */
  putCaret(field: Field, from: number, to: number): void {
    this.#session.set({ cursor: cursorOf(this.#document, field, from, to), selected: null, mode: { kind: "reading" } });
  }

  highlight(hits: readonly Hit[], current: number): void {
    this.#stopMarking();
    this.#stopMarking = markHits(this.surface, hits, current);
  }

  /** Opens the pinned prompt in full. */
  revealPrompt(): void {
    this.surface.frame.sections.prompt.dataset.open = "true";
    this.surface.frame.sections.prompt.scrollTop = 0;
  }

  showLetters(letters: ReadonlyMap<string, string>): void {
    showLetters(this.#scroller, letters);
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

  #follow(): void {
    const before = this.#shown;
    const now = (this.#shown = this.#session.state);
    const redrawn = this.#redrawn;
    this.#redrawn = false;
    const selected = before.selected !== now.selected;
    const moved = before.cursor !== now.cursor;
    if (before.hidden !== now.hidden) this.#scroller.dataset.hidden = String(now.hidden);
    if (selected) this.surface.select(now.selected);
    if (moved) this.#markStep();
    const related = before.annotation.relations !== now.annotation.relations || before.arcs !== now.arcs || (now.arcs && moved);
    const wanted: Wanted = {
      ...(moved || (redrawn && now.cursor) ? { caret: { cursor: this.#cursor(), keepColumn: this.#column || !moved, reveal: moved } } : {}),
      ...(redrawn || selected || before.mode !== now.mode ? { handles: this.#handles() } : {}),
      ...(redrawn || selected || related ? { arcs: relationArcs(this.#session, this.#document) } : {}),
    };
    if (this.#unlaid || !(wanted.caret || wanted.handles || wanted.arcs)) return;
    this.#wanted = { ...this.#wanted, ...wanted };
    if (redrawn && selected) this.#following.ask();
    else this.#putWanted();
  }

  #putWanted(): void {
    this.#following.cancel();
    this.#overlays.put(this.#wanted);
    this.#wanted = {};
  }

  /** The session tells of changed spans before it tells that it changed: `#follow` puts the overlays. */
  #redraw(changed: Iterable<string>, spans: ReadonlyMap<string, Span>): void {
    this.surface.suggest(new Set(this.#session.state.suggestions.keys()));
    this.surface.update(changed, spans);
    this.#redrawn = true;
  }

  /** The text takes up another room than before, or any at all. */
  #laidOut(): void {
    this.#unlaid = false;
    this.#replace();
    // The text is painted first; the caret and all that follows the focus come in the browser's first idle moment, or with the first key.
    if (this.#focusWaits && !this.#focusing) this.#focusing = requestIdleCallback(() => this.takeFocus(), { timeout: FOCUS_AT_LATEST });
  }

  /** Puts the overlays where the text now is: it was laid out anew. Those in text that is not laid out at all just now, since it is far from the view, are left alone. */
  #replace(): void {
    const cursor = this.#cursor();
    const selected = this.surface.paragraphsOf(this.#session.state.selected)[0];
    this.#overlays.put({
      ...(cursor && this.#isLaidOut(paragraphAt(this.#document.fields[cursor.field], cursor.focus)) ? { caret: { cursor, keepColumn: true } } : {}),
      ...(selected && !this.#isLaidOut(selected) ? {} : { handles: this.#handles() }),
      arcs: relationArcs(this.#session, this.#document),
    });
  }

  #isLaidOut(paragraph: Paragraph | null): boolean {
    return paragraph !== null && this.surface.elementOf(paragraph).checkVisibility({ contentVisibilityAuto: true });
  }

  #handles(): Wanted["handles"] & {} {
    const { selected, mode, annotation } = this.#session.state;
    const span = selected === null || this.#session.readOnly ? undefined : annotation.spans.get(selected);
    const label = span && this.#session.context.codebook.labels.find(({ key }) => key === span.label);
    return { span: span ? span.id : null, colour: label ? `c-${label.colour}` : "", active: mode.kind === "resizing" ? mode.edge : null };
  }

  #placeOf(field: Field, offset: CodePoint): Place {
    return { field, offset: toUtf16(this.#document.fields[field].map, offset) };
  }

  #cursor(): Cursor | null {
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

  #hover(spans: readonly string[], at: DOMRect | null): void {
    for (const mark of this.#hovered) mark.classList.remove("hv");
    this.#hovered = spans[0] ? this.surface.marksOf(spans[0]) : [];
    for (const mark of this.#hovered) mark.classList.add("hv");
    this.events.hover(spans, at);
  }

  #preview(edge: Edge, place: Place): void {
    const placed = this.surface.placed(this.#session.state.selected ?? "");
    if (placed) this.#overlays.put({ caret: { cursor: { field: placed.span.field, anchor: edge === "start" ? placed.to : placed.from, focus: this.#within(placed.span.field, place) } } });
  }

  /** A span lies in one field: what is dragged out of it ends at the field's edge. */
  #within(field: Field, place: Place): number {
    if (place.field === field) return place.offset;
    return this.surface.isBefore(place, { field, offset: 0 }) ? 0 : this.#document.fields[field].map.text.length;
  }

  #drop(edge: Edge, place: Place): void {
    const placed = this.surface.placed(this.#session.state.selected ?? "");
    if (placed) dropEdge(this.#session, this.#document, placed, edge, this.#within(placed.span.field, place));
    this.#overlays.put({ caret: { cursor: this.#cursor() } });
  }
}
