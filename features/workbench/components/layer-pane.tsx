"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { toUtf16 } from "@/core/text/offset";
import { IconButton } from "@/ui/icon-button";
import type { LayerView } from "../opening";
import { WorkbenchSession } from "../session";
import { paragraphAt, type TraceDocument } from "../surface/document";
import { SurfaceView } from "../surface/surface-view";
import { SpanTip } from "./span-tip";
import { BenchProvider, useBench } from "./use-bench";

/** The same text with another layer's spans, to read; each scrolls along with the other. */
export function LayerPane({ layer, style, onClose }: { readonly layer: LayerView; readonly style: React.CSSProperties; readonly onClose: () => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const host = useRef<HTMLDivElement>(null);
  const headings = useRef({ prompt: t("field.prompt"), cot: t("field.cot"), answer: t("field.answer") });
  const [tip, setTip] = useState<{ readonly spans: readonly string[]; readonly at: DOMRect } | null>(null);
  const [session] = useState(() => new WorkbenchSession({ ...emptyAnnotation, spans: new Map(layer.spans.map((span) => [span.id, span])) }, bench.session.context, { readOnly: true }));

  useEffect(() => {
    const scroller = host.current!;
    const view = new SurfaceView(scroller, session, bench.doc, { headings: headings.current, named: false }, { hover: (spans, at) => setTip(at && spans.length > 0 ? { spans, at } : null), target: () => {}, targetRange: () => {} });
    const main = bench.view?.surface.frame.flow.parentElement;
    let asked = 0;
    /** Whether the reader's hand is in this pane: then the own text follows it, else the other way round. */
    let leads = false;
    const noteHand = (event: Event): void => { leads = event.target instanceof Node && scroller.contains(event.target); };
    const follow = (event?: Event): void => {
      if (event && leads !== (event.target === scroller)) return; // it was put there
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        const { view: own } = bench;
        if (own && main) putBeside(bench.doc, leads ? view : own, leads ? own : view, leads ? main : scroller);
      });
    };
    follow();
    const stop = new AbortController();
    const { signal } = stop;
    for (const name of ["wheel", "pointerdown", "keydown"]) window.addEventListener(name, noteHand, { signal, passive: true, capture: true });
    for (const one of [main, scroller]) one?.addEventListener("scroll", follow, { signal, passive: true });
    return () => {
      stop.abort();
      if (asked) cancelAnimationFrame(asked);
      view.destroy();
    };
  }, [bench, session]);

  return (
    <section className="wb-beside" aria-label={layer.layer}>
      <header><b>{layer.layer}</b><IconButton label={t("closeLayer")} icon={<X size={15} />} onClick={onClose} /></header>
      <div ref={host} className="wb-text" role="region" aria-label={t("textOfLayer", { layer: layer.layer })} tabIndex={0} style={style} />
      {tip && <BenchProvider bench={{ ...bench, session }}><SpanTip spans={tip.spans} at={tip.at} author={layer.layer} /></BenchProvider>}
    </section>
  );
}

/** Scrolls one view to where another one is, to the pixel: the same line stands beside itself. */
function putBeside(doc: TraceDocument, leading: SurfaceView, led: SurfaceView, scroller: HTMLElement): void {
  const top = leading.viewport.top();
  if (!top) return;
  led.scrollTo(top.field, top.offset);
  const text = doc.fields[top.field];
  const paragraph = paragraphAt(text, toUtf16(text.map, top.offset));
  if (paragraph) scroller.scrollTop += led.surface.elementOf(paragraph).getBoundingClientRect().top - leading.surface.elementOf(paragraph).getBoundingClientRect().top;
}
