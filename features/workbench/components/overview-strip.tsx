"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Bench } from "../bench";
import { inIdlePieces } from "../idle-pieces";
import { Positions } from "../surface/positions";
import type { SurfaceView } from "../surface/surface-view";
import { useBench, useSession } from "./use-bench";

/** ms without a change of height before the strip is drawn anew. */
const SETTLED = 150;
/** Spans and read blocks that are drawn between two looks at the clock. */
const AT_ONCE = 50;

/** All spans over the whole text beside the scroll bar, with what is in view and what was read. Drawn on a canvas when the browser is idle; a press scrolls there. */
export function OverviewStrip({ view }: { readonly view: SurfaceView | null }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const count = useSession((state) => state.annotation.spans.size);

  useEffect(() => {
    const element = canvas.current;
    if (!element || !view) return;
    const { session, tracker } = bench;
    let leave = (): void => {};
    let paints = paintsOf(element, bench);
    const ask = (): void => { leave(); leave = inIdlePieces(drawing(element, view, bench, paints), (drawn) => show(drawn, element)); };
    const themed = (): void => { paints = paintsOf(element, bench); ask(); };
    ask();
    // A text finds its height as one scrolls through it: the strip follows when that has come to rest.
    let settling = 0;
    const grown = new ResizeObserver(() => { window.clearTimeout(settling); settling = window.setTimeout(ask, SETTLED); });
    grown.observe(view.surface.frame.flow);
    grown.observe(element);
    let drawn = session.state;
    let { read } = tracker.getState();
    const stops = [
      session.subscribePanel(() => { const { state } = session; if (state.annotation.spans !== drawn.annotation.spans || state.selected !== drawn.selected) { drawn = state; ask(); } }),
      tracker.subscribe(() => { if (tracker.getState().read !== read) { ({ read } = tracker.getState()); ask(); } }),
    ];
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", themed);
    const theme = new MutationObserver(themed);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => { grown.disconnect(); window.clearTimeout(settling); for (const stop of stops) stop(); theme.disconnect(); scheme.removeEventListener("change", themed); leave(); };
  }, [bench, view]);

  useEffect(() => {
    const scroller = view?.surface.frame.flow.parentElement;
    if (!scroller) return;
    let asked = 0;
    const show = (): void => {
      asked = 0;
      if (!frame.current) return;
      const total = Math.max(1, scroller.scrollHeight);
      frame.current.style.top = `${(100 * scroller.scrollTop) / total}%`;
      frame.current.style.height = `${Math.min(100, (100 * scroller.clientHeight) / total)}%`;
    };
    // With the next frame's layout, not with one of its own.
    const ask = (): void => { asked ||= requestAnimationFrame(show); };
    ask();
    scroller.addEventListener("scroll", ask, { passive: true });
    const grown = new ResizeObserver(ask);
    grown.observe(scroller.firstElementChild!);
    return () => { scroller.removeEventListener("scroll", ask); grown.disconnect(); cancelAnimationFrame(asked); };
  }, [view]);

  const scrollTo = (event: React.PointerEvent<HTMLDivElement>): void => {
    const scroller = view?.surface.frame.flow.parentElement;
    const box = event.currentTarget.getBoundingClientRect();
    if (scroller) scroller.scrollTop = ((event.clientY - box.top) / box.height) * scroller.scrollHeight - scroller.clientHeight / 2;
  };
  return (
    <div className="wb-strip" role="img" aria-label={t("overview", { count })}
      onPointerDown={(event) => { event.preventDefault(); event.currentTarget.setPointerCapture(event.pointerId); scrollTo(event); }}
      onPointerMove={(event) => { if (event.buttons === 1) scrollTo(event); }}>
      <canvas ref={canvas} />
      <div ref={frame} className="wb-strip-view" />
    </div>
  );
}

/** Colours as a canvas takes them. Asking for them lays styles anew, so they are asked for once. */
interface Paints {
  readonly read: string;
  readonly labels: ReadonlyMap<string, { readonly colour: string; readonly pattern: string }>;
}

function paintsOf(canvas: HTMLCanvasElement, bench: Bench): Paints {
  const { labels } = bench.session.context.codebook;
  return { read: probe(canvas, "var(--line-strong)"), labels: new Map(labels.map(({ key, colour, pattern }) => [key, { colour: probe(canvas, `var(--${colour})`), pattern }])) };
}

/** Draws on a canvas of its own, so that what is shown is whole at any time. */
function* drawing(strip: HTMLCanvasElement, view: SurfaceView, bench: Bench, paints: Paints): Generator<undefined, HTMLCanvasElement> {
  const { annotation, selected } = bench.session.state;
  const positions = new Positions(view.surface, bench.doc);
  const { clientWidth: width, clientHeight: height } = strip;
  const ratio = window.devicePixelRatio || 1;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.scale(ratio, ratio);
  // Read so far: a thin line at the left.
  context.fillStyle = paints.read;
  const { read } = bench.tracker.getState();
  let done = 0;
  for (const index of read) {
    if (++done % AT_ONCE === 0) yield;
    const block = bench.tracker.blocks[index]!;
    const top = positions.shareOf(block.field, block.start) * height;
    context.fillRect(0, top, 2, Math.max(1, positions.shareOf(block.field, block.end) * height - top));
  }
  for (const span of annotation.spans.values()) {
    if (++done % AT_ONCE === 0) yield;
    const top = positions.shareOf(span.field, span.start) * height;
    const size = Math.max(3, positions.shareOf(span.field, span.end) * height - top);
    const row = Math.min(2, view.surface.placed(span.id)?.row ?? 0);
    const label = paints.labels.get(span.label);
    context.fillStyle = label?.colour ?? "gray";
    bar(context, label?.pattern ?? "solid", 5 + row * 5, top, span.id === selected ? 6 : 4, size);
  }
  return canvas;
}

function show(drawn: HTMLCanvasElement, canvas: HTMLCanvasElement): void {
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  if (drawn.width > 0 && drawn.height > 0) canvas.getContext("2d")?.drawImage(drawn, 0, 0);
}

/** A bar in the label's pattern: readable without its colour. */
function bar(context: CanvasRenderingContext2D, pattern: string, x: number, y: number, width: number, height: number): void {
  const [on, off] = pattern === "dashes" ? [5, 2] : pattern === "dots" ? [2, 2] : pattern === "dash-dot" ? [4, 1.5] : [height, 0];
  if (pattern === "double") {
    context.fillRect(x, y, 1, height);
    context.fillRect(x + width - 1, y, 1, height);
    return;
  }
  for (let at = 0; at < height; at += on + off) context.fillRect(x, y + at, width, Math.min(on, height - at));
}

/** The colour that a CSS value comes to here: a canvas knows no custom properties and no light-dark(). */
function probe(canvas: HTMLCanvasElement, value: string): string {
  canvas.style.color = value;
  const colour = getComputedStyle(canvas).color;
  canvas.style.color = "";
  return colour;
}
