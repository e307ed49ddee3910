"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Positions } from "../surface/positions";
import type { SurfaceView } from "../surface/surface-view";
import { useBench, useSession } from "./use-bench";

/** All spans over the whole text beside the scroll bar, with what is in view and what was read. Drawn on a canvas, between frames; a press scrolls there. */
export function OverviewStrip({ view }: { readonly view: SurfaceView | null }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const spans = useSession((state) => state.annotation.spans);
  const selected = useSession((state) => state.selected);

  useEffect(() => {
    const element = canvas.current;
    if (!element || !view) return;
    let asked = 0;
    const draw = (): void => { asked = 0; paint(element, view, bench); };
    const ask = (): void => { asked ||= requestIdleCallback(draw, { timeout: 200 }); };
    ask();
    const grown = new ResizeObserver(ask);
    grown.observe(view.surface.frame.flow);
    grown.observe(element);
    const stop = bench.tracker.subscribe(ask);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", ask);
    const theme = new MutationObserver(ask);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => { grown.disconnect(); stop(); theme.disconnect(); scheme.removeEventListener("change", ask); if (asked) cancelIdleCallback(asked); };
  }, [bench, view, spans, selected]);

  useEffect(() => {
    const scroller = view?.surface.frame.flow.parentElement;
    if (!scroller) return;
    const show = (): void => {
      if (!frame.current) return;
      const total = Math.max(1, scroller.scrollHeight);
      frame.current.style.top = `${(100 * scroller.scrollTop) / total}%`;
      frame.current.style.height = `${Math.min(100, (100 * scroller.clientHeight) / total)}%`;
    };
    show();
    scroller.addEventListener("scroll", show, { passive: true });
    const grown = new ResizeObserver(show);
    grown.observe(scroller.firstElementChild!);
    return () => { scroller.removeEventListener("scroll", show); grown.disconnect(); };
  }, [view]);

  const scrollTo = (event: React.PointerEvent<HTMLDivElement>): void => {
    const scroller = view?.surface.frame.flow.parentElement;
    const box = event.currentTarget.getBoundingClientRect();
    if (scroller) scroller.scrollTop = ((event.clientY - box.top) / box.height) * scroller.scrollHeight - scroller.clientHeight / 2;
  };
  return (
    <div className="wb-strip" role="img" aria-label={t("overview", { count: spans.size })}
      onPointerDown={(event) => { event.preventDefault(); event.currentTarget.setPointerCapture(event.pointerId); scrollTo(event); }}
      onPointerMove={(event) => { if (event.buttons === 1) scrollTo(event); }}>
      <canvas ref={canvas} />
      <div ref={frame} className="wb-strip-view" />
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, view: SurfaceView, bench: ReturnType<typeof useBench>): void {
  const { annotation, selected } = bench.session.state;
  const positions = new Positions(view.surface, bench.doc);
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colours = new Map(bench.session.context.codebook.labels.map((label) => [label.key, { colour: style.getPropertyValue(`--${label.colour}`).trim(), pattern: label.pattern }]));
  // Read so far: a thin line at the left.
  context.fillStyle = probe(canvas, "var(--line-strong)");
  const { read } = bench.tracker.getState();
  for (const index of read) {
    const block = bench.tracker.blocks[index]!;
    const top = positions.shareOf(block.field, block.start) * height;
    context.fillRect(0, top, 2, Math.max(1, positions.shareOf(block.field, block.end) * height - top));
  }
  const resolved = new Map([...colours].map(([key, { colour }]) => [key, probe(canvas, colour)]));
  for (const span of annotation.spans.values()) {
    const top = positions.shareOf(span.field, span.start) * height;
    const size = Math.max(3, positions.shareOf(span.field, span.end) * height - top);
    const row = Math.min(2, view.surface.placed(span.id)?.row ?? 0);
    context.fillStyle = resolved.get(span.label) ?? "gray";
    bar(context, colours.get(span.label)?.pattern ?? "solid", 5 + row * 5, top, span.id === selected ? 6 : 4, size);
  }
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
